import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { composeChanges } from "./compose-changes.ts"
import { type Block, type DocumentLayout, paragraph, regular } from "./document-layout.ts"
import { textOfEdition } from "./edition-text.ts"
import type { SubmissionFacts } from "./edition-values.ts"
import { capacityLines, issuerInText, type Signer } from "./signing-block.ts"

/**
 * Tờ trình of the provincial office for the same frozen edition as the decision (Mẫu 1.4 with Kính gửi;
 * decision-layout.md §12): need and bases, review, figures with changes, reasons for partial services, request; what changed is
 * listed in an annex. `accounts`: what the office accounts for beside, before it asks for the signature.
 * @throws RuleBrokenError when the signatory's capacity cannot sign for the office
 */
export const composeSubmission = (
  edition: FrozenEdition,
  facts: { signatory: Signer; submission: SubmissionFacts; accounts?: readonly string[] },
): DocumentLayout => {
  const { issuer } = edition
  const { abstract, blocks } = textOfEdition(edition, "submission", facts.submission)
  return {
    kind: "SUBMISSION",
    header: {
      agency: [
        { text: `UBND ${issuer.provinceUpper}`, bold: false },
        { text: "VĂN PHÒNG", bold: true },
      ],
      number: facts.submission?.number ?? null,
      symbol: facts.submission?.symbol ?? issuer.submissionSymbol,
      placeName: issuer.placeName,
      day: facts.submission?.day ?? null,
    },
    typeName: "TỜ TRÌNH",
    abstract,
    blocks: [
      paragraph("addressee", regular(`Kính gửi: ${issuerInText(issuer)}`)),
      ...withAccounts(blocks, facts.accounts ?? []),
    ],
    closing: {
      recipients: issuer.submissionRecipients,
      capacity: capacityLines(facts.signatory, "HEAD_OF_OFFICE"),
      fullName: facts.signatory.fullName,
    },
    ...(issuer.training ? { training: true } : {}),
    annexes: composeChanges(edition),
    edition: { id: edition.id, digest: edition.digest },
  }
}

/** Before the last heading, under which the office makes its request. */
function withAccounts(blocks: readonly Block[], accounts: readonly string[]): Block[] {
  const request = blocks.findLastIndex((one) => one.block === "paragraph" && one.kind === "heading")
  const at = request < 0 ? blocks.length : request
  return [
    ...blocks.slice(0, at),
    ...accounts.map((account) => paragraph("body", regular(account))),
    ...blocks.slice(at),
  ]
}
