import type { Row, Table } from "#workflows/document-text/document-layout.ts"

type Change = (table: Table) => Table
/** What was done to a table of figures, and the rule that must notice. */
export type FiguresMutant = [what: string, rule: "totals.figures" | "totals.figures-across", change: Change]

/** Of the table of the Tờ trình. */
const [LABEL, TOTAL, FULL, PARTIAL] = [1, 2, 3, 4]

const rowsWhere =
  (
    isMeant: (row: Extract<Row, { cells: string[] }>) => boolean,
    change: (cells: string[]) => string[],
  ): Change =>
  (table) => {
    const at = table.rows.findIndex((row) => row.kind !== "group" && isMeant(row))
    const row = table.rows[at]
    if (row?.kind !== "item" && row?.kind !== "total") throw new Error("no such row")
    return { ...table, rows: table.rows.with(at, { ...row, cells: change(row.cells) }) }
  }
const named = (label: string, change: (cells: string[]) => string[]): Change =>
  rowsWhere(({ cells }) => cells[LABEL] === label, change)
const agency = (change: (cells: string[]) => string[]): Change =>
  rowsWhere(({ kind }) => kind === "item", change)
const oneMore =
  (column: number) =>
  (cells: string[]): string[] =>
    cells.with(column, String(Number(cells[column]) + 1))
const reads =
  (column: number, text: string) =>
  (cells: string[]): string[] =>
    cells.with(column, text)

/** Tables of figures with one fault. */
export const FIGURES_MUTANTS: FiguresMutant[] = [
  ["a total that is off by one", "totals.figures", named("Tổng cộng", oneMore(TOTAL))],
  ["the total of a level that is off by one", "totals.figures", named("Tổng cộng", oneMore(PARTIAL))],
  ["the sum of a level of government that is off by one", "totals.figures", named("Cấp tỉnh", oneMore(FULL))],
  ["a count of an agency that is off by one, down", "totals.figures", agency(oneMore(FULL))],
  ["a count of an agency that is off by one, across", "totals.figures-across", agency(oneMore(FULL))],
  ["the total of an agency that is off by one", "totals.figures-across", agency(oneMore(TOTAL))],
  ["a total that is not there", "totals.figures", named("Tổng cộng", reads(TOTAL, ""))],
  ["a total that cannot be read", "totals.figures", named("Tổng cộng", reads(FULL, "1O"))],
  [
    "a wrong total in ordinary type",
    "totals.figures",
    (table) => {
      const { rows } = named("Tổng cộng", oneMore(TOTAL))(table)
      return {
        ...table,
        rows: rows.map((row) => (row.kind === "total" ? { ...row, kind: "item" as const } : row)),
      }
    },
  ],
  [
    "an agency left out",
    "totals.figures",
    (table) => ({
      ...table,
      rows: table.rows.toSpliced(
        table.rows.findIndex(({ kind }) => kind === "item"),
        1,
      ),
    }),
  ],
  ["no total at all", "totals.figures", (table) => ({ ...table, rows: table.rows.slice(0, -1) })],
  [
    "a level without its column",
    "totals.figures-across",
    ({ columns, rows }) => ({
      columns: columns.slice(0, -1),
      rows: rows.map((row) => (row.kind === "group" ? row : { ...row, cells: row.cells.slice(0, -1) })),
    }),
  ],
  [
    "a sum at the right that is off by one",
    "totals.figures-across",
    (table) => {
      const atEnd = (cells: string[]) => [...cells.slice(0, TOTAL), ...cells.slice(FULL), cells[TOTAL] ?? ""]
      const [total, ...levels] = table.columns.slice(TOTAL)
      const { rows } = agency(oneMore(TOTAL))(table)
      return {
        columns: [...table.columns.slice(0, TOTAL), ...levels, ...(total ? [total] : [])],
        rows: rows.map((row) => (row.kind === "group" ? row : { ...row, cells: atEnd(row.cells) })),
      }
    },
  ],
]
