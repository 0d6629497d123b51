import { randomUUID } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { findPlanVersions, getPlan, insertPlan } from "#models/plan/kept-plan.repository.server.ts"
import { type KeptPlan, versionIdOf } from "#models/plan/kept-plan.ts"
import type { PlanContent } from "#models/plan/plan-content.ts"
import { usualWay } from "#models/plan/task-way.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import { slugOf } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, begin, entryOf } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { arguePlanFile } from "#workflows/plan-reading/argue-plan-file.server.ts"
import type { ReadPlan } from "#workflows/plan-reading/read-plan.ts"
import { taskOf } from "#workflows/plan-reading/read-plan.ts"
import { apart } from "#workflows/uploads/apart.server.ts"
import { planChart } from "./chart.ts"
import { planDigest } from "./plan-digest.server.ts"
import { keptFaults } from "./plan-faults.ts"
import { storedKnowledge } from "./stored-knowledge.server.ts"

type Saying = Pick<
  KeptPlan,
  "title" | "documentNumber" | "issuedOn" | "endsOn" | "content" | "ways" | "faults" | "source"
>

/**
 * Takes a plan's file in as a draft, with what is wrong with it. The file is read in a process of its own; nothing in it is changed.
 * @returns the id of the draft
 * @throws ForbiddenError, InvalidInputError for a file that is no plan
 */
export const importPlan = async (
  d: OfficeDependencies,
  { fileName, bytes, actor }: { fileName: string; bytes: Uint8Array; actor: Actor },
): Promise<string> => {
  const who = await authorise(d, actor, "plan.draft", { kind: "plan", id: "*" })
  const read = await apart<typeof arguePlanFile>("readPlan")(bytes, await storedKnowledge())
  return draftRead(d, read, { fileName, sha256: sha256(bytes) }, who)
}

/** The same from a plan that was read already. */
export const draftRead = async (
  d: OfficeDependencies,
  { plan, content, faults }: ReadPlan,
  source: KeptPlan["source"],
  who: Actor,
  more: Partial<Saying> = {},
): Promise<string> => {
  const day = plan.issuedOn ?? dayOf(d.clock.now())
  const number = /^\d+/u.exec(plan.documentNumber)?.[0]
  const planId = number ? `kh-${number}-${day.slice(0, 4)}` : `kh-${randomUUID().slice(0, 8)}`
  return insertDraft(d, planId, who, {
    title: plan.title || "Kế hoạch chưa có tên",
    documentNumber: plan.documentNumber,
    issuedOn: plan.issuedOn,
    endsOn: endOf(content, day),
    content,
    ways: content.rows.map(({ place }) => usualWay(place)),
    faults: keptFaults(faults, content),
    source,
    ...more,
  })
}

/** A plan that is written by hand: a title, and nothing in it yet. @throws ForbiddenError, InvalidInputError */
export const writePlan = async (
  d: OfficeDependencies,
  { title, actor }: { title: string; actor: Actor },
): Promise<string> => {
  const who = await authorise(d, actor, "plan.draft", { kind: "plan", id: "*" })
  if (title.trim().length < 10)
    throw new InvalidInputError("Trích yếu quá ngắn.", [
      { field: "title", message: "Ghi trích yếu của kế hoạch (ít nhất 10 ký tự)." },
    ])
  const content: PlanContent = { paragraphs: [], parts: [], rows: [] }
  const today = dayOf(d.clock.now())
  return insertDraft(d, `kh-${slugOf(title).slice(0, 30)}-${randomUUID().slice(0, 4)}`, who, {
    title: title.trim(),
    documentNumber: "",
    issuedOn: null,
    endsOn: `${today.slice(0, 4)}-12-31`,
    content,
    ways: [],
    faults: [],
    source: null,
  })
}

/** The next version of a plan, beginning with what the one in force says. @throws ForbiddenError, NotFoundError, RuleBrokenError */
export const draftNextVersion = async (
  d: OfficeDependencies,
  { id, actor }: { id: string; actor: Actor },
): Promise<string> => {
  const who = await authorise(d, actor, "plan.draft", { kind: "plan", id })
  const { planId, title, endsOn, content, ways } = await getPlan(id)
  return insertDraft(d, planId, who, {
    title,
    documentNumber: "",
    issuedOn: null,
    endsOn,
    content,
    ways,
    faults: [],
    source: null,
  })
}

async function insertDraft(
  d: OfficeDependencies,
  planId: string,
  who: Actor,
  saying: Saying,
): Promise<string> {
  const at = d.clock.now()
  return d.store.inTransaction(async (session) => {
    const versions = await findPlanVersions(planId, session)
    const open = versions.find(({ workflow }) =>
      ["drafting", "awaitingApproval", "approved", "issued"].includes(workflow.value),
    )
    if (open)
      throw new RuleBrokenError(
        `Kế hoạch này đang có một phiên bản chưa xong (phiên bản ${open.version}). Làm tiếp hoặc bỏ phiên bản đó trước.`,
        { planVersionId: open.id },
      )
    const version = (versions.at(-1)?.version ?? 0) + 1
    const id = versionIdOf(planId, version)
    const event = {
      type: "plan.drafted" as const,
      title: saying.title,
      tasks: saying.content.rows.length,
      fileName: saying.source?.fileName ?? null,
      fileSha256: saying.source?.sha256 ?? null,
      digest: planDigest(saying),
    }
    const step = advance(planChart, begin(planChart), event, who, at)
    await insertPlan({ id, planId, version, ...saying, workflow: step.snapshot, revision: 1 }, session)
    await appendAuditEntries([entryOf(step, { kind: "plan", id }, who)], session)
    return id
  })
}

/** A plan goes on to the end of the year in which the last of its tasks is due. */
const endOf = ({ rows }: PlanContent, day: IsoDay): IsoDay => {
  const last =
    rows
      .map((row) => taskOf(row).due.until ?? day)
      .sort()
      .at(-1) ?? day
  return `${last.slice(0, 4)}-12-31`
}
