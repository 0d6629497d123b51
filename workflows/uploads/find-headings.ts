import { foldText, normaliseText } from "#models/shared/text.ts"
import type { SheetCells } from "./sheet-cells.ts"

/** What a heading opens, by its words; null for a heading nobody looks for. */
export type ColumnOf<Column extends string> = (heading: string) => Column | null

/** The heading row of a table: `columns` by cell; `last` is the line of its last row, data follow. */
export type Headings<Column extends string> = {
  first: number
  last: number
  columns: (Column | null)[]
  /** The words of each heading, of two rows joined. */
  texts: string[]
}

/** Filled rows among which headings are looked for: titles and dates stand above them. */
const LOOKED_AT = 40

/**
 * Finds the heading row of a table: the row, or two rows under each other, that open most of the columns looked for. Null where no
 * row opens two of them.
 */
export const findHeadings = <Column extends string>(
  rows: readonly SheetCells[],
  columnOf: ColumnOf<Column>,
): Headings<Column> | null => {
  const filled = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== "")).slice(0, LOOKED_AT)
  let best: { headings: Headings<Column>; known: number } | null = null
  for (const [index, row] of filled.entries()) {
    const next = filled[index + 1]
    const candidates = [headingsOf([row], columnOf)]
    // A title stands in one cell, headings over others in several.
    const isOver = row.cells.filter((cell) => cell.trim() !== "").length > 1
    if (isOver && next && next.line === row.line + 1) candidates.push(headingsOf([row, next], columnOf))
    for (const headings of candidates) {
      const known = new Set(headings.columns.filter((column) => column !== null)).size
      if (known >= 2 && (best === null || known > best.known)) best = { headings, known }
    }
  }
  return best?.headings ?? null
}

/** The row most like headings where none opens what is looked for: of the first rows the one with most words, data below it. */
export const likelyHeadings = <Column extends string>(
  rows: readonly SheetCells[],
  columnOf: ColumnOf<Column>,
): Headings<Column> | null => {
  const words = ({ cells }: SheetCells) => cells.filter((cell) => /\p{L}{2}/u.test(cell)).length
  const looked = rows.slice(0, LOOKED_AT)
  const best = looked
    .slice(0, -1)
    .reduce<SheetCells | null>((most, row) => (words(row) > (most ? words(most) : 1) ? row : most), null)
  return best && headingsOf([best], columnOf)
}

function headingsOf<Column extends string>(
  rows: readonly [SheetCells] | readonly [SheetCells, SheetCells],
  columnOf: ColumnOf<Column>,
): Headings<Column> {
  const [upper, lower] = rows
  const width = Math.max(upper.cells.length, lower?.cells.length ?? 0)
  let parent = ""
  const read = Array.from({ length: width }, (_, index) => {
    const above = normaliseText(upper.cells[index] ?? "")
    const below = normaliseText(lower?.cells[index] ?? "")
    if (above !== "") parent = above
    if (!lower) return { text: above, column: above === "" ? null : columnOf(above) }
    // A heading merged over both rows says the same twice, one over several columns stands above the first alone.
    if (below === "" || below === above) return { text: above, column: above === "" ? null : columnOf(above) }
    const text = parent === "" ? below : `${parent} – ${below}`
    return { text, column: columnOf(`${parent} ${below}`) ?? columnOf(below) }
  })
  return {
    first: upper.line,
    last: (lower ?? upper).line,
    columns: firstOfEach(read.map(({ column }) => column)),
    texts: read.map(({ text }) => text),
  }
}

/** Of two headings that open the same column the first does. */
function firstOfEach<Column>(columns: readonly (Column | null)[]): (Column | null)[] {
  return columns.map((column, index) => (column !== null && columns.indexOf(column) < index ? null : column))
}

/** A heading as headings are compared: no accents, capitals, brackets, numbers in front, or signs. */
export const headingKey = (heading: string): string =>
  foldText(heading)
    .replace(/\([^()]*\)/gu, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(/^\d+ /u, "")
    .trim()
