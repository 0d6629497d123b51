import type { ServiceLevel } from "#models/shared/levels.ts"
import type { CriterionAnswer, Proposal } from "./proposal.ts"
import { RegistrationModel, type StoredRegistration } from "./registration.schema.server.ts"
import type { Registration } from "./registration.ts"

/** How a service stands judged: by its proposal, else by the suggestion. */
export type Judged = Pick<
  Registration,
  "id" | "procedureCode" | "procedureName" | "serviceCode" | "agencyId" | "adminLevel" | "caseName"
> & {
  regimeId: string
  level: ServiceLevel
  answers: Pick<CriterionAnswer, "letter" | "value">[]
  partialReason: Proposal["partialReason"]
  citation: string
}

const LEFT = ["withdrawn", "repealed"]

/** Every service of a campaign that is still in it, of these agencies only when given, by id; without facts and quotes. */
export const readJudged = async (
  campaignId: string,
  agencyIds: readonly string[] | null,
): Promise<Judged[]> => {
  const rows = await RegistrationModel.find(
    {
      campaignId,
      "workflow.value": { $nin: LEFT },
      ...(agencyIds ? { agencyId: { $in: [...agencyIds] } } : {}),
    },
    {
      procedureCode: 1,
      procedureName: 1,
      serviceCode: 1,
      agencyId: 1,
      adminLevel: 1,
      caseName: 1,
      "suggestion.regimeId": 1,
      "suggestion.level": 1,
      "suggestion.answers": 1,
      "suggestion.partialReason": 1,
      "suggestion.citation": 1,
      "workflow.context.proposal": 1,
    },
  )
    .sort({ _id: 1 })
    .lean<StoredRegistration[]>()
  return rows.map(toJudged)
}

function toJudged(row: StoredRegistration): Judged {
  const { suggestion } = row
  const proposal = (row.workflow.context?.proposal ?? null) as Proposal | null
  const { level, partialReason, citation } = proposal ?? suggestion
  // What a draft has not answered yet stands as suggested.
  const answered = new Map((proposal?.answers ?? []).map((answer) => [answer.letter, answer]))
  const answers = suggestion.answers.map((answer) => answered.get(answer.letter) ?? answer)
  return {
    id: row._id,
    procedureCode: row.procedureCode,
    procedureName: row.procedureName,
    serviceCode: row.serviceCode,
    agencyId: row.agencyId,
    adminLevel: row.adminLevel,
    caseName: row.caseName ?? "",
    regimeId: suggestion.regimeId,
    level,
    answers,
    partialReason,
    citation,
  }
}
