import { artifact, type Canvas, drawAt, element, fixed, heightOfLines } from "./canvas.server.ts"
import type { Column, Row, Table } from "./document-layout.ts"
import { CELL_PADDING, LINE_HEIGHT, mm, SIZES, TABLE_LINE } from "./layout-profile.ts"
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
 * never cut unless taller than `maxHeight`. The element is made when the first row is drawn and ended by the last.
 */
export const tableUnits = (
  canvas: Canvas,
  table: Table,
  left: number,
  maxHeight: number,
  before = 0,
): Unit[] => {
  const columns = placed(table.columns, left)
  const heading = columns.map(({ column, x, width }) =>
    cell(canvas, column.heading, "bold", x, width, "center", "<</O/Table/Scope/Column>>"),
  )
  const height = heightOf(heading)
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
    const pieces = cut(cells, maxHeight - height, groupsAbove)
    groupsAbove = source.kind === "group" ? groupsAbove + heightOf(cells) : 0
    for (const [at, piece] of pieces.entries()) {
      const pieceHeight = heightOf(piece)
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

const placed = (columns: Column[], left: number) => {
  let x = left
  return columns.map((column) => {
    const at = x
    x += mm(column.width)
    return { column, x: at, width: mm(column.width) }
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
  lines: text ? canvas.type.breakLines([{ text, style }], SIZES.tableCell, width - 2 * CELL_PADDING.x) : [],
  x,
  width,
  align,
  attributes,
})

const heightOf = (cells: readonly Cell[]): number =>
  Math.max(SIZES.tableCell * LINE_HEIGHT, ...cells.map(({ lines }) => heightOfLines(lines))) +
  2 * CELL_PADDING.y

/** The row as it is, or in pieces where it is taller than a page; `taken` is kept free above every piece. */
function cut(cells: Cell[], maxHeight: number, taken: number): Cell[][] {
  if (heightOf(cells) <= maxHeight) return [cells]
  const perPiece = Math.floor((maxHeight - taken - 2 * CELL_PADDING.y) / (SIZES.tableCell * LINE_HEIGHT))
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
    canvas.document.addContent(`${TABLE_LINE} w ${boxes.join(" ")} S`)
  })

function drawLines(canvas: Canvas, { lines, x, width, align }: Cell, y: number, height: number): void {
  let top = y + (height - heightOfLines(lines)) / 2
  for (const line of lines) {
    drawAt(canvas, line, align === "center" ? x + (width - line.natural) / 2 : x + CELL_PADDING.x, top)
    top += line.size * LINE_HEIGHT
  }
}
