import { fileFault } from "#workflows/uploads/decode-text.ts"
import type { ImportLimits } from "#workflows/uploads/import-limits.ts"
import type { SheetCells } from "#workflows/uploads/sheet-cells.ts"
import { procedureFromSheet } from "./procedure-from-sheet.ts"
import { type RegisterRow, readRow } from "./register-row.ts"
import { emptySheetRow, type HeadingMap, readHeadings, SHEET_HEADINGS } from "./sheet-headings.ts"

/**
 * Rows of a CSV or XLSX sheet. The first row that is not empty is the heading row; `line` counts as the spreadsheet does.
 * @throws InvalidInputError for a wrong heading row, no data, or too many rows
 */
export const readSheetRows = (sheet: readonly SheetCells[], limits: ImportLimits): RegisterRow[] => {
  const filled = sheet.filter((row) => row.cells.some((cell) => cell.trim() !== ""))
  const [heading, ...rows] = filled
  if (!heading) throw fileFault("Tệp rỗng, không có dòng dữ liệu nào.")
  const columns = readHeadings(heading.cells, heading.line)
  if (rows.length === 0) throw fileFault("Tệp chỉ có dòng tiêu đề, không có dòng dữ liệu nào.", heading.line)
  if (rows.length > limits.rows)
    throw fileFault(
      `Tệp có ${rows.length} dòng, quá giới hạn ${limits.rows} dòng một lần nhập. Hãy chia nhỏ tệp.`,
    )
  return rows.map((row) => readSheetRow(row, columns))
}

function readSheetRow({ line, cells, faults = [] }: SheetCells, columns: HeadingMap): RegisterRow {
  const row = emptySheetRow()
  columns.forEach((column, index) => {
    if (column) row[column] = cells[index] ?? ""
  })
  const code = row.code.trim().slice(0, 60)
  const fault = faults.find(({ column }) => columns[column])
  const faulty = fault && columns[fault.column]
  if (fault && faulty) {
    const heading = SHEET_HEADINGS[faulty]
    return { line, code, field: heading, reason: `Ô "${heading}": ${fault.reason}` }
  }
  const strayed = cells.findIndex((cell, index) => index >= columns.length && cell.trim() !== "")
  if (strayed !== -1)
    return {
      line,
      code,
      field: `Cột ${strayed + 1}`,
      reason: `Dòng có nhiều ô hơn dòng tiêu đề (ô thừa ở cột ${strayed + 1}). Kiểm tra dấu phân cách và dấu nháy.`,
    }
  if (cells.length < columns.length)
    return {
      line,
      code,
      field: "Dòng",
      reason: `Dòng chỉ có ${cells.length} ô, dòng tiêu đề có ${columns.length} ô; tệp có thể bị đứt hoặc sai dấu phân cách.`,
    }
  return readRow(line, code, JSON.stringify(row), () => procedureFromSheet(row))
}
