import { fileFault } from "./decode-text.ts"
import type { ImportLimits } from "./import-limits.ts"
import { type Parts, unpackParts } from "./unpack-parts.server.ts"

/** What the first sheet of a workbook holds besides values. */
export type WorkbookFacts = {
  sheetCount: number
  /** Addresses (`B3`) of the first sheet's cells that hold a formula. */
  formulaCells: string[]
}

const BROKEN = "Tệp .xlsx bị hỏng hoặc chưa tải xong. Hãy mở bằng bảng tính, lưu lại rồi nhập lại."

const KEPT = /^(?:mimetype|xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|worksheets\/[^/]+\.xml))$/

/**
 * Unpacks every part of an XLSX within the limits before any reader touches it: counts entries, really inflated bytes
 * and ratios, and looks for what values alone do not show. @throws InvalidInputError
 */
export const inspectXlsx = async (bytes: Uint8Array, limits: ImportLimits): Promise<WorkbookFacts> => {
  const parts = await unpackParts(bytes, limits, { kept: KEPT, broken: BROKEN })
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

/** One cell at XFD1048576 would make the reader fill in everything before it; of rows that do not say where they stand, count. */
function refuseHugeSheet(sheet: string, limits: ImportLimits): void {
  let rows = 0
  let cells = 0
  for (const [, tag, attributes = ""] of sheet.matchAll(/<(?:\w+:)?(c|row)\b([^<>]*)>/g)) {
    const [, column = "", row = "0"] = /\br="([A-Z]*)(\d+)"/.exec(attributes) ?? []
    cells = tag === "row" ? 0 : cells + 1
    if (tag === "row") rows += 1
    if (Math.max(Number(row), rows) > limits.rows + 10)
      throw fileFault(
        `Trang tính có dữ liệu tới dòng ${Math.max(Number(row), rows)}, quá giới hạn ${limits.rows} dòng. Hãy xóa các dòng thừa.`,
      )
    if (columnNumber(column) > limits.columns || cells > limits.columns)
      throw fileFault(
        `Trang tính có dữ liệu tới cột ${column || cells}, quá giới hạn ${limits.columns} cột. Hãy xóa các cột thừa.`,
      )
  }
}

/** `A` 1, `Z` 26, `AA` 27. */
export const columnNumber = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0)

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
