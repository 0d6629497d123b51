import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import type { Annex } from "#workflows/document-text/document-layout.ts"
import {
  balancedLinesOf,
  type Canvas,
  drawAs,
  drawLinesCentred,
  drawRule,
  startPage,
} from "./canvas.server.ts"
import { tableUnits } from "./draw-table.server.ts"
import { drawSignatureField } from "./form-fields.server.ts"
import { mm, type PageFrame } from "./layout-profile.ts"
import { paginate, type Unit, withTail } from "./paginate.ts"

/**
 * An annex on pages of its own, `tail` after its last row; page numbers begin again and the first is hidden (NĐ 30/2020 Phụ
 * lục I, III.1đ). `signable` keeps a place for the agency's signature, which an annex in a file of its own has.
 */
export const drawAnnex = (
  canvas: Canvas,
  annex: Annex,
  { tail = [], signable = false }: { tail?: readonly Unit[]; signable?: boolean } = {},
): void => {
  const frame = canvas.look.frames[annex.orientation]
  startPage(canvas, annex.orientation, 1)
  if (signable) drawSignaturePlace(canvas, frame)
  canvas.document.outline.addItem(`${annex.heading}. ${annex.title}`)
  const firstTop = drawAnnexHead(canvas, annex) + 10
  const units = withTail(tableUnits(canvas, annex.table, frame), tail)
  const pages = paginate(units, { firstTop, top: frame.top, bottom: frame.bottom })
  for (const [index, placed] of pages.entries()) {
    if (index > 0) startPage(canvas, annex.orientation, index + 1)
    for (const { unit, y, repeatedAt } of placed) {
      if (repeatedAt !== null) unit.repeated?.draw(repeatedAt)
      unit.draw(y)
    }
  }
}

/** At the upper right above the text (NĐ 30/2020 Phụ lục I, III.1d). */
function drawSignaturePlace(canvas: Canvas, frame: PageFrame): void {
  const { width, height } = canvas.look.annexSignature
  drawSignatureField(canvas, SIGNATURE_FIELDS.agency, {
    x: frame.left + frame.inner - width,
    top: frame.top - mm(1) - height,
    width,
    height,
  })
}

function drawAnnexHead(canvas: Canvas, { heading, title, infoLine, orientation }: Annex): number {
  const { frames, sizes, ruleWidth } = canvas.look
  const { left, inner, top } = frames[orientation]
  let y = top
  const centred = (text: string, style: "bold" | "italic", size: number, kind: "H1" | "P", width = inner) => {
    const lines = balancedLinesOf(canvas, text, style, size, width)
    drawAs(canvas, canvas.root, kind, () => {
      y = drawLinesCentred(canvas, lines, left, inner, y)
    })
  }
  centred(heading, "bold", sizes.annexHeading, "H1")
  centred(title, "bold", sizes.annexHeading, "P", inner * 0.94)
  centred(infoLine, "italic", sizes.annexInfo, "P")
  y += 4
  drawRule(canvas, left, inner, mm(45), y, ruleWidth)
  return y
}
