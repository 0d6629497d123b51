import type { AnnexFileFacts } from "#models/campaign/events.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { peekNextNumber, takeNumber } from "#models/document-number/document-number.repository.server.ts"
import { formatDocumentNumber } from "#models/document-number/format-document-number.ts"
import { dayOf, yearOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { drawSubmission } from "#workflows/document-drawing/draw-submission.server.ts"
import type { DecisionFacts } from "#workflows/document-text/compose-decision.ts"
import { positionInText } from "#workflows/document-text/position-in-text.ts"
import type { Signer } from "#workflows/document-text/signing-block.ts"
import { accountsOf } from "../accounts-of.ts"
import { defineStep } from "../campaign-step.ts"
import { currentEdition, keepDocument } from "../decision-bytes.server.ts"
import {
  assertDocumentForm,
  type DecisionFile,
  DOCUMENT_NAMES,
  drawnAs,
  filesOf,
} from "../document-form.server.ts"
import { editionEffect } from "../edition-effect.server.ts"
import { assertConfirmed, unconfirmedInWords } from "../urgent-approvals.server.ts"
import { chiefOfOffice, leadersWhoMaySign } from "../who-signs.server.ts"

const SIGNATORY = {
  kind: "CHOICE",
  name: "signatoryId",
  label: "Trình người ký",
  description: "Chỉ gồm lãnh đạo UBND cấp tỉnh giữ thẩm quyền ký vào hôm nay.",
  missing: "Hãy chọn người ký.",
  options: [],
  none: "Hôm nay không có lãnh đạo nào giữ thẩm quyền ký. Kiểm tra phân công trước khi trình.",
} as const

/**
 * Draws Tờ trình and decision from the frozen edition for one named signatory and lays them before that person. The
 * decision's bytes are final from here on: only signatures, number and date are added to them.
 */
export const submitForSignature = defineStep({
  intent: "submit",
  event: "submission.made",
  permission: {
    action: "edition.submit",
    label: "Trình ký",
    roles: ["CHIEF_OF_OFFICE"],
    scope: "ANY_AGENCY",
  },
  label: "Trình ký",
  place: "NEXT",
  working: "Đang vẽ văn bản và kiểm tra thể thức…",
  fields: [SIGNATORY],
  preview: async (d, { campaign, at }) => {
    const options = (await leadersWhoMaySign(d, dayOf(at))).map(({ personId, position, fullName }) => ({
      value: personId,
      label: `${positionInText(position)} ${fullName}`,
    }))
    const [only, ...others] = options
    return {
      effect: await editionEffect(d, campaign, at),
      says: await unconfirmedInWords(campaign.id),
      fields: [{ ...SIGNATORY, options }],
      ...(only && others.length === 0 ? { values: { signatoryId: only.value } } : {}),
    }
  },
  act: async (d, { campaign, actor, at }, { signatoryId }) => {
    await assertConfirmed(campaign.id)
    const day = dayOf(at)
    const signatory = (await d.reference.signatoriesOn(day)).find(({ personId }) => personId === signatoryId)
    if (!signatory)
      throw new RuleBrokenError(
        "Người được chọn không giữ thẩm quyền ký vào ngày hôm nay. Chọn người ký khác.",
        { field: "signatoryId" },
      )
    const edition = await currentEdition(campaign)
    const symbol = edition.issuer.submissionSymbol
    const next = await peekNextNumber(yearOf(day), symbol)
    const submission = { number: formatDocumentNumber(next), symbol, day }
    const checkedAt = d.publicUrl ? `${d.publicUrl}/xac-minh?so=${edition.digest}` : null
    const facts = { signatory, submission, checkedAt, ...drawnAs(campaign) }
    const chief = chiefOfOffice(actor.name, actor.onBehalfOf)
    const files = await drawAll(edition, facts, {
      chief,
      accounts: accountsOf(campaign),
    })
    await assertDocumentForm(files)
    return {
      event: {
        type: "submission.made",
        digest: edition.digest,
        submissionNumber: submission.number,
        submissionSymbol: symbol,
        submissionDay: day,
        signatory,
        chief,
        ...annexFactsOf(files),
      },
      write: async (session, moved) => {
        await takeNumber(yearOf(day), symbol, next, session)
        for (const { kind, bytes, pages } of files)
          await keepDocument(
            moved,
            edition,
            { kind, stage: "UNSIGNED", bytes, pages, createdAt: at },
            session,
          )
      },
    }
  },
})

/** None where the annexes are in the decision's file. */
function annexFactsOf(files: readonly DecisionFile[]): { annexes?: AnnexFileFacts[] } {
  const annexes = files.flatMap(({ annex, bytes }) => (annex ? [{ kind: annex, sha256: sha256(bytes) }] : []))
  return annexes.length > 0 ? { annexes } : {}
}

async function drawAll(
  edition: FrozenEdition,
  facts: DecisionFacts,
  { chief, accounts }: { chief: Signer; accounts: string[] },
): Promise<DecisionFile[]> {
  const decision = await drawDecision(edition, facts)
  const submission = await drawSubmission(edition, {
    submission: facts.submission,
    signatory: chief,
    accounts,
  })
  return [
    { kind: "SUBMISSION", name: DOCUMENT_NAMES.SUBMISSION, ...submission },
    ...filesOf(edition, decision),
  ]
}
