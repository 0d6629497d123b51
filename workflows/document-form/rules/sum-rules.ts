import { formatNumber } from "#models/shared/numbers.ts"
import { folded } from "#workflows/pdf-reading/lines.ts"
import { ANNOUNCED } from "../law.ts"
import { type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { fault, quoted } from "../measure.ts"
import { countOf } from "../recognise/catalogue-rows.ts"
import type { ReadTable } from "../recognise/document-parts.ts"
import type { GridRow } from "../recognise/grid.ts"
import { allTables, isGroup, isTotal } from "../recognise/tables.ts"

const rule = rulesOf("totals")

/** Rows and columns of every table that has sums, wherever it stands; a table without any has nothing to add up. */
export const SUM_RULES: LintRule[] = [
  rule("figures", ANNOUNCED, "Mỗi hàng tổng của bảng bằng tổng các dòng của nó.", ({ parts }) =>
    allTables(parts).flatMap(faultsDown),
  ),
  rule("figures-across", ANNOUNCED, "Cột tổng của bảng bằng tổng các cột, ở mỗi dòng.", ({ parts }) =>
    allTables(parts).flatMap(faultsAcross),
  ),
]

const COUNT = /^\d{1,3}(?:\.\d{3})*$/u
const SUM = /^(?:tong|cong|(?:tong so|tong cong)(?: .*)?)$/u
const saysSum = (text: string): boolean => SUM.test(folded(text))

type Column = { index: number; heading: string }

/** Columns that hold counts; one that says it is a sum is one even where nothing stands in it. */
const countColumns = ({ headers, rows }: ReadTable): Column[] =>
  (headers[0]?.cells ?? []).flatMap(({ text: heading }, index) => {
    if (/^(?:tt|stt|so tt|so thu tu)$/u.test(folded(heading))) return []
    const holdsCounts = rows.some((row) => !isGroup(row) && COUNT.test(row.cells[index]?.text ?? ""))
    return holdsCounts || saysSum(heading) ? [{ index, heading }] : []
  })

const countIn = ({ cells }: GridRow, { index }: Column): number => {
  const text = cells[index]?.text ?? ""
  return COUNT.test(text) ? countOf(text) : 0
}
const labelOf = ({ cells }: GridRow): string =>
  cells.find(({ text }) => text !== "" && !COUNT.test(text))?.text ?? ""
const isSum = (row: GridRow): boolean => isTotal(row) || saysSum(labelOf(row))

const added = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0)

const differs = (row: GridRow, column: Column, counted: number, of: string): Fault[] => {
  const said = countIn(row, column)
  return said === counted
    ? []
    : [
        fault(
          row.page,
          `${quoted(`${labelOf(row)}, ${column.heading}`)} ghi ${formatNumber(said)}`,
          `${formatNumber(counted)} theo ${of}`,
        ),
      ]
}

/**
 * Lines add up to the sum above them; all lines to one that ends the table, or that heads it and says so. Where there are
 * several sums, one is of all.
 */
function faultsDown(table: ReadTable): Fault[] {
  const rows = table.rows.filter((row) => !isGroup(row))
  const columns = countColumns(table)
  const sums = rows.filter(isSum)
  const last = rows.at(-1)
  const isOfAll = (sum: GridRow): boolean => sum === last || (sum === rows[0] && saysSum(labelOf(sum)))
  const missing =
    last && sums.length > 1 && !sums.some(isOfAll)
      ? [fault(last.page, quoted(labelOf(last)), "hàng tổng cộng của cả bảng")]
      : []
  return [
    ...missing,
    ...sums.flatMap((sum) => {
      const below = rows.slice(rows.indexOf(sum) + 1)
      const end = below.findIndex(isSum)
      const lines = isOfAll(sum)
        ? rows.filter((row) => !isSum(row))
        : below.slice(0, end < 0 ? undefined : end)
      return columns.flatMap((column) =>
        differs(sum, column, added(lines.map((line) => countIn(line, column))), "các dòng"),
      )
    }),
  ]
}

/** Columns add up to the sum before them, or to the one after them. */
function faultsAcross(table: ReadTable): Fault[] {
  const columns = countColumns(table)
  return columns.flatMap((sum, at) => {
    if (!saysSum(sum.heading)) return []
    const after = untilNextSum(columns.slice(at + 1))
    const parts = after.length > 0 ? after : untilNextSum(columns.slice(0, at).reverse())
    if (parts.length === 0) return []
    return table.rows
      .filter((row) => !isGroup(row))
      .flatMap((row) => differs(row, sum, added(parts.map((part) => countIn(row, part))), "các cột"))
  })
}

function untilNextSum(columns: readonly Column[]): Column[] {
  const end = columns.findIndex(({ heading }) => saysSum(heading))
  return columns.slice(0, end < 0 ? undefined : end)
}
