import type { PlanPart } from "#models/plan/plan.ts"
import { PLAN_COLUMN_LABELS, PLAN_COLUMNS, type PlanColumn } from "#models/plan/plan-column.ts"
import type { PlanContent, PlanLine, TaskRow } from "#models/plan/plan-content.ts"
import type { PlanFault } from "#models/plan/plan-fault.ts"
import { columnOf, headingRowOf } from "./plan-columns.ts"
import { splitRoles } from "./split-units.ts"

export type TaskRows = PlanContent & { faults: PlanFault[] }

type Table = { columns: (PlanColumn | null)[]; texts: string[]; place: string }

/**
 * The rows of a plan's table of tasks, of however many pages: headings that come again, rows of parts, rows that a page broke, and
 * parts that slipped out of the table are told from tasks.
 */
export const readTaskRows = (lines: readonly PlanLine[]): TaskRows => {
  const found: TaskRows = { paragraphs: [], parts: [], rows: [], faults: [] }
  let table: Table | null = null
  for (const line of lines) {
    const headings = line.cells.length > 1 ? headingRowOf(line.cells) : null
    if (headings) {
      const next = { columns: headings.columns, texts: headings.texts, place: line.place }
      found.faults.push(...headingFaults(headings.misspelt, table, next))
      table = next
      continue
    }
    const filled = line.cells.filter((cell) => cell !== "")
    const isRow = line.cells.some((cell, index) => index > 0 && cell !== "")
    const part = table ? partOf(filled) : null
    if (table && part) {
      found.parts.push({ ...part, place: line.place })
      if (line.cells.length === 1 && isOutside(line, found, lines))
        found.faults.push(outsideFault(line, part))
    } else if (table && isRow) addRow(found, table, line)
    else if (table && isContinued(line, found)) continueRow(found, "text", line)
    else found.paragraphs.push(line)
  }
  if (!table)
    found.faults.push({
      kind: "NO_TABLE",
      place: "cả tệp",
      found: "không có dòng đầu bảng nào có nội dung công việc và hai cột nữa",
      proposed: "thêm bảng có các cột TT, Nội dung công việc, Chủ trì, Phối hợp, Thời gian thực hiện",
    })
  return found
}

/** `1 TRIỂN KHAI CHUNG`, `II. …`, `A. …`: a number without a dot inside, then capitals. */
const PART = /^(?:phần\s+)?([IVX]{1,5}|\d{1,2}|[A-ZĐ])[.):]?\s+(\S.*)$/iu

function partOf(filled: readonly string[]): PlanPart | null {
  if (filled.length === 0 || filled.length > 2) return null
  const match = PART.exec(filled.join(" "))
  const [, number = "", heading = ""] = match ?? []
  const letters = heading.replace(/\([^)]*\)/gu, "").replace(/[^\p{L}]/gu, "")
  const capitals = letters.replace(/[^\p{Lu}]/gu, "")
  return letters.length >= 3 && capitals.length / letters.length > 0.8
    ? { number: number.toUpperCase(), heading }
    : null
}

/** Where other parts are rows of the table, or the line before is not of it, a part in a paragraph slipped out. */
function isOutside(line: PlanLine, found: TaskRows, lines: readonly PlanLine[]): boolean {
  const next = lines[lines.indexOf(line) + 1]
  return found.rows.length > 0 && next !== undefined && headingRowOf(next.cells) !== null
}

const outsideFault = ({ place, cells }: PlanLine, { number, heading }: PlanPart): PlanFault => ({
  kind: "PART_OUTSIDE_TABLE",
  place,
  found: cells.join(" "),
  proposed: `đưa «${number} ${heading}» vào một dòng của bảng, như các phần khác`,
})

/** Misspelt headings, and those that say other than the same column of the page before. */
function headingFaults(
  misspelt: readonly { found: string; proposed: string }[],
  before: Table | null,
  now: Table,
): PlanFault[] {
  const spelling = misspelt.map(
    ({ found, proposed }): PlanFault => ({
      kind: "HEADING_MISSPELT",
      place: `đầu bảng (${now.place})`,
      found,
      proposed,
    }),
  )
  const differing = now.columns.flatMap((column, index): PlanFault[] => {
    const was = column && before?.texts[before.columns.indexOf(column)]
    const is = now.texts[index]
    if (!was || !is || was === is) return []
    const wrong = columnOf(was)?.proposed ? was : is
    return [
      {
        kind: "HEADINGS_DIFFER",
        place: `đầu bảng (${before?.place} và ${now.place})`,
        found: `«${was}» và «${is}»`,
        proposed: wrong === was ? is : was,
      },
    ]
  })
  return [...spelling, ...differing]
}

const cellsBy = (table: Table, cells: readonly string[]): Record<PlanColumn, string> => {
  const by = Object.fromEntries(PLAN_COLUMNS.map((column) => [column, ""])) as Record<PlanColumn, string>
  for (const [index, column] of table.columns.entries()) if (column) by[column] = cells[index] ?? ""
  if (!table.columns.includes("coordinating")) Object.assign(by, splitRoles(by.leads))
  if (by.number !== "") return by
  const [, number, text] = /^(\d{1,2}(?:\.\d{1,2}){1,2})[.)]?\s+(\S.*)$/u.exec(by.text) ?? []
  return number && text ? { ...by, number, text } : by
}

function addRow(found: TaskRows, table: Table, line: PlanLine): void {
  const cells = cellsBy(table, line.cells)
  cells.number = cells.number.replace(/[.)]+$/u, "")
  if (cells.number === "" && found.rows.length > 0 && isRest(cells, found.rows.at(-1))) {
    for (const column of PLAN_COLUMNS)
      if (cells[column] !== "") continueRow(found, column, line, cells[column])
    return
  }
  // A row of column numbers, «(1) (2) (3)», says nothing.
  if (line.cells.every((cell) => /^\(?\d*\)?$/u.test(cell))) return
  found.rows.push({
    place: line.place,
    part: found.parts.at(-1)?.number ?? partOfNumber(cells.number),
    cells,
  })
}

const partOfNumber = (number: string): string => (number.includes(".") ? (number.split(".")[0] ?? "") : "")

/** A row without a number goes on with the row before where it begins in the middle of a sentence, or fills what that one lacks. */
function isRest(cells: TaskRow["cells"], before: TaskRow | undefined): boolean {
  if (!before || before.cells.number === "") return false
  if (/^[\p{Ll}(,;]/u.test(cells.text)) return true
  const filled = (["text", "leads", "coordinating", "due", "note"] as const).filter(
    (column) => cells[column] !== "",
  )
  return (
    cells.text === "" ||
    (filled.length < 3 && filled.every((column) => column === "text" || before.cells[column] === ""))
  )
}

/** A line without cells under a row that has not come to its end. */
const isContinued = ({ cells: [text = ""] }: PlanLine, { rows }: TaskRows): boolean =>
  rows.length > 0 && /^[\p{Ll},;]/u.test(text)

function continueRow(found: TaskRows, column: PlanColumn, line: PlanLine, text = line.cells.join(" ")): void {
  const row = found.rows.at(-1)
  if (!row) return
  const whole = `${row.cells[column]} ${text}`.trim()
  found.faults.push({
    kind: "ROW_SPLIT",
    place: `${nameOf(row)}, cột ${PLAN_COLUMN_LABELS[column]} (tiếp ở ${line.place})`,
    found: text,
    proposed: `nối vào dòng trên: «${whole}»`,
  })
  row.cells[column] = whole
}

/** «Nhiệm vụ 3.2 (dòng 134)». */
export const nameOf = ({ cells: { number }, place }: TaskRow): string =>
  number === "" ? `nhiệm vụ không số (${place})` : `nhiệm vụ ${number} (${place})`
