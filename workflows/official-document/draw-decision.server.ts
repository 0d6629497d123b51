import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { assertDecisionRules } from "./check-edition.ts"
import { composeDecision, type DecisionFacts } from "./compose-decision.ts"
import { editionAttachments } from "./edition-attachments.server.ts"
import { renderPdf } from "./render-pdf.server.ts"
import { rowsRootOf } from "./row-proof.server.ts"

/**
 * The decision's bytes before any signature; the same edition and facts always give the same bytes.
 * @throws RuleBrokenError when the edition breaks a rule of decision-layout.md §11.2
 */
export const drawDecision = async (
  edition: FrozenEdition,
  facts: DecisionFacts,
): Promise<{ bytes: Uint8Array; pages: number }> => {
  assertDecisionRules(edition)
  return renderPdf(composeDecision(edition, facts), {
    createdAt: edition.frozenAt,
    attachments: editionAttachments(edition),
    rowsRoot: rowsRootOf(edition),
    checkedAt: facts.checkedAt ?? null,
  })
}

/** The same pages marked `DỰ THẢO`, without fields or attachments: a preview cannot be signed. */
export const drawDecisionPreview = (
  edition: FrozenEdition,
  facts: DecisionFacts,
): Promise<{ bytes: Uint8Array; pages: number }> =>
  renderPdf(composeDecision(edition, facts), { createdAt: edition.frozenAt, attachments: [], draft: true })
