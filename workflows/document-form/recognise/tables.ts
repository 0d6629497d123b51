import { isBold } from "#workflows/pdf-reading/lines.ts"
import type { DocumentParts, ReadTable } from "./document-parts.ts"
import type { GridRow } from "./grid.ts"
import { type PageParts, wordsOutsideTables } from "./page-parts.ts"

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

/**
 * The tables of a text: each ends where text stands below it. Rows at the head of a page go on with the table that ended the
 * page before.
 */
export const tablesOf = (pages: readonly PageParts[]): ReadTable[] => {
  const tables: { rows: GridRow[] }[][] = []
  let goesOn = false
  for (const page of pages) {
    const text = wordsOutsideTables(page)
    for (const rows of togetherIn(page.rows)) {
      const top = rows[0]?.y0 ?? 0
      if (goesOn && !text.some(({ y0 }) => y0 < top)) tables.at(-1)?.push({ rows })
      else tables.push([{ rows }])
      goesOn = false
    }
    const end = page.rows.at(-1)?.y1
    goesOn = end !== undefined && !text.some(({ y1 }) => y1 > end)
  }
  return tables.map(tableOf).filter((table) => table !== null)
}

/** Rows that stand on each other. */
function togetherIn(rows: readonly GridRow[]): GridRow[][] {
  const runs: GridRow[][] = []
  for (const row of rows) {
    const above = runs.at(-1)?.at(-1)
    if (above && row.y0 - above.y1 < 1) runs.at(-1)?.push(row)
    else runs.push([row])
  }
  return runs
}

/** Every table of the document: of its text and of its annexes. */
export const allTables = ({ tables, annexes }: Pick<DocumentParts, "tables" | "annexes">): ReadTable[] =>
  [...tables, ...annexes.map(({ table }) => table)].filter((table) => table !== null)

const textsOf = ({ cells }: GridRow): string => cells.map(({ text }) => text).join("\u0000")

/** A row of one cell over the whole width: a group. */
export const isGroup = ({ cells }: GridRow): boolean => cells.length === 1
/** A row of sums: bold where it has text. */
export const isTotal = ({ cells }: GridRow): boolean =>
  cells.length > 1 &&
  cells.every(({ lines }) => lines.every(isBold)) &&
  cells.some(({ lines }) => lines.length > 0)
