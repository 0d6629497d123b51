import type { FileKind } from "./file-kind.ts"
import type { ImportLimits } from "./import-limits.ts"
import { readCsv } from "./read-csv.ts"
import { readHtmlTables } from "./read-html-tables.ts"
import { readWordTables } from "./read-word-tables.server.ts"
import { readXlsxTables } from "./read-xlsx.server.ts"
import type { FileTables } from "./sheet-cells.ts"

/** Kinds of file that hold tables. */
export type TableKind = Extract<FileKind, "ZIP" | "CSV" | "HTML">

/**
 * The tables of a file people send: sheets of a workbook, tables of a Word file or a page, lines of a CSV. `countKnown` as for
 * `readCsv`. @throws InvalidInputError when it cannot be read, or beyond the limits
 */
export const readTables = async (
  bytes: Uint8Array,
  kind: TableKind,
  limits: ImportLimits,
  countKnown: (cells: readonly string[]) => number,
): Promise<FileTables> => {
  if (kind === "CSV") return readCsv(bytes, limits, countKnown)
  if (kind === "HTML") return readHtmlTables(bytes, limits)
  return namesPart(bytes, "word/document.xml") && !namesPart(bytes, "xl/workbook.xml")
    ? readWordTables(bytes, limits)
    : readXlsxTables(bytes, limits)
}

/** Whether the directory of a packed file names a part; the readers look properly. */
const namesPart = (bytes: Uint8Array, part: string): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).lastIndexOf(part) >= 0
