import { fileFault } from "#workflows/uploads/decode-text.ts"
import { type FileKind, fileKindOf } from "#workflows/uploads/file-kind.ts"
import { IMPORT_LIMITS, type ImportLimits, inMegabytes } from "#workflows/uploads/import-limits.ts"
import { readCsv } from "#workflows/uploads/read-csv.ts"
import { readXlsx } from "#workflows/uploads/read-xlsx.server.ts"
import { type JsonRecord, splitArray, splitLines } from "#workflows/uploads/split-records.ts"
import { unpackGzip } from "#workflows/uploads/unpack.server.ts"
import { readNationalRecord } from "./read-national.ts"
import { readSheetRows } from "./read-sheet.ts"
import type { RegisterRow } from "./register-row.ts"
import { countKnownHeadings } from "./sheet-headings.ts"

/** Every row of an import file, taken or refused, and what concerns the file as a whole. */
export type RegisterFile = { rows: RegisterRow[]; warnings: string[] }

/**
 * Reads a register file: national records (`.json`, `.jsonl`, `.jsonl.gz`), CSV or XLSX, told apart by content.
 * @throws InvalidInputError, with the line where there is one, when the file as a whole cannot be read
 */
export const readRegisterFile = async (
  bytes: Uint8Array,
  limits: ImportLimits = IMPORT_LIMITS,
): Promise<RegisterFile> => {
  if (bytes.length === 0) throw fileFault("Tệp rỗng, không có dòng dữ liệu nào.")
  if (bytes.length > limits.fileBytes)
    throw fileFault(`Tệp nặng ${inMegabytes(bytes.length)}, quá giới hạn ${inMegabytes(limits.fileBytes)}.`)
  const kind = fileKindOf(bytes)
  if (kind !== "GZIP") return await readPlain(bytes, kind, limits)
  const unpacked = await unpackGzip(bytes, limits)
  if (unpacked.length === 0) throw fileFault("Tệp nén rỗng, không có dòng dữ liệu nào.")
  const inner = fileKindOf(unpacked)
  if (inner === "GZIP" || inner === "ZIP") throw fileFault("Tệp nén nằm trong tệp nén không được nhận.")
  return await readPlain(unpacked, inner, limits)
}

async function readPlain(bytes: Uint8Array, kind: FileKind, limits: ImportLimits): Promise<RegisterFile> {
  const plain = withoutByteOrderMark(bytes)
  switch (kind) {
    case "ZIP": {
      const { cells, warnings } = await readXlsx(bytes, limits)
      return { rows: readSheetRows(cells, limits), warnings }
    }
    case "JSON":
      return { rows: readRecords(splitArray(plain, limits), limits), warnings: [] }
    case "JSON_LINES":
      return { rows: readRecords(splitLines(plain, limits), limits), warnings: [] }
    default:
      return { rows: readSheetRows(readCsv(plain, limits, countKnownHeadings), limits), warnings: [] }
  }
}

function readRecords(records: Iterable<JsonRecord>, limits: ImportLimits): RegisterRow[] {
  const rows: RegisterRow[] = []
  for (const record of records) {
    if (rows.length >= limits.rows)
      throw fileFault(`Tệp có quá ${limits.rows} bản ghi một lần nhập. Hãy chia nhỏ tệp.`)
    rows.push(readNationalRecord(record))
  }
  if (rows.length === 0) throw fileFault("Tệp rỗng, không có dòng dữ liệu nào.")
  return rows
}

function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}
