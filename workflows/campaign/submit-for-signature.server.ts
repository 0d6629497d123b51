import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { AnnexFileFacts } from "#models/campaign/events.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import {
  formatDocumentNumber,
  peekNextNumber,
  takeNumber,
} from "#models/document-number/document-number.repository.server.ts"
import { dayOf, yearOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { drawSubmission } from "#workflows/document-drawing/draw-submission.server.ts"
import type { DecisionFacts } from "#workflows/document-text/compose-decision.ts"
import { currentEdition, keepDocument } from "./decision-bytes.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import {
  assertDocumentForm,
  type DecisionFile,
  DOCUMENT_NAMES,
  drawnAs,
  filesOf,
} from "./document-form.server.ts"
import { assertSeen, type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"
import { chiefOfOffice } from "./who-signs.server.ts"

/**
 * Draws Tờ trình and decision from the frozen edition for one named signatory and lays them before that person. The
 * decision's bytes are final from here on: only signatures, number and date are added to them.
 * @throws RuleBrokenError when the chosen person holds no capacity today, or a document breaks a rule of form
 */
export const submitForSignature = async (
  d: CampaignDependencies,
  command: CampaignCommand & { signatoryId: string },
): Promise<ReviewCampaign> => {
  await authorise(d, command.actor, "edition.submit", { kind: "campaign", id: command.campaignId })
  const campaign = await getCampaign(command.campaignId)
  assertSeen(campaign, command.revision)
  const at = d.clock.now()
  const day = dayOf(at)
  const signatory = (await d.reference.signatoriesOn(day)).find(
    (person) => person.personId === command.signatoryId,
  )
  if (!signatory)
    throw new RuleBrokenError(
      "Người được chọn không giữ thẩm quyền ký vào ngày hôm nay. Chọn người ký khác.",
      {
        field: "signatoryId",
      },
    )
  const edition = await currentEdition(campaign)
  const symbol = edition.issuer.submissionSymbol
  const next = await peekNextNumber(yearOf(day), symbol)
  const submission = { number: formatDocumentNumber(next), symbol, day }
  const checkedAt = d.publicUrl ? `${d.publicUrl}/xac-minh?so=${edition.digest}` : null
  const facts = { signatory, submission, checkedAt, ...drawnAs(campaign) }
  const files = await drawAll(edition, facts, command.actor.name)
  await assertDocumentForm(files)
  return stepCampaign(d, {
    ...command,
    revision: campaign.revision,
    action: "edition.submit",
    event: {
      type: "submission.made",
      digest: edition.digest,
      submissionNumber: submission.number,
      submissionSymbol: symbol,
      submissionDay: day,
      signatory,
      ...annexFactsOf(files),
    },
    write: async (session, moved) => {
      await takeNumber(yearOf(day), symbol, next, session)
      for (const { kind, bytes, pages } of files)
        await keepDocument(moved, edition, { kind, stage: "UNSIGNED", bytes, pages, createdAt: at }, session)
    },
  })
}

/** None where the annexes are in the decision's file. */
function annexFactsOf(files: readonly DecisionFile[]): { annexes?: AnnexFileFacts[] } {
  const annexes = files.flatMap(({ annex, bytes }) => (annex ? [{ kind: annex, sha256: sha256(bytes) }] : []))
  return annexes.length > 0 ? { annexes } : {}
}

async function drawAll(
  edition: FrozenEdition,
  facts: DecisionFacts,
  chiefName: string,
): Promise<DecisionFile[]> {
  const decision = await drawDecision(edition, facts)
  const submission = await drawSubmission(edition, {
    submission: facts.submission,
    signatory: chiefOfOffice(chiefName),
  })
  return [
    { kind: "SUBMISSION", name: DOCUMENT_NAMES.SUBMISSION, ...submission },
    ...filesOf(edition, decision),
  ]
}
