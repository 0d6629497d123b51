import type { DrawnLine, DrawnPage } from "./drawn-form/drawn-lines.server.ts"

type PrintedText = { kind: "text"; page: number; line: DrawnLine }
type PrintedRow = {
  kind: "row"
  page: number
  top: number
  bottom: number
  cells: string[]
  isFirst: boolean
}
/** What stands on pages one after another: a line of text, or a row of a table by its cells, from the left. */
export type Printed = PrintedText | PrintedRow

/** Points by which places are rounded. */
const ROUNDING = 1

const isFurniture = ({ mark }: DrawnLine): boolean => mark?.tag === "Artifact"
export const saidIn = (lines: readonly DrawnLine[]): string =>
  lines
    .map(({ text }) => text)
    .join(" ")
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ")
    .trim()
/** Lines end wherever there is no more room, a long word inside too: blanks say nothing. */
export const lettersOf = (text: string): string => text.normalize("NFC").replaceAll(/\s+/gu, "")

type Reading = {
  printed: Printed[]
  /** Heads that tables repeat on a page. */
  repeated: PrintedRow[]
  /** Vietnamese; null where what is read aloud comes in the order in which the eye finds it. */
  fault: string | null
}

/** Lines and rows of pages in the order in which they are read aloud; cells hold what is seen in them, from above. */
export const printedOn = (pages: readonly DrawnPage[]): Reading => {
  const reading: Reading = { printed: [], repeated: [], fault: null }
  for (const page of pages) readPage(page, reading)
  return reading
}

function readPage(page: DrawnPage, reading: Reading): void {
  const rows = page.rows
    .map((boxes) => ({
      boxes: [...boxes].sort((a, b) => a.x - b.x),
      cells: boxes.map((): DrawnLine[] => []),
      item: {
        kind: "row" as const,
        page: page.number,
        top: Math.min(...boxes.map(({ y }) => y)),
        bottom: Math.max(...boxes.map(({ y, height }) => y + height)),
        cells: [] as string[],
        isFirst: false,
      },
    }))
    .sort((a, b) => a.item.top - b.item.top)
  const begun = new Set<PrintedRow>()
  let last: readonly number[] = []
  for (const line of page.lines) {
    const index = rows.findIndex(({ item }) => line.baseline > item.top && line.baseline < item.bottom)
    const row = rows[index]
    const column =
      row?.boxes.findIndex(({ x, width }) => line.x0 > x - ROUNDING && line.x1 < x + width + ROUNDING) ?? -1
    row?.cells[column]?.push(line)
    if (isFurniture(line)) continue
    if (!row || column < 0) {
      reading.printed.push({ kind: "text", page: page.number, line })
      continue
    }
    const place = [index, column, line.baseline]
    if (isBefore(place, last))
      reading.fault ??= `trang ${page.number} có bảng đọc ra theo thứ tự khác nhìn thấy`
    last = place
    if (begun.has(row.item)) continue
    row.item.isFirst = begun.size === 0
    begun.add(row.item)
    reading.printed.push(row.item)
  }
  for (const { item, cells } of rows) {
    item.cells = cells.map((lines) => saidIn(lines.sort((a, b) => a.baseline - b.baseline)))
    if (!begun.has(item)) reading.repeated.push(item)
  }
}

function isBefore(place: readonly number[], last: readonly number[]): boolean {
  const at = place.findIndex((one, index) => one !== last[index])
  return at >= 0 && last.length > 0 && (place[at] ?? 0) < (last[at] ?? 0)
}
