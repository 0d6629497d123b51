import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { composeDecision, type DecisionFacts } from "./compose-decision.ts"
import { editionAttachments } from "./edition-attachments.server.ts"
import { renderPdf } from "./render-pdf.server.ts"

/** The decision's bytes before any signature; the same edition and facts always give the same bytes. */
export const drawDecision = (
  edition: FrozenEdition,
  facts: DecisionFacts,
): Promise<{ bytes: Uint8Array; pages: number }> =>
  renderPdf(composeDecision(edition, facts), {
    createdAt: edition.frozenAt,
    attachments: editionAttachments(edition),
  })

/** The same pages marked `DỰ THẢO`, without fields or attachments: a preview cannot be signed. */
export const drawDecisionPreview = (
  edition: FrozenEdition,
  facts: DecisionFacts,
): Promise<{ bytes: Uint8Array; pages: number }> =>
  renderPdf(composeDecision(edition, facts), { createdAt: edition.frozenAt, attachments: [], draft: true })
