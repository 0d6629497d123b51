import { CsvError, parse } from "csv-parse/sync"
import { decodeText, fileFault, utf16Of } from "./decode-text.ts"
import { type ImportLimits, inMegabytes } from "./import-limits.ts"
import type { FileTables } from "./sheet-cells.ts"

/** Excel on a Vietnamese machine separates by semicolon, elsewhere by comma; copied tables by tab. */
const SEPARATORS = [",", ";", "\t"]
/** Lines in which headings are looked for. */
const HEAD_LINES = 30

/**
 * Cells of a CSV file, all text, in one table without a name. `countKnown` tells how many cells of a heading row are headings that are looked for: the
 * separator that gives most in one of the first lines is the file's. @throws InvalidInputError when it is not CSV, not text, or
 * beyond the limits
 */
export const readCsv = (
  bytes: Uint8Array,
  limits: ImportLimits,
  countKnown: (cells: readonly string[]) => number,
): FileTables => {
  // Of UTF-16 the bytes of a line cannot be counted so; its records are bounded all the same.
  if (!utf16Of(bytes)) refuseLongLines(bytes, limits)
  const { text, warnings } = decodeText(bytes)
  const delimiter = separatorOf(text, countKnown)
  try {
    const rows: string[][] = parse(text, {
      delimiter,
      relax_column_count: true,
      max_record_size: limits.recordBytes,
      to: limits.rows + HEAD_LINES,
    })
    return {
      tables: [{ name: "", rows: rows.map((cells, index) => ({ line: index + 1, cells })) }],
      warnings,
    }
  } catch (error) {
    throw error instanceof CsvError ? fileFault(explain(error, limits), Number(error.lines ?? 0)) : error
  }
}

function separatorOf(text: string, countKnown: (cells: readonly string[]) => number): string {
  // Titles and dates may stand above the headings.
  const lines = text.trimStart().split(/\r?\n/, HEAD_LINES)
  const known = (separator: string): number =>
    Math.max(
      ...lines.map((line) =>
        countKnown(line.split(separator).map((cell) => cell.replace(/^\s*"|"\s*$/g, ""))),
      ),
    )
  return SEPARATORS.reduce((best, next) => (known(next) > known(best) ? next : best))
}

/** Before anything is decoded: 50 MB without a line break is no table. */
function refuseLongLines(bytes: Uint8Array, limits: ImportLimits): void {
  let line = 1
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, start)
    const end = found === -1 ? bytes.length : found
    if (end - start > limits.recordBytes)
      throw fileFault(
        `Dòng ${line} dài ${inMegabytes(end - start)}, quá giới hạn ${inMegabytes(limits.recordBytes)} một dòng. Tệp có thể bị hỏng.`,
        line,
        "Dòng",
      )
    start = end + 1
  }
}

function explain(error: CsvError, limits: ImportLimits): string {
  const line = Number(error.lines ?? 0)
  switch (error.code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return `Dòng ${line}: dấu nháy kép mở ra nhưng không đóng lại; tệp có thể chưa tải xong.`
    case "CSV_INVALID_CLOSING_QUOTE":
    case "INVALID_OPENING_QUOTE":
      return `Dòng ${line}: dấu nháy kép đặt sai chỗ. Hãy xuất lại tệp CSV từ bảng tính.`
    case "CSV_MAX_RECORD_SIZE":
      return `Dòng ${line}: một dòng dữ liệu dài quá giới hạn ${inMegabytes(limits.recordBytes)}. Tệp có thể bị hỏng.`
    default:
      return `Dòng ${line}: không đọc được theo định dạng CSV. Hãy xuất lại tệp từ bảng tính.`
  }
}
