import type { UsageColumn, UsageKind } from "#models/indicator/usage-column.ts"
import { type InputIssue, InvalidInputError } from "#models/shared/errors.ts"
import { foldText } from "#models/shared/text.ts"
import { fileKindOf } from "#workflows/uploads/file-kind.ts"
import { IMPORT_LIMITS } from "#workflows/uploads/import-limits.ts"
import { readTables } from "#workflows/uploads/read-tables.server.ts"
import type { SheetCells } from "#workflows/uploads/sheet-cells.ts"
import { headingOf, kindOfColumns, PLACE_HEADINGS, type PlaceColumn } from "./usage-headings.ts"

/** A line as it stands: what it is about, and its numbers by the table's columns. */
export type UsageLine = Record<PlaceColumn, string> & { line: number; values: number[]; isTotal: boolean }

export type UsageFile = {
  kind: UsageKind
  columns: UsageColumn[]
  lines: UsageLine[]
  /** Columns nobody reads, by their headings. */
  unused: string[]
}

const HEAD = 15
/** Rows a table of a province has in a month, many times over. */
const LIMITS = { ...IMPORT_LIMITS, rows: 300_000 }

/**
 * Reads a table of dossiers or satisfaction, CSV or XLSX, by its headings. Numbers that are none, shares over 100 and columns about
 * people are refused with row and column; nothing is taken half.
 * @throws InvalidInputError
 */
export const readUsageFile = async (bytes: Uint8Array): Promise<UsageFile> => {
  const kind = fileKindOf(bytes)
  if (kind !== "CSV" && kind !== "ZIP")
    throw new InvalidInputError("Chỉ nhận bảng số liệu dạng .csv (UTF-8) hoặc .xlsx.", [
      { field: "Tệp", message: "Lưu bảng thành .csv hoặc .xlsx rồi gửi lại." },
    ])
  const known = (cells: readonly string[]) =>
    cells.filter((cell) => ["PLACE", "NUMBER"].includes(headingOf(cell).is)).length
  const { tables } = await readTables(bytes, kind, LIMITS, known)
  const all = tables.find(({ rows }) => rows.length > 0)?.rows ?? []
  const head = all.slice(0, HEAD).find(({ cells }) => known(cells) > 2)
  if (!head)
    throw new InvalidInputError("Không thấy dòng tiêu đề của bảng số liệu.", [
      {
        field: "Tiêu đề",
        message: `Cần các cột: ${Object.values(PLACE_HEADINGS).slice(0, 3).join(", ")} và ít nhất một cột số liệu.`,
      },
    ])
  const headings = head.cells.map((text) => ({ text, ...headingOf(text) }))
  refusePeople(headings, head.line)
  const columns = headings.flatMap((one) => (one.is === "NUMBER" ? [one.column] : []))
  const tableKind = tableKindOf(columns, headings, head.line)
  const rows = all.filter(({ line, cells }) => line > head.line && cells.some((cell) => cell.trim() !== ""))
  return {
    kind: tableKind,
    columns,
    lines: linesOf(rows, headings),
    unused: headings.flatMap(({ is, text }) => (is === "UNKNOWN" ? [text] : [])),
  }
}

type Read = { text: string } & ReturnType<typeof headingOf>

function refusePeople(headings: readonly Read[], row: number): void {
  const issues = headings
    .filter(({ is }) => is === "PERSON")
    .map(({ text }) => ({
      row,
      field: text,
      message: "Cột này nói về từng người hoặc từng hồ sơ. Bỏ cột này; hệ thống chỉ nhận số tổng hợp.",
    }))
  if (issues.length > 0) throw new InvalidInputError("Tệp có cột dữ liệu cá nhân nên không nhận.", issues)
}

function tableKindOf(columns: readonly UsageColumn[], headings: readonly Read[], row: number): UsageKind {
  const issues: InputIssue[] = []
  const twice = columns.filter((name, place) => columns.indexOf(name) !== place)
  if (twice.length > 0)
    issues.push({ row, field: "Tiêu đề", message: "Một cột số liệu đứng hai lần. Bỏ bớt một cột." })
  const kind = kindOfColumns(columns)
  if (!kind)
    issues.push({
      row,
      field: "Tiêu đề",
      message:
        columns.length === 0
          ? "Không có cột số liệu nào nhận ra được."
          : "Tệp trộn số liệu hồ sơ với phản ánh, hài lòng. Tách thành hai tệp.",
    })
  const places = headings.flatMap((one) => (one.is === "PLACE" ? [one.column] : []))
  const needed: PlaceColumn[] = kind === "DOSSIERS" ? ["month", "unit", "procedure"] : ["month", "unit"]
  for (const name of needed)
    if (!places.includes(name))
      issues.push({ row, field: PLACE_HEADINGS[name], message: `Thiếu cột «${PLACE_HEADINGS[name]}».` })
  if (issues.length > 0 || !kind)
    throw new InvalidInputError("Dòng tiêu đề chưa đúng nên không nhận tệp.", issues)
  return kind
}

/** Faults shown of one file; the rest are like them. */
const MOST_FAULTS = 200

function linesOf(rows: readonly SheetCells[], headings: readonly Read[]): UsageLine[] {
  const issues: InputIssue[] = []
  const lines = rows.map(({ line, cells, faults = [] }): UsageLine => {
    for (const { column, reason } of faults)
      issues.push({ row: line, field: headings[column]?.text ?? `cột ${column + 1}`, message: `Ô ${reason}` })
    const read: UsageLine = {
      line,
      month: "",
      unit: "",
      procedure: "",
      service: "",
      values: [],
      isTotal: false,
    }
    for (const [place, heading] of headings.entries()) {
      const cell = (cells[place] ?? "").trim()
      if (heading.is === "PLACE") read[heading.column] = cell
      if (heading.is === "NUMBER") {
        const number = numberIn(cell, heading.column === "processingDays")
        if (number === null)
          issues.push({
            row: line,
            field: heading.text,
            message:
              cell === ""
                ? "Ô trống. Ghi 0 nếu không có."
                : `«${cell}» không phải số đếm. Ghi số nguyên, không âm.`,
          })
        read.values.push(number ?? 0)
      }
      if (heading.is === "SHARE" && cell !== "") {
        const share = numberIn(cell.replace("%", ""), true)
        if (share === null || share > 100)
          issues.push({
            row: line,
            field: heading.text,
            message: `«${cell}» không phải tỷ lệ phần trăm từ 0 đến 100. Sửa ô này hoặc bỏ cột, hệ thống tự tính tỷ lệ.`,
          })
      }
    }
    read.isTotal = [read.month, read.unit, read.procedure].some((text) => /^tong\b/u.test(foldText(text)))
    return read
  })
  if (issues.length > 0)
    throw new InvalidInputError(
      "Bảng số liệu có ô chưa đúng nên không nhận dòng nào.",
      issues.slice(0, MOST_FAULTS),
    )
  return lines
}

/** `1.234`, `1234`; with a fraction `12,5`. Null for what is no number from 0 on. */
const numberIn = (text: string, mayHaveFraction: boolean): number | null => {
  const plain = text.trim().replace(/(?<=\d)[.\s](?=\d{3}(?:\D|$))/gu, "")
  if (/^\d+(?:[.,]0+)?$/u.test(plain)) return Number.parseInt(plain, 10)
  return mayHaveFraction && /^\d+[.,]\d+$/u.test(plain) ? Number(plain.replace(",", ".")) : null
}
