import { LINE_HEIGHT } from "#models/official-document/typeface.ts"
import {
  COMPOSED_WIDTH,
  type Column,
  type Row,
  type Table,
} from "#workflows/document-text/document-layout.ts"
import { artifact, type Canvas, drawAt, element, fixed, heightOfLines } from "./canvas.server.ts"
import { type Look, mm, type PageFrame } from "./layout-profile.ts"
import type { Unit } from "./paginate.ts"
import type { StructureElement } from "./structure-tree.server.ts"
import type { Line } from "./typesetter.server.ts"

type Cell = {
  lines: Line[]
  x: number
  width: number
  align: "left" | "center"
  attributes: string | null
}

/**
 * A table as units to be placed: header row (real once, furniture when repeated), group rows kept with what follows, items
 * never cut unless taller than a page. Columns are as wide as composed, in proportion where the frame is not the one they were
 * composed for. The element is made when the first row is drawn and ended by the last.
 */
export const tableUnits = (canvas: Canvas, table: Table, frame: PageFrame, before = 0): Unit[] => {
  const { look } = canvas
  const columns = placed(table.columns, frame)
  const maxHeight = frame.bottom - frame.top
  const heading = columns.map(({ column, x, width }) =>
    cell(canvas, column.heading, "bold", x, width, "center", "<</O/Table/Scope/Column>>"),
  )
  const height = heightOf(look, heading)
  const repeated = { height, draw: (y: number) => drawFurniture(canvas, heading, y, height) }
  let parent: StructureElement | null = null
  const row = (cells: Cell[], rowHeight: number, y: number, last: boolean) => {
    parent ??= element(canvas, canvas.root, "Table")
    drawRow(canvas, parent, cells, y, rowHeight)
    if (last) parent.end()
  }
  // A row that must be cut leaves room for the group rows that stay with its first piece.
  let groupsAbove = 0
  const units: Unit[] = [{ before, height, keepWithNext: true, draw: (y) => row(heading, height, y, false) }]
  for (const [index, source] of table.rows.entries()) {
    const cells = cellsOf(canvas, source, columns)
    const last = index === table.rows.length - 1
    const pieces = cut(look, cells, maxHeight - height, groupsAbove)
    groupsAbove = source.kind === "group" ? groupsAbove + heightOf(look, cells) : 0
    for (const [at, piece] of pieces.entries()) {
      const pieceHeight = heightOf(look, piece)
      units.push({
        before: 0,
        height: pieceHeight,
        keepWithNext: source.kind === "group",
        repeated,
        draw: (y) => row(piece, pieceHeight, y, last && at === pieces.length - 1),
      })
    }
  }
  return units
}

const placed = (columns: Column[], { left, inner, width: page, height }: PageFrame) => {
  const composed = mm(COMPOSED_WIDTH[page > height ? "landscape" : "portrait"])
  const ratio = Math.abs(composed - inner) < 1 ? 1 : inner / composed
  let x = left
  return columns.map((column) => {
    const at = x
    const width = mm(column.width) * ratio
    x += width
    return { column, x: at, width }
  })
}

function cellsOf(canvas: Canvas, row: Row, columns: ReturnType<typeof placed>): Cell[] {
  if (row.kind !== "group")
    return columns.map(({ column, x, width }, index) =>
      cell(
        canvas,
        row.cells[index] ?? "",
        row.kind === "total" ? "bold" : "regular",
        x,
        width,
        column.align,
        null,
      ),
    )
  const [first] = columns
  const width = columns.reduce((sum, column) => sum + column.width, 0)
  return [
    cell(
      canvas,
      row.text,
      row.depth === 2 ? "boldItalic" : "bold",
      first?.x ?? 0,
      width,
      "left",
      `<</O/Table/Scope/Row/ColSpan ${columns.length}>>`,
    ),
  ]
}

const cell = (
  canvas: Canvas,
  text: string,
  style: "regular" | "bold" | "boldItalic",
  x: number,
  width: number,
  align: "left" | "center",
  attributes: string | null,
): Cell => ({
  lines: text
    ? canvas.type.breakLines(
        [{ text, style }],
        canvas.look.sizes.tableCell,
        width - 2 * canvas.look.cellPadding.x,
      )
    : [],
  x,
  width,
  align,
  attributes,
})

const heightOf = ({ sizes, cellPadding }: Look, cells: readonly Cell[]): number =>
  Math.max(sizes.tableCell * LINE_HEIGHT, ...cells.map(({ lines }) => heightOfLines(lines))) +
  2 * cellPadding.y

/** The row as it is, or in pieces where it is taller than a page; `taken` is kept free above every piece. */
function cut(look: Look, cells: Cell[], maxHeight: number, taken: number): Cell[][] {
  if (heightOf(look, cells) <= maxHeight) return [cells]
  const { sizes, cellPadding } = look
  const perPiece = Math.floor((maxHeight - taken - 2 * cellPadding.y) / (sizes.tableCell * LINE_HEIGHT))
  const count = Math.ceil(Math.max(...cells.map(({ lines }) => lines.length)) / perPiece)
  return Array.from({ length: count }, (_, piece) =>
    cells.map((one) => ({ ...one, lines: one.lines.slice(piece * perPiece, (piece + 1) * perPiece) })),
  )
}

function drawRow(canvas: Canvas, table: StructureElement, cells: Cell[], y: number, height: number): void {
  drawGrid(canvas, cells, y, height)
  const row = element(canvas, table, "TR")
  for (const one of cells) {
    const made = one.attributes
      ? element(canvas, row, "TH", { attributes: one.attributes })
      : element(canvas, row, "TD")
    if (one.lines.length > 0) made.add(() => drawLines(canvas, one, y, height))
    made.end()
  }
  row.end()
}

function drawFurniture(canvas: Canvas, cells: Cell[], y: number, height: number): void {
  drawGrid(canvas, cells, y, height)
  artifact(canvas, "Pagination", () => {
    for (const one of cells) drawLines(canvas, one, y, height)
  })
}

const drawGrid = (canvas: Canvas, cells: Cell[], y: number, height: number): void =>
  artifact(canvas, "Layout", () => {
    const boxes = cells.map(({ x, width }) => `${fixed(x)} ${fixed(y)} ${fixed(width)} ${fixed(height)} re`)
    canvas.document.addContent(`${canvas.look.tableLine} w ${boxes.join(" ")} S`)
  })

function drawLines(canvas: Canvas, { lines, x, width, align }: Cell, y: number, height: number): void {
  let top = y + (height - heightOfLines(lines)) / 2
  for (const line of lines) {
    drawAt(
      canvas,
      line,
      align === "center" ? x + (width - line.natural) / 2 : x + canvas.look.cellPadding.x,
      top,
    )
    top += line.size * LINE_HEIGHT
  }
}
