import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import type { DrawnRule } from "./drawn-file.ts"
import { type DrawnLine, type DrawnPage, drawnPages } from "./drawn-lines.server.ts"

/** Part of an em that letters take above and below the baseline, a little less than lines are apart. */
const ABOVE = 0.7
const BELOW = 0.2
/** Points by which two things may touch: places are rounded. */
const TOUCH = 0.5

/** How the words of a page stand to one another and to its marks. */
export const WORD_RULES: readonly DrawnRule[] = [
  {
    name: "WORDS_APART",
    reason:
      "words laid on words, crossed out by a line or running off the sheet are signed and not read, or read as others",
    faultIn: (file) => {
      for (const page of drawnPages(file)) {
        const fault = faultOfPlaces(page)
        if (fault !== null) return `trang ${page.number} với ${fault}`
      }
      return null
    },
  },
  {
    name: "NOTHING_BESIDES",
    reason:
      "what is no part of the text is a page's number, a table's head once more and the mark of training: any other word there is seen on paper and left out where the document is read aloud or copied",
    faultIn: (file) => {
      let last = 0
      for (const page of drawnPages(file)) {
        const fault = faultOfFurniture(page, last)
        if (fault !== null) return `trang ${page.number} với ${fault}`
        last = numberOf(page) ?? 1
      }
      return null
    },
  },
]

type Box = { x0: number; y0: number; x1: number; y1: number }
const boxOf = ({ x0, x1, baseline, size }: DrawnLine): Box => ({
  x0,
  x1,
  y0: baseline - ABOVE * size,
  y1: baseline + BELOW * size,
})
const meet = (a: Box, b: Box): boolean =>
  a.x0 < b.x1 - TOUCH && b.x0 < a.x1 - TOUCH && a.y0 < b.y1 - TOUCH && b.y0 < a.y1 - TOUCH

const quoted = ({ text }: DrawnLine): string => {
  const said = text.replaceAll(/\s+/gu, " ").trim()
  return `«${said.length > 60 ? `${said.slice(0, 60)}…` : said}»`
}

function faultOfPlaces(page: DrawnPage): string | null {
  if (page.isTorn) return "chữ hoặc phần đánh dấu không mở và đóng đúng chỗ"
  const boxes = page.lines.map((line) => ({ line, box: boxOf(line) })).sort((a, b) => a.box.y0 - b.box.y0)
  for (const [index, { line, box }] of boxes.entries()) {
    if (line.isTight) return `chữ đè lên nhau trong dòng ${quoted(line)}`
    if (box.x0 < 0 || box.y0 < 0 || box.x1 > page.width || box.y1 > page.height)
      return `chữ ra ngoài giấy ở dòng ${quoted(line)}`
    for (const other of boxes.slice(index + 1)) {
      if (other.box.y0 > box.y1) break
      if (meet(box, other.box)) return `chữ đè lên chữ: ${quoted(line)} và ${quoted(other.line)}`
    }
    if (isCrossed(page, box)) return `nét kẻ đè lên chữ ở dòng ${quoted(line)}`
  }
  return null
}

/** A rule goes through it, or the edge of a table's cell. */
const isCrossed = ({ strokes, rows }: DrawnPage, box: Box): boolean =>
  strokes.some((stroke) => meetsEdge(box, stroke)) ||
  rows.some((row) =>
    row.some(({ x, y, width, height }) => {
      const cell = { x0: x, y0: y, x1: x + width, y1: y + height }
      return meet(box, cell) && !isInside(box, cell)
    }),
  )
/** An edge has no width of its own. */
const meetsEdge = (box: Box, { x0, y0, x1, y1 }: Box): boolean =>
  meet(box, { x0: x0 - TOUCH, y0: y0 - TOUCH, x1: x1 + TOUCH, y1: y1 + TOUCH })
const isInside = (box: Box, cell: Box): boolean =>
  box.x0 >= cell.x0 - TOUCH &&
  box.x1 <= cell.x1 + TOUCH &&
  box.y0 >= cell.y0 - TOUCH &&
  box.y1 <= cell.y1 + TOUCH

const isFurniture = ({ mark }: DrawnLine): boolean => mark?.tag === "Artifact"

/** Of a page that has one: the line above all others. */
const isNumber = (line: DrawnLine, { lines }: DrawnPage): boolean =>
  /^[1-9]\d{0,3}$/u.test(line.text) && lines.every((one) => one === line || one.baseline > line.baseline)
const isTrainingMark = (line: DrawnLine, { lines }: DrawnPage): boolean =>
  line.text.normalize("NFC").trim() === TRAINING_MARK &&
  lines.every((one) => one === line || one.baseline < line.baseline)

function numberOf(page: DrawnPage): number | null {
  const line = page.lines.find((one) => isFurniture(one) && isNumber(one, page))
  return line ? Number(line.text) : null
}

/** @param last the number of the page before; 1 where it has none because a part begins on it */
function faultOfFurniture(page: DrawnPage, last: number): string | null {
  const number = numberOf(page)
  const begins = page.lines.find((line) => !isFurniture(line))?.mark?.tag === "H1"
  if (number === null ? last > 0 && !begins : number < 2 || number !== last + 1)
    return number === null ? "không có số trang" : `số trang ${number} không tiếp theo trang trước`
  const top = Math.min(...page.rows.map(([box]) => box?.y ?? 0))
  const head = page.rows.find(([box]) => box?.y === top) ?? []
  for (const line of page.lines) {
    if (line.mark === null) return `chữ nằm ngoài cấu trúc của văn bản: ${quoted(line)}`
    if (!isFurniture(line) || isNumber(line, page) || isTrainingMark(line, page)) continue
    const box = boxOf(line)
    const isInHead = head.some(({ x, y, width, height }) =>
      isInside(box, { x0: x, y0: y, x1: x + width, y1: y + height }),
    )
    // A head is repeated only where the table goes on from the page before: nothing of the text is above it.
    const isAbove = page.lines.every((one) => isFurniture(one) || one.baseline > line.baseline)
    if (line.mark.kind !== "Pagination" || !isInHead || !isAbove)
      return `chữ không thuộc nội dung văn bản, không phải số trang hay tiêu đề bảng lặp lại: ${quoted(line)}`
  }
  return null
}
