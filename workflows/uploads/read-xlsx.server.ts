import { readSheet } from "read-excel-file/universal"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { fileFault } from "./decode-text.ts"
import type { ImportLimits } from "./import-limits.ts"
import { columnNumber, inspectXlsx } from "./inspect-xlsx.server.ts"
import type { SheetCells } from "./sheet-cells.ts"

/** A number as the file wrote it, before anybody rounds it. */
type RawNumber = { digits: string }

/**
 * Cells of the first sheet of an XLSX as text, with formulas named. A code stored as a number that lost its last zero is
 * left as it is: the code check refuses it. @throws InvalidInputError
 */
export const readXlsx = async (
  bytes: Uint8Array,
  limits: ImportLimits,
): Promise<{ cells: SheetCells[]; warnings: string[] }> => {
  const { sheetCount, formulaCells } = await inspectXlsx(bytes, limits)
  const faults = Map.groupBy(formulaCells.map(placeOf), (place) => place.line)
  const rows = await readFirstSheet(bytes)
  return {
    cells: rows.map((cells, index) => ({
      line: index + 1,
      cells: cells.map(textOf),
      faults: (faults.get(index + 1) ?? []).map(({ column }) => ({
        column,
        reason: "chứa công thức. Hãy thay công thức bằng giá trị (Sao chép, Dán giá trị).",
      })),
    })),
    warnings: sheetCount > 1 ? [`Tệp có ${sheetCount} trang tính; chỉ đọc trang đầu tiên.`] : [],
  }
}

/** The entry point that takes bytes: the Node one wants a stream and reads local headers we have not inspected. */
async function readFirstSheet(bytes: Uint8Array): Promise<unknown[][]> {
  try {
    return await readSheet<RawNumber>(new Uint8Array(bytes).buffer, 1, {
      trim: false,
      parseNumber: (digits) => ({ digits }),
    })
  } catch (error) {
    throw fileFault(
      `Không đọc được trang tính đầu tiên của tệp .xlsx${error instanceof Error && error.name === "InvalidSpreadsheetError" ? " (các ô sai thứ tự)" : ""}. Hãy mở bằng bảng tính, lưu lại rồi nhập lại.`,
    )
  }
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
