import type { PlanLine } from "#models/plan/plan-content.ts"
import { normaliseText } from "#models/shared/text.ts"
import { BETWEEN_CELLS } from "#workflows/document-text/layout-lines.ts"

/** Lines of a text: a row of a table has tabs or bars between its cells; marks of headings and of emphasis are no words. */
export const planLinesOfText = (text: string): PlanLine[] =>
  withoutEmpty(
    text.split(/\r\n|\n|\r/u).map((line, index) => ({ place: `dòng ${index + 1}`, cells: cellsOf(line) })),
  )

/** Lines of a Word file as its reader gives them: rows of tables have bars between their cells. */
export const planLinesOfWord = (lines: readonly string[]): PlanLine[] =>
  withoutEmpty(
    lines.map((line, index) => ({
      place: `đoạn ${index + 1}`,
      cells: line.split(BETWEEN_CELLS).map(normaliseText),
    })),
  )

type Table = { name: string; rows: readonly { line: number; cells: readonly string[] }[] }

/** Rows of a workbook's sheets. */
export const planLinesOfTables = (tables: readonly Table[]): PlanLine[] =>
  withoutEmpty(
    tables.flatMap(({ name, rows }) =>
      rows.map(({ line, cells }) => ({
        place: tables.length > 1 ? `trang «${name}», dòng ${line}` : `dòng ${line}`,
        cells: cells.map(normaliseText),
      })),
    ),
  )

const withoutEmpty = (lines: PlanLine[]): PlanLine[] =>
  lines.filter(({ cells }) => cells.some((cell) => cell !== ""))

const TAG = /<\/?[a-z][^<>]{0,200}>/giu
/** `#` of a heading, `*` of emphasis; the dash of a list stays, since lists of units are told apart by it. */
const MARKS = /^\s*#{1,6}\s+|\*{1,3}/gu
const RULE = /^[\s|:-]+$/u

function cellsOf(line: string): string[] {
  const plain = line.replace(TAG, " ")
  const isBarred = /^\s*\|.*\|\s*$/u.test(plain)
  if (isBarred && RULE.test(plain)) return []
  const cells = isBarred
    ? plain.trim().slice(1, -1).split("|")
    : plain.includes("\t")
      ? plain.split("\t")
      : [plain]
  return cells.map((cell) => normaliseText(cell.replace(MARKS, "")))
}
