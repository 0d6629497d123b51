import { PdfArray, type PdfDict, PdfRef, PdfStream } from "@libpdf/core"
import { type DrawingOperation, operationsIn } from "#workflows/pdf-file/drawing-operations.ts"
import { contentOf } from "#workflows/pdf-file/stream-content.server.ts"
import { type DrawnCode, takeCodes } from "./drawn-code.server.ts"
import type { DrawnFile } from "./drawn-file.ts"

/** Bytes of drawing operators of one page. */
const MOST_BYTES = 2_000_000
/** Points: a letter that can be read, a line that is no bar. */
const LETTER = { least: 6, most: 40 }
const WIDEST_LINE = 3
/** Thousandths of an em by which a letter may be moved back towards the one before it. */
const MOST_BACK = 250

/** A page's drawing: its operators but those of QR codes, null where they are written otherwise than ours; and the codes. */
export type PageDrawing = { operations: DrawingOperation[] | null; codes: DrawnCode[] }

const drawings = new WeakMap<PdfDict, PageDrawing | null>()

/** What a page is drawn with, read once; null where its content cannot be read. */
export const drawingOf = (file: DrawnFile, page: PdfDict): PageDrawing | null => {
  const known = drawings.get(page)
  if (known !== undefined) return known
  const text = contentsOf(file, page)
  const drawing = text === null ? null : drawingIn(text)
  drawings.set(page, drawing)
  return drawing
}

function drawingIn(text: string): PageDrawing {
  const { plain, codes } = takeCodes(text)
  return { operations: operationsIn(plain), codes }
}

/** One content to a page: how several are joined programs differ in. */
function contentsOf({ resolved }: DrawnFile, dict: PdfDict): string | null {
  const value = dict.get("Contents")
  const stream = value instanceof PdfRef ? resolved(value) : null
  if (!(stream instanceof PdfStream) || value instanceof PdfArray) return null
  const content = contentOf(stream, MOST_BYTES)
  return typeof content === "string" ? null : Buffer.from(content).toString("latin1")
}

type Sheet = { width: number; height: number }
type Judge = (operands: readonly string[], sheet: Sheet) => boolean

const numbers = (operands: readonly string[]): number[] => operands.map(Number)
const isWithin = (x: number | undefined, y: number | undefined, { width, height }: Sheet): boolean =>
  x !== undefined && y !== undefined && x >= 0 && y >= 0 && x <= width && y <= height

/** A part of the text by its number, or furniture of the page; with anything more it would be read as something else. */
const MARKED = /^<<\/MCID (\d{1,6})>>$/u
const FURNITURE = /^<<\/Type\/(?:Layout|Pagination)>>$/u

const ALWAYS: Judge = () => true
/** Every operator a drawing of ours uses, and with what. */
const OPERATORS = new Map<string, Judge>([
  // y runs downwards.
  ["cm", (operands, { height }) => operands.join() === `1,0,0,-1,0,${height}`],
  [
    "BDC",
    ([tag = "", said = ""]) =>
      tag === "/Artifact" ? FURNITURE.test(said) : /^\/[A-Z][A-Za-z\d]*$/u.test(tag) && MARKED.test(said),
  ],
  ["EMC", ALWAYS],
  ["BT", ALWAYS],
  ["ET", ALWAYS],
  [
    "Tm",
    (operands, sheet) => {
      const [a, b, c, d, x, y] = numbers(operands)
      return a === 1 && b === 0 && c === 0 && d === -1 && isWithin(x, y, sheet)
    },
  ],
  ["Tf", ([, size]) => Number(size) >= LETTER.least && Number(size) <= LETTER.most],
  ["Tj", ([text = ""]) => text.startsWith("<")],
  ["TJ", ([list = ""]) => list.startsWith("[") && isSetForward(list)],
  ["w", ([width]) => Number(width) <= WIDEST_LINE],
  ["m", ALWAYS],
  ["l", ALWAYS],
  ["re", ALWAYS],
  ["S", ALWAYS],
])

const isSetForward = (list: string): boolean =>
  [...list.replaceAll(/<[^>]*>/gu, " ").matchAll(/[+-]?[\d.]+/gu)].every(([one]) => Number(one) <= MOST_BACK)

/**
 * Where a drawing stands, and which operators may follow there to where: letters are set inside a line of text, a line of text
 * inside a part that is marked, and all that was begun is ended. Programs differ in what they make of anything else.
 */
const ORDER: Record<string, Record<string, string>> = {
  START: { cm: "PAGE" },
  PAGE: { BDC: "PART" },
  PART: { EMC: "PAGE", BT: "PLACE", w: "LINE" },
  PLACE: { Tm: "FACE" },
  FACE: { Tf: "LETTERS" },
  LETTERS: { Tj: "LETTERS", TJ: "LETTERS", Tf: "LETTERS", ET: "PART" },
  LINE: { m: "TO", re: "BOXES" },
  TO: { l: "STROKE" },
  STROKE: { S: "PART" },
  BOXES: { re: "BOXES", S: "PART" },
}

/** What is wrong with the drawing of a page, in Vietnamese after «trang … với»; null when it is as ours are. */
export const faultOfDrawing = (
  operations: readonly DrawingOperation[] | null,
  sheet: Sheet,
): string | null => {
  if (operations === null) return "hình hoặc lệnh vẽ không phải của hệ thống"
  const strange = operations.find(
    ({ operator, operands }) => OPERATORS.get(operator)?.(operands, sheet) !== true,
  )
  if (strange) return `lệnh vẽ không phải của hệ thống (${saidOf(strange)})`
  let state = "START"
  for (const operation of operations) {
    const next = ORDER[state]?.[operation.operator]
    if (next === undefined) return `lệnh vẽ không đúng chỗ (${saidOf(operation)})`
    state = next
  }
  if (state !== "PAGE") return "lệnh vẽ dở dang"
  return operations.some(({ operator }) => operator === "Tj" || operator === "TJ")
    ? null
    : "nội dung không có chữ"
}

const saidOf = ({ operator, operands }: DrawingOperation): string =>
  [...operands.slice(0, 6), operator].join(" ")
