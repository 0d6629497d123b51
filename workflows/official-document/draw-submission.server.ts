import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { composeSubmission } from "./compose-submission.ts"
import type { SubmissionFacts } from "./edition-values.ts"
import { renderPdf } from "./render-pdf.server.ts"
import type { Signer } from "./signing-block.ts"

/** The Tờ trình of the same frozen edition; the same input always gives the same bytes. */
export const drawSubmission = (
  edition: FrozenEdition,
  facts: { signatory: Signer; submission: SubmissionFacts },
): Promise<{ bytes: Uint8Array; pages: number }> =>
  renderPdf(composeSubmission(edition, facts), { createdAt: edition.frozenAt, attachments: [] })
