import type { OwnProvince } from "#models/procedure-scope/own-province.ts"
import { fileFault } from "#workflows/uploads/decode-text.ts"
import { type FileKind, fileKindOf } from "#workflows/uploads/file-kind.ts"
import { IMPORT_LIMITS, type ImportLimits, inMegabytes } from "#workflows/uploads/import-limits.ts"
import { readTables } from "#workflows/uploads/read-tables.server.ts"
import type { FileTables } from "#workflows/uploads/sheet-cells.ts"
import { type JsonRecord, splitArray, splitLines } from "#workflows/uploads/split-records.ts"
import { unpackGzip } from "#workflows/uploads/unpack.server.ts"
import { isFlatRecord, tableOfRecords } from "./flat-records.ts"
import type { ImportAnswers, ImportQuestion } from "./import-answers.ts"
import { readNationalRecord } from "./read-national.ts"
import { type ReadTable, readSheets } from "./read-sheet.ts"
import type { RegisterRow } from "./register-row.ts"
import { countKnownHeadings } from "./sheet-headings.ts"

/** Every row of an import file, taken, refused or left out, how its tables were understood, and what concerns it as a whole. */
export type RegisterFile = {
  rows: RegisterRow[]
  tables: ReadTable[]
  questions: ImportQuestion[]
  warnings: string[]
}

/**
 * How a file is read: within which limits, for which province (none: nothing of others is left out), with what its sender says of
 * it. `every`: records that would be left out are read too, each with why.
 */
export type ReadHow = { limits?: ImportLimits; own?: OwnProvince; answers?: ImportAnswers; every?: boolean }

/**
 * Reads a register file: national records (`.json`, `.jsonl`, `.jsonl.gz`), flat records, or tables (CSV, XLSX, DOCX, HTML), told
 * apart by content.
 * @throws InvalidInputError, with the line where there is one, when the file as a whole cannot be read
 */
export const readRegisterFile = async (bytes: Uint8Array, how: ReadHow = {}): Promise<RegisterFile> => {
  const { limits = IMPORT_LIMITS } = how
  if (bytes.length === 0) throw fileFault("Tệp rỗng, không có dòng dữ liệu nào.")
  if (bytes.length > limits.fileBytes)
    throw fileFault(`Tệp nặng ${inMegabytes(bytes.length)}, quá giới hạn ${inMegabytes(limits.fileBytes)}.`)
  const kind = fileKindOf(bytes)
  if (kind !== "GZIP") return await readPlain(bytes, kind, how)
  const unpacked = await unpackGzip(bytes, limits)
  if (unpacked.length === 0) throw fileFault("Tệp nén rỗng, không có dòng dữ liệu nào.")
  const inner = fileKindOf(unpacked)
  if (inner === "GZIP" || inner === "ZIP") throw fileFault("Tệp nén nằm trong tệp nén không được nhận.")
  return await readPlain(unpacked, inner, how)
}

async function readPlain(
  bytes: Uint8Array,
  kind: Exclude<FileKind, "GZIP">,
  how: ReadHow,
): Promise<RegisterFile> {
  const { limits = IMPORT_LIMITS } = how
  const plain = withoutByteOrderMark(bytes)
  if (kind === "JSON") return readRecords(splitArray(plain, limits), how)
  if (kind === "JSON_LINES") return readRecords(splitLines(plain, limits), how)
  return fromTables(await readTables(plain, kind, limits, countKnownHeadings), how)
}

function fromTables({ tables, warnings }: FileTables, how: ReadHow): RegisterFile {
  const read = readSheets(tables, {
    answers: how.answers ?? {},
    own: how.own ?? null,
    limits: how.limits ?? IMPORT_LIMITS,
  })
  return { ...read, warnings: [...warnings, ...read.warnings] }
}

function readRecords(records: Iterable<JsonRecord>, how: ReadHow): RegisterFile {
  const { limits = IMPORT_LIMITS, own = null, every = false } = how
  const rows: RegisterRow[] = []
  let flat: JsonRecord[] | null = null
  for (const record of records) {
    if ((flat ?? rows).length >= limits.rows)
      throw fileFault(`Tệp có quá ${limits.rows} bản ghi một lần nhập. Hãy chia nhỏ tệp.`)
    if (rows.length === 0 && flat === null && isFlatRecord(record)) flat = []
    if (flat) flat.push(record)
    else rows.push(readNationalRecord(record, own, every))
  }
  if (flat) return fromTables({ tables: [tableOfRecords(flat, limits)], warnings: [] }, how)
  if (rows.length === 0) throw fileFault("Tệp rỗng, không có dòng dữ liệu nào.")
  return { rows, tables: [], questions: [], warnings: [] }
}

function withoutByteOrderMark(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
}
