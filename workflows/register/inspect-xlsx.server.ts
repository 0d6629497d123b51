import { fromBufferPromise, type ZipFile } from "yauzl"
import { fileFault } from "./decode-text.ts"
import { type ImportLimits, inMegabytes } from "./import-limits.ts"

/** What the first sheet of a workbook holds besides values. */
export type WorkbookFacts = {
  sheetCount: number
  /** Addresses (`B3`) of the first sheet's cells that hold a formula. */
  formulaCells: string[]
}

const BROKEN = "Tệp .xlsx bị hỏng hoặc chưa tải xong. Hãy mở bằng bảng tính, lưu lại rồi nhập lại."

/**
 * Unpacks every part of an XLSX within the limits before any reader touches it: counts entries, really inflated bytes
 * and ratios, and looks for what values alone do not show. @throws InvalidInputError
 */
export const inspectXlsx = async (bytes: Uint8Array, limits: ImportLimits): Promise<WorkbookFacts> => {
  const parts = await unpackParts(bytes, limits)
  refuseOtherDocuments(parts)
  const sheet = parts.texts.get(firstSheetPath(parts.texts))
  if (sheet === undefined) throw fileFault(BROKEN)
  refuseHugeSheet(sheet, limits)
  const workbook = parts.texts.get("xl/workbook.xml") ?? ""
  return {
    sheetCount: (workbook.match(/<(?:\w+:)?sheet\s/g) ?? []).length,
    formulaCells: formulaCellsOf(sheet),
  }
}

/** Names of all parts; texts only of those we look into again. */
type Parts = { names: Set<string>; texts: Map<string, string> }

const KEPT = /^(?:mimetype|xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml))$/

async function unpackParts(bytes: Uint8Array, limits: ImportLimits): Promise<Parts> {
  const parts: Parts = { names: new Set(), texts: new Map() }
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
      lazyEntries: true,
    })
    if (zip.entryCount > limits.zipEntries)
      throw fileFault(
        `Tệp nén có ${zip.entryCount} phần, quá giới hạn ${limits.zipEntries}; không nhận vì an toàn.`,
      )
    let total = 0
    for await (const entry of zip.eachEntry()) {
      const name = entry.fileName
      if (parts.names.has(name)) throw fileFault(BROKEN)
      if (entry.isEncrypted()) throw fileFault("Tệp được đặt mật khẩu. Hãy lưu lại không mật khẩu.")
      if (total + entry.uncompressedSize > limits.unpackedBytes) throw tooLarge(limits)
      const content = await inflate(zip, entry, limits, limits.unpackedBytes - total)
      total += content.length
      if (content.includes("<!DOCTYPE"))
        throw fileFault(`Tệp .xlsx có phần "${name}" chứa khai báo DTD, không nhận vì an toàn.`)
      if (name.endsWith(".xml") && hasTagInsideTag(content)) throw fileFault(BROKEN)
      parts.names.add(name)
      if (KEPT.test(name)) parts.texts.set(name, content.toString("utf8"))
    }
  } catch (error) {
    throw error instanceof Error && error.name === "OfficeError" ? error : fileFault(BROKEN)
  }
  return parts
}

type Entry = Parameters<ZipFile["openReadStreamPromise"]>[0]

async function inflate(zip: ZipFile, entry: Entry, limits: ImportLimits, room: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of await zip.openReadStreamPromise(entry)) {
    const part = Buffer.from(chunk as Uint8Array)
    size += part.length
    if (size > room) throw tooLarge(limits)
    if (size > limits.zipRatioFrom && size > entry.compressedSize * limits.zipRatio)
      throw fileFault(
        `Phần "${entry.fileName}" của tệp nén bung ra hơn ${limits.zipRatio} lần, không nhận vì an toàn (bom nén).`,
      )
    chunks.push(part)
  }
  return Buffer.concat(chunks)
}

function tooLarge(limits: ImportLimits): Error {
  return fileFault(
    `Tệp nén bung ra quá ${inMegabytes(limits.unpackedBytes)}, không nhận vì an toàn (bom nén). Hãy chia nhỏ tệp.`,
  )
}

function refuseOtherDocuments({ names, texts }: Parts): void {
  if ([...names].some((name) => /vbaProject\.bin$/i.test(name)))
    throw fileFault("Tệp có macro (.xlsm). Hãy lưu lại dưới dạng .xlsx không macro.")
  if (names.has("word/document.xml"))
    throw fileFault("Tệp là văn bản Word. Hãy gửi bảng tính .xlsx hoặc .csv.")
  if (texts.get("mimetype")?.includes("opendocument"))
    throw fileFault("Tệp là OpenDocument (.ods). Hãy lưu lại dưới dạng .xlsx.")
  if (!names.has("xl/workbook.xml")) throw fileFault("Tệp nén không phải bảng tính .xlsx.")
}

/** The first `<sheet>` of the workbook, through its relationship: file names need not follow the order on screen. */
function firstSheetPath(texts: Map<string, string>): string {
  const workbook = texts.get("xl/workbook.xml") ?? ""
  const id = /<(?:\w+:)?sheet\s[^<>]*?\br:id="([^"]+)"/.exec(workbook)?.[1]
  const relations = texts.get("xl/_rels/workbook.xml.rels") ?? ""
  const relation = relations.match(/<Relationship\b[^<>]*>/g)?.find((one) => one.includes(`Id="${id}"`))
  const target = /\bTarget="([^"]+)"/.exec(relation ?? "")?.[1] ?? "worksheets/sheet1.xml"
  return target.startsWith("/") ? target.slice(1) : `xl/${target}`
}

/** One cell at XFD1048576 would make the reader fill in everything before it. */
function refuseHugeSheet(sheet: string, limits: ImportLimits): void {
  for (const [, column = "", row = ""] of sheet.matchAll(
    /<(?:\w+:)?(?:c|row)\b[^<>]*?\br="([A-Z]*)(\d+)"/g,
  )) {
    if (Number(row) > limits.rows + 10)
      throw fileFault(
        `Trang tính có dữ liệu tới dòng ${row}, quá giới hạn ${limits.rows} dòng. Hãy xóa các dòng thừa.`,
      )
    if (columnNumber(column) > limits.columns)
      throw fileFault(
        `Trang tính có dữ liệu tới cột ${column}, quá giới hạn ${limits.columns} cột. Hãy xóa các cột thừa.`,
      )
  }
}

/** `A` 1, `Z` 26, `AA` 27. */
export const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

/** No spreadsheet writes `<` inside a tag; the reader would take minutes over millions of them. */
function hasTagInsideTag(content: Buffer): boolean {
  let isInside = false
  for (const byte of content) {
    if (byte === 0x3c && isInside) return true
    if (byte === 0x3c) isInside = true
    else if (byte === 0x3e) isInside = false
  }
  return false
}

/** One pass over the tags: looking back from each formula would take forever on a hostile sheet. */
function formulaCellsOf(sheet: string): string[] {
  const cells: string[] = []
  let cell: string | undefined
  for (const [, tag, attributes = ""] of sheet.matchAll(/<(?:\w+:)?(c|f)\b([^<>]*)>/g)) {
    if (tag === "c") cell = /\br="([A-Z]+\d+)"/.exec(attributes)?.[1]
    else if (cell) cells.push(cell)
  }
  return cells
}
