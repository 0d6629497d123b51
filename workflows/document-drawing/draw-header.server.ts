import { FIELDS } from "#models/official-document/document-fields.ts"
import { LINE_HEIGHT } from "#models/official-document/typeface.ts"
import { type DocumentLayout, type Header, numberLine } from "#workflows/document-text/document-layout.ts"
import { dateLine, MOTTO, NATION } from "#workflows/document-text/head-text.ts"
import {
  balancedLinesOf,
  type Canvas,
  drawAs,
  drawCentred,
  drawLinesCentred,
  drawRule,
  linesOf,
} from "./canvas.server.ts"
import { drawBlankField, type SizedField } from "./form-fields.server.ts"
import type { PageFrame } from "./layout-profile.ts"

const RULE_GAP = 2

/** The header grid (ô 1–4) and the title block (ô 5a); returns where the text goes on. */
export const drawHead = (canvas: Canvas, frame: PageFrame, layout: DocumentLayout): number => {
  const y = drawGrid(canvas, frame, layout.header)
  if (layout.typeName === "") return drawLetterAbstract(canvas, frame, layout.abstract, y + LETTER_GAP)
  return drawTitle(canvas, frame, layout, y + 16)
}

function drawGrid(canvas: Canvas, frame: PageFrame, header: Header): number {
  const { headerColumns, sizes, shortRule, ruleWidth } = canvas.look
  const left = { x: frame.left, width: headerColumns.left }
  const right = { x: frame.left + headerColumns.left, width: headerColumns.right }
  let leftEnd = frame.top
  let last = 0
  for (const { text, bold } of header.agency) {
    const lines = linesOf(canvas, text, bold ? "bold" : "regular", sizes.agency, left.width)
    drawAs(canvas, canvas.root, "P", () => {
      leftEnd = drawLinesCentred(canvas, lines, left.x, left.width, leftEnd)
    })
    last = lines.at(-1)?.natural ?? last
  }
  drawRule(canvas, left.x, left.width, last * shortRule, leftEnd + RULE_GAP, ruleWidth)

  const [nation] = linesOf(canvas, NATION, "bold", sizes.nation, right.width)
  const [motto] = linesOf(canvas, MOTTO, "bold", sizes.motto, right.width)
  const mottoTop = frame.top + sizes.nation * LINE_HEIGHT
  const rightEnd = mottoTop + sizes.motto * LINE_HEIGHT
  if (!nation || !motto) throw new Error("the national heading does not fit its column")
  drawAs(canvas, canvas.root, "P", () => drawCentred(canvas, nation, right.x, right.width, frame.top))
  drawAs(canvas, canvas.root, "P", () => drawCentred(canvas, motto, right.x, right.width, mottoTop))
  drawRule(canvas, right.x, right.width, motto.natural, rightEnd + RULE_GAP, ruleWidth)

  // Number and date share one baseline whatever stands above them.
  const secondRow = Math.max(leftEnd, rightEnd) + 10
  const number = { ...FIELDS.number, size: sizes.number }
  const date = { ...FIELDS.date, size: sizes.date }
  drawPlace(canvas, header.number === null, number, numberLine(header), left, secondRow)
  drawPlace(canvas, header.day === null, date, dateLine(header), right, secondRow)
  return secondRow + sizes.date * LINE_HEIGHT
}

/** A line that is known, or the place kept for it until the records office fills it in. */
function drawPlace(
  canvas: Canvas,
  blank: boolean,
  field: SizedField,
  text: string,
  column: { x: number; width: number },
  top: number,
): void {
  // The number is smaller than the date; both baselines are the date's.
  const lineTop = top + (canvas.look.sizes.date - field.size) * 0.9
  if (blank && !canvas.draft) {
    drawBlankField(canvas, field, text, { ...column, top: lineTop })
    return
  }
  const [line] = linesOf(canvas, text, field.style, field.size, column.width)
  if (line) drawAs(canvas, canvas.root, "P", () => drawCentred(canvas, line, column.x, column.width, lineTop))
}

/** Points between số, ký hiệu and the trích yếu of a công văn (NĐ 30/2020 Phụ lục I, II.5b). */
const LETTER_GAP = 6

/** The trích yếu of a công văn, centred under its number (ô 5b). */
function drawLetterAbstract(canvas: Canvas, frame: PageFrame, abstract: string, top: number): number {
  const { sizes, headerColumns } = canvas.look
  const { left: width } = headerColumns
  const lines = balancedLinesOf(canvas, abstract, "regular", sizes.letterAbstract, width)
  let y = top
  canvas.document.outline.addItem(abstract)
  drawAs(canvas, canvas.root, "H1", () => {
    y = drawLinesCentred(canvas, lines, frame.left, width, y)
  })
  return y
}

function drawTitle(canvas: Canvas, frame: PageFrame, layout: DocumentLayout, top: number): number {
  const { sizes, shortRule, ruleWidth } = canvas.look
  const typeName = linesOf(canvas, layout.typeName, "bold", sizes.title, frame.inner)
  const abstract = balancedLinesOf(canvas, layout.abstract, "bold", sizes.title, frame.inner * 0.9)
  let y = top
  canvas.document.outline.addItem(layout.typeName)
  drawAs(canvas, canvas.root, "H1", () => {
    y = drawLinesCentred(canvas, typeName, frame.left, frame.inner, y)
  })
  drawAs(canvas, canvas.root, "P", () => {
    y = drawLinesCentred(canvas, abstract, frame.left, frame.inner, y + 2)
  })
  y += RULE_GAP + 1
  drawRule(canvas, frame.left, frame.inner, (abstract.at(-1)?.natural ?? 0) * shortRule, y, ruleWidth)
  return y
}
