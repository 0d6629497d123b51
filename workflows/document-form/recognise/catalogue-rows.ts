import type { ReadTable } from "./document-parts.ts"
import type { Cell, GridRow } from "./grid.ts"
import { isGroup, isTotal } from "./tables.ts"

/** A group row of a list; `depth` 0 level of government (A.), 1 agency (I.), 2 field (1.). */
export type GroupRow = {
  kind: "group"
  row: GridRow
  depth: 0 | 1 | 2
  label: string
  text: string
  count: number | null
}
export type ItemRow = {
  kind: "item"
  row: GridRow
  number: string
  /** Lines of the code's cell. */
  codeLines: string[]
  /** Pieces on later pages of a row that is cut. */
  pieces: GridRow[]
}
export type CatalogueRow = GroupRow | ItemRow

const COUNT = /\((\d[\d.]*) dịch vụ công\)$/u

/** Where the codes stand, by the heading; -1 when there is no such column. */
export const codeColumn = ({ headers }: ReadTable): number =>
  headers[0]?.cells.findIndex(({ text }) => /^Mã(?!\p{L})/u.test(text)) ?? -1

/** The rows of a list with what they are; rows of sums are left out, a row cut over pages is one. */
export const catalogueRows = (table: ReadTable): CatalogueRow[] => {
  const column = codeColumn(table)
  const rows: CatalogueRow[] = []
  let letters = 0
  for (const row of table.rows) {
    if (isGroup(row)) {
      const text = row.cells[0]?.text ?? ""
      const label = /^([^\s.]+)\./u.exec(text)?.[1] ?? ""
      const depth = depthOf(label, letters)
      if (depth === 0) letters += 1
      const count = COUNT.exec(text)?.[1]
      rows.push({
        kind: "group",
        row,
        depth,
        label,
        text,
        count: count === undefined ? null : countOf(count),
      })
    } else if (!isTotal(row)) {
      const open = rows.at(-1)
      if (open?.kind === "item" && continues(row, open, column)) open.pieces.push(row)
      else rows.push(itemOf(row, column))
    }
  }
  return rows
}

/** `1.234` → 1234. */
export const countOf = (digits: string): number => Number(digits.replaceAll(".", ""))

/** `C` and `D` are letters where the letter before has stood, Roman numbers elsewhere. */
function depthOf(label: string, letters: number): 0 | 1 | 2 {
  if (/^\d+$/u.test(label)) return 2
  return label === String.fromCharCode(65 + letters) ? 0 : 1
}

const continues = (row: GridRow, open: ItemRow, column: number): boolean =>
  row.page !== open.row.page && row.cells[0]?.text === "" && (column < 0 || row.cells[column]?.text === "")

const itemOf = (row: GridRow, column: number): ItemRow => ({
  kind: "item",
  row,
  number: row.cells[0]?.text ?? "",
  codeLines: linesOf(row.cells[column]),
  pieces: [],
})

const linesOf = (cell: Cell | undefined): string[] => cell?.lines.map(({ text }) => text) ?? []
