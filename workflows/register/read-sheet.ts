import { outsideProvince } from "#models/procedure-scope/left-out.ts"
import { isMarkedDeleted, MARKED_DELETED, type OwnProvince } from "#models/procedure-scope/own-province.ts"
import { ADMIN_LEVELS } from "#models/shared/levels.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { fileFault } from "#workflows/uploads/decode-text.ts"
import {
  type ColumnOf,
  findHeadings,
  type Headings,
  likelyHeadings,
} from "#workflows/uploads/find-headings.ts"
import type { ImportLimits } from "#workflows/uploads/import-limits.ts"
import {
  type ColumnLetters,
  columnLetters,
  fromOldLetters,
  OLD_LETTERS_NAMES,
  type OldLetters,
  oldLettersOf,
} from "#workflows/uploads/old-letters.ts"
import type { FileTable, SheetCells } from "#workflows/uploads/sheet-cells.ts"
import { type Group, rowKindOf, within } from "./group-rows.ts"
import type { ImportAnswers, ImportQuestion } from "./import-answers.ts"
import { levelOfAgency } from "./level-words.ts"
import { patchFromSheet } from "./patch-from-sheet.ts"
import type { ProcedurePatch } from "./procedure-patch.ts"
import { isPatch, type PatchRow, type RegisterRow, readRow } from "./register-row.ts"
import {
  columnOfHeading,
  LEVEL_COLUMNS,
  type LevelColumn,
  type OpenedColumn,
  SHEET_HEADINGS,
  type SheetColumn,
  type SheetRow,
} from "./sheet-headings.ts"
import { listOf } from "./sheet-values.ts"

/** How a table was understood: what its headings open (null: not used), with samples for whoever has to say. */
export type ReadTable = {
  name: string
  headingLine: number
  rows: number
  columns: { heading: string; column: OpenedColumn | null; samples: string[] }[]
}

export type ReadSheets = {
  rows: RegisterRow[]
  tables: ReadTable[]
  questions: ImportQuestion[]
  warnings: string[]
}

type Context = { answers: ImportAnswers; own: OwnProvince | null; limits: ImportLimits }

/**
 * Rows of the tables of a file, of every table that has the headings of a register; `line` counts as the file does. What only
 * the sender can say is asked once for the file.
 * @throws InvalidInputError where no table has the headings, the code has no column, there is no data or too much of it
 */
export const readSheets = (tables: readonly FileTable[], context: Context): ReadSheets => {
  const columnOf = columnOfHeading(context.answers.headings)
  const found = tables.flatMap((table) => {
    const headings = findHeadings(table.rows, columnOf)
    return headings ? [{ table, headings }] : []
  })
  const usable = found.filter(({ headings }) => headings.columns.includes("code"))
  if (usable.length === 0) {
    const refusal = noHeadings(tables, found[0]?.headings)
    const asked = context.answers.askColumns ? askColumns(tables, columnOf, refusal) : null
    if (asked) return asked
    throw refusal
  }
  const read = usable.map(({ table, headings }) => readTable(table, headings, context))
  const rows = read.flatMap((one) => one.rows)
  if (rows.length === 0)
    throw fileFault("Tệp chỉ có dòng tiêu đề, không có dòng dữ liệu nào.", usable[0]?.headings.last ?? 0)
  if (rows.length > context.limits.rows)
    throw fileFault(
      `Tệp có ${formatNumber(rows.length)} dòng, quá giới hạn ${formatNumber(context.limits.rows)} dòng một lần nhập. Hãy chia nhỏ tệp.`,
    )
  const unread = tables.filter((table) => usable.every((one) => one.table !== table))
  return {
    rows,
    tables: read.map(({ table }) => table),
    questions: questionsOf(rows, read, context.answers),
    warnings: unread
      .filter(({ name, rows: all }) => name !== "" && all.length > 1)
      .map(({ name }) => `«${name}» không có cột mã thủ tục nên không đọc.`),
  }
}

/** The tables of a file whose columns nobody recognises, for its sender to say what they are; null where there is nothing to show. */
function askColumns(
  tables: readonly FileTable[],
  columnOf: ColumnOf<OpenedColumn>,
  refusal: Error,
): ReadSheets | null {
  const shown = tables.flatMap((table): ReadTable[] => {
    const headings = findHeadings(table.rows, columnOf) ?? likelyHeadings(table.rows, columnOf)
    if (!headings) return []
    const below = table.rows.filter(({ line }) => line > headings.last)
    return [tableOf(table.name, headings, below)]
  })
  if (shown.length === 0) return null
  const rows = shown.reduce((sum, table) => sum + table.rows, 0)
  return {
    rows: [],
    tables: shown,
    questions: [{ about: "columns", message: refusal.message, rows }],
    warnings: [],
  }
}

const tableOf = (
  name: string,
  { first, texts, columns }: Headings<OpenedColumn>,
  data: readonly SheetCells[],
): ReadTable => ({
  name,
  headingLine: first,
  rows: data.length,
  columns: texts.flatMap((heading, index) =>
    heading === "" ? [] : [{ heading, column: columns[index] ?? null, samples: samplesOf(data, index) }],
  ),
})

function noHeadings(tables: readonly FileTable[], headings: Headings<OpenedColumn> | undefined): Error {
  if (tables.every(({ rows }) => rows.every(({ cells }) => cells.every((cell) => cell.trim() === ""))))
    return fileFault("Tệp rỗng, không có dòng dữ liệu nào.")
  if (headings)
    return fileFault(
      `Không thấy cột mã thủ tục («${SHEET_HEADINGS.code}») nên không nhập vào sổ được. Bổ sung cột mã; nếu là danh sách để so sánh theo tên, hãy nhập ở trang «Đối chiếu».`,
      headings.first,
      SHEET_HEADINGS.code,
    )
  const seen = tables[0]?.rows.find(({ cells }) => cells.filter((cell) => cell.trim() !== "").length > 1)
  const words = (seen?.cells ?? []).filter((cell) => cell.trim() !== "").slice(0, 8)
  return fileFault(
    `Không thấy dòng tiêu đề của danh sách thủ tục${words.length > 0 ? ` (dòng ${seen?.line}: ${words.join("; ")})` : ""}. Tệp cần ít nhất các cột ${SHEET_HEADINGS.code}, ${SHEET_HEADINGS.name}; chọn cột tương ứng ở bước xem trước hoặc dùng mẫu của hệ thống.`,
    seen?.line ?? 0,
  )
}

type TableRead = { rows: RegisterRow[]; table: ReadTable; oldLetters: Map<OldLetters, number> }

function readTable(table: FileTable, headings: Headings<OpenedColumn>, context: Context): TableRead {
  const { columns } = headings
  const oldLetters = new Map<OldLetters, number>()
  const rows: RegisterRow[] = []
  const data: SheetCells[] = []
  let group: Group = {}
  const below = table.rows.filter(({ line }) => line > headings.last)
  const lettersOf = columnLetters(below.map(({ cells }) => cells))
  for (const row of below) {
    const kind = rowKindOf(row, columns)
    if (kind.kind === "GROUP") group = within(group, kind.group)
    if (kind.kind !== "DATA") continue
    data.push(row)
    rows.push(readSheetRow(row, headings, group, context, { lettersOf, oldLetters }))
  }
  return {
    rows,
    oldLetters,
    table: tableOf(table.name, headings, data),
  }
}

const samplesOf = (rows: readonly SheetCells[], index: number): string[] =>
  [...new Set(rows.slice(0, 50).map(({ cells }) => (cells[index] ?? "").trim()))]
    .filter((cell) => cell !== "")
    .slice(0, 3)

/** The fonts of the columns, and how many cells were found in each so far. */
type Letters = { lettersOf: (columnAt: number) => ColumnLetters | null; oldLetters: Map<OldLetters, number> }

function readSheetRow(
  { line, cells: given, faults = [] }: SheetCells,
  { columns, texts }: Headings<OpenedColumn>,
  group: Group,
  { answers, own }: Context,
  { lettersOf, oldLetters }: Letters,
): RegisterRow {
  const cells = given.map((cell, at) => {
    const letters = oldLettersOf(cell, lettersOf(at))
    if (letters && answers.convertLetters) return fromOldLetters(cell, letters)
    if (letters) oldLetters.set(letters, (oldLetters.get(letters) ?? 0) + 1)
    return cell
  })
  const row = rowOf(cells, columns, group)
  const code = (row.code ?? "").trim().slice(0, 60)
  const refused = (field: string, reason: string): RegisterRow => ({ line, code, field, reason })
  const fault = faults.find(({ column }) => columns[column])
  if (fault) {
    const heading = texts[fault.column] ?? ""
    return refused(heading, `Ô "${heading}": ${fault.reason}`)
  }
  const strayed = cells.findIndex((cell, index) => index >= columns.length && cell.trim() !== "")
  if (strayed !== -1)
    return refused(
      `Cột ${strayed + 1}`,
      `Dòng có nhiều ô hơn dòng tiêu đề (ô thừa ở cột ${strayed + 1}). Kiểm tra dấu phân cách và dấu nháy.`,
    )
  const wanted = columns.findLastIndex((column) => column !== null) + 1
  if (cells.length < wanted)
    return refused(
      "Dòng",
      `Dòng chỉ có ${cells.length} ô, dòng tiêu đề có ${columns.length} ô; tệp có thể bị đứt hoặc sai dấu phân cách.`,
    )
  if (isMarkedDeleted(code)) return { line, code, leftOut: MARKED_DELETED }
  return readRow(line, code, () => {
    const { patch, warnings } = patchFromSheet(row, otherwiseOf(row, answers), own?.orgCodes)
    const leftOut =
      own && outsideProvince({ announcer: { code: "", name: patch.announcer ?? "" }, isInternal: false }, own)
    if (leftOut) return { line, code: patch.code, leftOut: leftOut.reason }
    return { line, code: patch.code, patch, warnings, original: JSON.stringify(row), lines: [line] }
  })
}

/** The cells of a row by column; what a group above says where the row itself does not. */
function rowOf(cells: readonly string[], columns: readonly (OpenedColumn | null)[], group: Group): SheetRow {
  const row: SheetRow = {}
  const levels: string[] = []
  columns.forEach((column, index) => {
    const cell = cells[index] ?? ""
    if (column === null || column === "number") return
    if (!column.startsWith("level:")) row[column as SheetColumn] = cell
    else if (isCrossed(cell)) levels.push(LEVEL_COLUMNS[column as LevelColumn])
  })
  if (columns.some((column) => column?.startsWith("level:")) && (row.adminLevels ?? "") === "")
    row.adminLevels = levels.join("; ")
  const fill = (column: SheetColumn, said: string | undefined) => {
    if (said && (row[column] ?? "").trim() === "") row[column] = said
  }
  fill("field", group.field)
  fill("adminLevels", group.adminLevels)
  fill("executingAgencies", group.agency)
  return row
}

const isCrossed = (cell: string): boolean => !/^(?:|0|-|–|không|khong|no)$/iu.test(cell.trim())

/** What holds for a procedure the register does not know, as the sender says of the whole file. */
function otherwiseOf(row: SheetRow, { adminLevels, field }: ImportAnswers): ProcedurePatch["otherwise"] {
  const told = adminLevels?.fromAgencies
    ? listOf((row.executingAgencies ?? "").replaceAll("\n", ";")).map(levelOfAgency)
    : []
  const levels = ADMIN_LEVELS.filter((level) => told.includes(level))
  return {
    ...(adminLevels ? { adminLevels: levels.length > 0 ? levels : adminLevels.levels } : {}),
    ...(field ? { field } : {}),
  }
}

function questionsOf(
  rows: readonly RegisterRow[],
  read: readonly TableRead[],
  answers: ImportAnswers,
): ImportQuestion[] {
  const patches = rows.filter(isPatch)
  const without = (part: "adminLevels" | "fields"): PatchRow[] =>
    patches.filter(({ patch }) => patch[part] === undefined)
  const questions: ImportQuestion[] = []
  const levels = without("adminLevels")
  if (answers.adminLevels === undefined && levels.length > 0)
    questions.push({
      about: "adminLevels",
      rows: levels.length,
      message: `Tệp không có cột «${SHEET_HEADINGS.adminLevels}». Các thủ tục mới trong tệp do cấp nào giải quyết?`,
    })
  const fields = without("fields")
  if (answers.field === undefined && fields.length > 0)
    questions.push({
      about: "field",
      rows: fields.length,
      message: `Tệp không có cột «${SHEET_HEADINGS.field}». Các thủ tục mới trong tệp thuộc lĩnh vực nào?`,
    })
  const letters = new Map<OldLetters, number>()
  for (const one of read)
    for (const [kind, count] of one.oldLetters) letters.set(kind, (letters.get(kind) ?? 0) + count)
  if (!answers.convertLetters && letters.size > 0)
    questions.push({
      about: "oldLetters",
      rows: [...letters.values()].reduce((sum, count) => sum + count, 0),
      message: `Tệp có chữ của phông ${[...letters.keys()].map((kind) => OLD_LETTERS_NAMES[kind]).join(", ")}, không phải Unicode. Chuyển các ô ấy sang Unicode rồi nhập?`,
    })
  return questions
}
