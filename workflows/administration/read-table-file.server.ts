import { InvalidInputError } from "#models/shared/errors.ts"
import { foldText } from "#models/shared/text.ts"
import { TRAINING_HEADING } from "#models/shared/training-mark.ts"
import { fileKindOf } from "#workflows/uploads/file-kind.ts"
import type { ImportLimits } from "#workflows/uploads/import-limits.ts"
import { readTables } from "#workflows/uploads/read-tables.server.ts"
import type { SheetCells } from "#workflows/uploads/sheet-cells.ts"

/** A line of a file with the cells of the table's columns, in their order; undefined where the file lacks the column. */
type FileLine = { line: number; cells: (string | undefined)[] }

/** The lines of a file; the table's columns it lacks, and its own that the table has no place for, by their headings. */
export type FileLines = { lines: FileLine[]; absent: string[]; unused: string[] }

/** Lines read for headings: a title may stand above them. */
const HEAD = 10

/**
 * Lines of a table's file, CSV or XLSX, by the headings of its columns; what stands in other columns is left.
 * @param needed headings without which nobody could tell which row is meant
 * @throws InvalidInputError for a file that cannot be read, or that lacks a needed column
 */
export const readTableFile = async (
  bytes: Uint8Array,
  headings: readonly string[],
  needed: readonly string[],
  limits: ImportLimits,
): Promise<FileLines> => {
  const kind = fileKindOf(bytes)
  if (kind !== "CSV" && kind !== "ZIP")
    throw new InvalidInputError("Chỉ nhận tệp .csv (UTF-8) hoặc .xlsx.", [
      { field: "Tệp", message: "Hãy tải bảng hiện có về, sửa trong đó rồi gửi lại." },
    ])
  const known = new Set(headings.map(foldText))
  const count = (cells: readonly string[]) => cells.filter((cell) => known.has(foldText(cell))).length
  const { tables } = await readTables(bytes, kind, limits, count)
  const all = tables[0]?.rows ?? []
  const head = all.slice(0, HEAD).find(({ cells }) => count(cells) > 1 || count(cells) === known.size)
  const places = headings.map((heading) =>
    (head?.cells ?? []).findIndex((cell) => foldText(cell) === foldText(heading)),
  )
  const absent = headings.filter((_, index) => places[index] === -1)
  const missing = absent.filter((heading) => needed.includes(heading))
  if (!head || missing.length > 0)
    throw new InvalidInputError(
      `Tệp thiếu cột: ${missing.join("; ")}. Hãy tải bảng hiện có về để lấy đúng các cột.`,
      [{ field: "Tệp", message: `Dòng tiêu đề phải có các cột cho biết là dòng nào: ${needed.join("; ")}.` }],
    )
  const lines = all.filter(({ line, cells }) => line > head.line && cells.some((cell) => cell.trim() !== ""))
  refuseFormulas(lines)
  return {
    lines: lines.map(({ line, cells }) => ({
      line,
      cells: places.map((place) => (place === -1 ? undefined : withoutApostrophe(cells[place] ?? ""))),
    })),
    absent,
    unused: head.cells.filter(
      (cell) => cell.trim() !== "" && cell !== TRAINING_HEADING && !known.has(foldText(cell)),
    ),
  }
}

function refuseFormulas(lines: readonly SheetCells[]): void {
  const issues = lines.flatMap(({ line, faults = [] }) =>
    faults.map(({ column, reason }) => ({ row: line, field: `cột ${column + 1}`, message: `Ô ${reason}` })),
  )
  if (issues.length > 0) throw new InvalidInputError("Tệp có ô chứa công thức nên không nhận.", issues)
}

/** What our own CSV puts before a text a spreadsheet would run. */
const withoutApostrophe = (text: string): string => (/^'[=+\-@\t\r]/u.test(text) ? text.slice(1) : text)
