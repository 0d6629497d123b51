import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { composeSubmission } from "#workflows/document-text/compose-submission.ts"
import type { SubmissionFacts } from "#workflows/document-text/edition-values.ts"
import type { Signer } from "#workflows/document-text/signing-block.ts"
import { renderPdf } from "./render-pdf.server.ts"

/** The Tờ trình of the same frozen edition; the same input always gives the same bytes. */
export const drawSubmission = (
  edition: FrozenEdition,
  facts: { signatory: Signer; submission: SubmissionFacts; accounts?: readonly string[] },
): Promise<{ bytes: Uint8Array; pages: number }> =>
  renderPdf(composeSubmission(edition, facts), { createdAt: edition.frozenAt, attachments: [] })
