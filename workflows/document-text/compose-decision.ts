import type { CarriedEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { composeAnnexes } from "./compose-annexes.ts"
import { type Block, bold, type DocumentLayout, paragraph } from "./document-layout.ts"
import { textOfEdition } from "./edition-text.ts"
import type { SubmissionFacts } from "./edition-values.ts"
import { authorityLine, capacityLines, type Signer } from "./signing-block.ts"

/** What a decision says beyond its edition. */
export type DecisionFacts = {
  signatory: Signer
  submission: SubmissionFacts
  /** Address of the page where the decision can be checked; drawn as a code where it is known. */
  checkedAt?: string | null
  /** Whether it is initialled before it is signed. */
  initials?: boolean
  /** Whether each annex is a file of its own. */
  annexesApart?: boolean
}

/**
 * Quyết định công bố Danh mục with its annexes (Mẫu 1.2, NĐ 30/2020 Phụ lục III; decision-layout.md §11). Number and date
 * stay blank: they are given after the personal signature.
 * @throws RuleBrokenError when the signatory's capacity does not agree with the issuing authority
 */
export const composeDecision = (edition: CarriedEdition, facts: DecisionFacts): DocumentLayout => {
  const { issuer } = edition
  const { abstract, blocks } = textOfEdition(edition, "decision", facts.submission)
  return {
    kind: "DECISION",
    header: {
      agency: [
        { text: "ỦY BAN NHÂN DÂN", bold: true },
        { text: issuer.provinceUpper, bold: true },
      ],
      number: null,
      symbol: issuer.documentSymbol,
      placeName: issuer.placeName,
      day: null,
    },
    typeName: "QUYẾT ĐỊNH",
    abstract,
    blocks: [paragraph("authority", bold(authorityLine(issuer))), ...blocks],
    closing: {
      recipients: decisionRecipients(issuer.recipients, blocks),
      capacity: capacityLines(facts.signatory, issuer.issuingAuthority),
      fullName: facts.signatory.fullName,
      ...(facts.initials ? { initials: true } : {}),
    },
    ...(issuer.training ? { training: true } : {}),
    annexes: composeAnnexes(edition),
    edition: { id: edition.id, digest: edition.digest },
  }
}

/** The first recipients are those whom the last article names: `Như Điều n`, however many articles the text has. */
const decisionRecipients = (recipients: readonly string[], blocks: readonly Block[]): string[] => {
  const articles = blocks.filter(
    (block) => block.block === "paragraph" && /^Điều \d+\./u.test(block.runs[0]?.text ?? ""),
  ).length
  return recipients.map((text) => text.replace(/^Như Điều \d+$/u, `Như Điều ${articles}`))
}
