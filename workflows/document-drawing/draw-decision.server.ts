import { annexesOf } from "#models/catalogue-edition/annex-headings.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { rowsRootOf } from "#models/catalogue-edition/row-proof.server.ts"
import type { AnnexKind } from "#models/official-document/official-document.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { assertDecisionRules } from "#workflows/document-text/check-edition.ts"
import { composeDecision, type DecisionFacts } from "#workflows/document-text/compose-decision.ts"
import type { DocumentLayout } from "#workflows/document-text/document-layout.ts"
import { editionAttachments } from "./edition-attachments.server.ts"
import { type RenderedPdf, type RenderOptions, renderAnnexPdf, renderPdf } from "./render-pdf.server.ts"

/** A decision as drawn; `annexes` are files beside it, none where they stand in the decision's own file. */
export type DrawnDecision = RenderedPdf & { annexes: DrawnAnnex[] }
type DrawnAnnex = RenderedPdf & { kind: AnnexKind }

/**
 * The decision's bytes before any signature; the same edition and facts always give the same bytes. Where the annexes are
 * files of their own, every file carries the catalogue, and the decision the digests of those files.
 * @throws RuleBrokenError when the edition breaks a rule of decision-layout.md §11.2
 */
export const drawDecision = async (edition: FrozenEdition, facts: DecisionFacts): Promise<DrawnDecision> => {
  assertDecisionRules(edition)
  const layout = composeDecision(edition, facts)
  const options = {
    createdAt: edition.frozenAt,
    attachments: editionAttachments(edition),
    mark: { rowsRoot: rowsRootOf(edition) },
    checkedAt: facts.checkedAt ?? null,
    training: edition.issuer.training ?? false,
  }
  if (!facts.annexesApart) return { ...(await renderPdf(layout, options)), annexes: [] }
  const annexes = await drawAnnexFiles(edition, layout, options)
  const mark = { ...options.mark, annexFiles: annexes.map(({ bytes }) => sha256(bytes)) }
  return { ...(await renderPdf({ ...layout, annexes: [] }, { ...options, mark })), annexes }
}

async function drawAnnexFiles(
  edition: FrozenEdition,
  layout: DocumentLayout,
  options: RenderOptions,
): Promise<DrawnAnnex[]> {
  const drawn: DrawnAnnex[] = []
  for (const [index, { kind }] of annexesOf(edition).entries()) {
    const annex = layout.annexes[index]
    if (!annex) throw new Error(`the decision has no annex ${index + 1}`)
    const mark = { ...options.mark, annex: kind }
    drawn.push({ kind, ...(await renderAnnexPdf(annex, layout.edition, { ...options, mark })) })
  }
  return drawn
}

/** The same pages marked `DỰ THẢO`, without fields or attachments: a preview cannot be signed. */
export const drawDecisionPreview = (edition: FrozenEdition, facts: DecisionFacts): Promise<RenderedPdf> =>
  renderPdf(composeDecision(edition, facts), { createdAt: edition.frozenAt, attachments: [], draft: true })
