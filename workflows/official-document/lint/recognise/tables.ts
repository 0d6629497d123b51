import type { ReadTable } from "./document-parts.ts"
import type { GridRow } from "./grid.ts"
import { isBold } from "./lines.ts"

/** Rows of one table that may go over many pages; its first row is the header. */
export const tableOf = (pages: readonly { rows: GridRow[] }[]): ReadTable | null => {
  const withRows = pages.filter(({ rows }) => rows.length > 0)
  const header = withRows[0]?.rows[0]
  if (!header) return null
  const wanted = textsOf(header)
  const table: ReadTable = { headers: [], missingHeaders: [], rows: [] }
  for (const { rows } of withRows) {
    const [first, ...rest] = rows
    if (!first) continue
    if (textsOf(first) === wanted) table.headers.push(first)
    else {
      table.missingHeaders.push(first)
      table.rows.push(first)
    }
    table.rows.push(...rest)
  }
  return table
}

const textsOf = ({ cells }: GridRow): string => cells.map(({ text }) => text).join("\u0000")

/** A row of one cell over the whole width: a group. */
export const isGroup = ({ cells }: GridRow): boolean => cells.length === 1
/** A row of sums: bold where it has text. */
export const isTotal = ({ cells }: GridRow): boolean =>
  cells.length > 1 &&
  cells.every(({ lines }) => lines.every(isBold)) &&
  cells.some(({ lines }) => lines.length > 0)
export const isItem = (row: GridRow): boolean => !isGroup(row) && !isTotal(row)
