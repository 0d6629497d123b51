import readSheets from "read-excel-file/universal"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { fileFault } from "./decode-text.ts"
import type { ImportLimits } from "./import-limits.ts"
import { columnNumber, inspectXlsx, type SheetFacts } from "./inspect-xlsx.server.ts"
import type { FileTable, FileTables, SheetCells } from "./sheet-cells.ts"

/** A number as the file wrote it, before anybody rounds it. */
type RawNumber = { digits: string }

/**
 * The first sheet of an XLSX as text, with formulas named. A code stored as a number that lost its last zero is
 * left as it is: the code check refuses it. @throws InvalidInputError
 */
export const readXlsx = async (
  bytes: Uint8Array,
  limits: ImportLimits,
): Promise<{ cells: SheetCells[]; warnings: string[] }> => {
  const sheets = await inspectXlsx(bytes, limits)
  const [first] = await readAll(bytes, sheets)
  return {
    cells: first?.rows ?? [],
    warnings: sheets.length > 1 ? [`Tệp có ${sheets.length} trang tính; chỉ đọc trang đầu tiên.`] : [],
  }
}

/** Every sheet of an XLSX that can be seen, as `readXlsx` reads one. @throws InvalidInputError */
export const readXlsxTables = async (bytes: Uint8Array, limits: ImportLimits): Promise<FileTables> => {
  const sheets = await inspectXlsx(bytes, limits)
  const read = await readAll(bytes, sheets)
  const isEmpty = (table: FileTable) => table.rows.every(({ cells }) => cells.every((cell) => cell === ""))
  const hidden = read.filter((table, index) => sheets[index]?.isHidden && !isEmpty(table))
  return {
    tables: read.filter((table, index) => !sheets[index]?.isHidden && !isEmpty(table)),
    warnings: hidden.map(
      ({ name }) => `Trang tính «${name}» đang ẩn nên không đọc. Nếu cần, hãy cho hiện trang rồi gửi lại.`,
    ),
  }
}

/** The entry point that takes bytes: the Node one wants a stream and reads local headers we have not inspected. */
async function readAll(bytes: Uint8Array, sheets: readonly SheetFacts[]): Promise<FileTable[]> {
  try {
    const read = await readSheets<RawNumber>(new Uint8Array(bytes).buffer, {
      trim: false,
      parseNumber: (digits) => ({ digits }),
    })
    return read.map(({ sheet, data }, index) => ({
      name: sheet,
      rows: withMerged(
        withFaults(data, sheets[index]?.formulaCells ?? []),
        sheets[index]?.mergedRanges ?? [],
      ),
    }))
  } catch (error) {
    throw fileFault(
      `Không đọc được trang tính của tệp .xlsx${error instanceof Error && error.name === "InvalidSpreadsheetError" ? " (các ô sai thứ tự)" : ""}. Hãy mở bằng bảng tính, lưu lại rồi nhập lại.`,
    )
  }
}

function withFaults(rows: readonly (readonly unknown[])[], formulaCells: readonly string[]): SheetCells[] {
  const faults = Map.groupBy(formulaCells.map(placeOf), (place) => place.line)
  return rows.map((cells, index) => ({
    line: index + 1,
    cells: cells.map(textOf),
    faults: (faults.get(index + 1) ?? []).map(({ column }) => ({
      column,
      reason: "chứa công thức. Hãy thay công thức bằng giá trị (Sao chép, Dán giá trị).",
    })),
  }))
}

/** A cell that reaches over several rows says the same in each of them. */
function withMerged(rows: SheetCells[], ranges: readonly string[]): SheetCells[] {
  for (const range of ranges) {
    const [from = "", to = ""] = range.split(":")
    const [first, last] = [placeOf(from), placeOf(to)]
    const text = rows[first.line - 1]?.cells[first.column] ?? ""
    if (text === "") continue
    for (const { cells } of rows.slice(first.line, Math.min(last.line, rows.length)))
      if ((cells[first.column] ?? "") === "") cells[first.column] = text
  }
  return rows
}

function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ""
  if (cell instanceof Date) return formatDay(dayOf(cell))
  if (typeof cell === "object" && "digits" in cell) return String(cell.digits)
  if (typeof cell === "boolean") return cell ? "Có" : "Không"
  return String(cell)
}

function placeOf(address: string): { line: number; column: number } {
  const [, letters = "A", row = "1"] = /^([A-Z]+)(\d+)$/.exec(address) ?? []
  return { line: Number(row), column: columnNumber(letters) - 1 }
}
