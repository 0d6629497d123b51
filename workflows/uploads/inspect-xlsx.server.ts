import { fileFault } from "./decode-text.ts"
import type { ImportLimits } from "./import-limits.ts"
import { type Parts, unpackParts } from "./unpack-parts.server.ts"

/** What a sheet of a workbook holds besides values. */
export type SheetFacts = {
  name: string
  isHidden: boolean
  /** Addresses (`B3`) of its cells that hold a formula. */
  formulaCells: string[]
  /** Ranges (`B2:B5`) of its cells that are one. */
  mergedRanges: string[]
}

const BROKEN = "Tệp .xlsx bị hỏng hoặc chưa tải xong. Hãy mở bằng bảng tính, lưu lại rồi nhập lại."

const KEPT = /^(?:mimetype|xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml))$/

/**
 * Unpacks every part of an XLSX within the limits before any reader touches it: counts entries, really inflated bytes
 * and ratios, and looks in each sheet for what values alone do not show. The sheets come in the workbook's order.
 * @throws InvalidInputError
 */
export const inspectXlsx = async (bytes: Uint8Array, limits: ImportLimits): Promise<SheetFacts[]> => {
  const parts = await unpackParts(bytes, limits, { kept: KEPT, broken: BROKEN })
  refuseOtherDocuments(parts)
  const sheets = sheetsOf(parts.texts)
  if (sheets.length === 0) throw fileFault(BROKEN)
  if (sheets.length > limits.sheets)
    throw fileFault(
      `Tệp có ${sheets.length} trang tính, quá giới hạn ${limits.sheets}. Hãy giữ lại các trang có dữ liệu cần nhập.`,
    )
  return sheets.map(({ name, isHidden, path }) => {
    const sheet = parts.texts.get(path)
    if (sheet === undefined) throw fileFault(BROKEN)
    refuseHugeSheet(name, sheet, limits)
    return { name, isHidden, formulaCells: formulaCellsOf(sheet), mergedRanges: mergedRangesOf(sheet) }
  })
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

/** Each `<sheet>` of the workbook through its relationship: file names need not follow the order on screen. */
function sheetsOf(texts: Map<string, string>): { name: string; isHidden: boolean; path: string }[] {
  const workbook = texts.get("xl/workbook.xml") ?? ""
  const relations = texts.get("xl/_rels/workbook.xml.rels") ?? ""
  const tags = relations.match(/<(?:\w+:)?Relationship\b[^<>]*>/g) ?? []
  return (workbook.match(/<(?:\w+:)?sheet\s[^<>]*>/g) ?? []).map((sheet, index) => {
    const id = attribute(sheet, "r:id")
    const relation = tags.find((tag) => id !== null && attribute(tag, "Id") === id)
    const target = (relation && attribute(relation, "Target")) ?? `worksheets/sheet${index + 1}.xml`
    return {
      name: unescaped(attribute(sheet, "name") ?? `Trang ${index + 1}`),
      isHidden: /\sstate="(?:hidden|veryHidden)"/.test(sheet),
      path: target.startsWith("/") ? target.slice(1) : `xl/${target}`,
    }
  })
}

const attribute = (tag: string, name: string): string | null =>
  new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? null

const unescaped = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&")

/** One cell at XFD1048576 would make the reader fill in everything before it; of rows that do not say where they stand, count. */
function refuseHugeSheet(name: string, sheet: string, limits: ImportLimits): void {
  let rows = 0
  let cells = 0
  for (const [, tag, attributes = ""] of sheet.matchAll(/<(?:\w+:)?(c|row)\b([^<>]*)>/g)) {
    const [, column = "", row = "0"] = /\br="([A-Z]*)(\d+)"/.exec(attributes) ?? []
    cells = tag === "row" ? 0 : cells + 1
    if (tag === "row") rows += 1
    if (Math.max(Number(row), rows) > limits.rows + 100)
      throw fileFault(
        `Trang tính «${name}» có dữ liệu (hoặc dòng trống đã định dạng) tới dòng ${Math.max(Number(row), rows)}, quá giới hạn ${limits.rows} dòng. Hãy xóa các dòng thừa.`,
      )
    if (columnNumber(column) > limits.columns || cells > limits.columns)
      throw fileFault(
        `Trang tính «${name}» có dữ liệu tới cột ${column || cells}, quá giới hạn ${limits.columns} cột. Hãy xóa các cột thừa.`,
      )
  }
}

/** `A` 1, `Z` 26, `AA` 27. */
export const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

const mergedRangesOf = (sheet: string): string[] =>
  [...sheet.matchAll(/<(?:\w+:)?mergeCell\s[^<>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"/g)].map(([, ref = ""]) => ref)

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
