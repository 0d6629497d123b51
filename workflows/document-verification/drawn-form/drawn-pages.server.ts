import { type PDFPage, PdfArray, PdfDict, PdfRef, PdfStream } from "@libpdf/core"
import { formatNumber } from "#models/shared/numbers.ts"
import { type DrawingOperation, operationsIn } from "#workflows/pdf-file/drawing-operations.ts"
import { numbersOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { contentOf } from "#workflows/pdf-file/stream-content.server.ts"
import { type DrawnFile, type DrawnRule, named, othersIn } from "./drawn-file.ts"

const PAGE = [
  "Type",
  "Parent",
  "MediaBox",
  "Contents",
  "Resources",
  "UserUnit",
  "StructParents",
  "Tabs",
  "Annots",
]
const TREE = ["Type", "Parent", "Kids", "Count"]
/** Colour spaces are listed, empty, by the library that draws; no operator of ours asks for one. */
const RESOURCES = ["ProcSet", "Font", "ColorSpace"]

/** A4 in points, on either side (ISO 216), to the nearest. */
const PAPER = ["595,842", "842,595"]
/** Bytes of drawing operators of one page. */
const MOST_BYTES = 2_000_000
/** Points: a letter that can be read, a line that is no bar. */
const LETTER = { least: 6, most: 40 }
const WIDEST_LINE = 3
/** Thousandths of an em by which a letter may be moved back towards the one before it. */
const MOST_BACK = 250

/** What its pages may be, and what they are drawn with. */
export const PAGE_RULES: readonly DrawnRule[] = [
  {
    name: "PAGE_ENTRIES",
    reason:
      "cut, turned or scaled, a page shows less than it says; actions, files and notes of its own show something else",
    faultIn: (file) =>
      firstFault(file, ({ dict }) => {
        const others = othersIn(dict, PAGE)
        if (others.length > 0) return `mục lạ (${named(others)})`
        const [x, y, width, height] = numbersOf(file.listAt(dict, "MediaBox"))
        const isPaper = PAPER.includes([width, height].map((one) => Math.round(one ?? 0)).join())
        const isMeasured = ["1", undefined].includes(dict.getNumber("UserUnit")?.value.toString())
        if (x !== 0 || y !== 0 || !isPaper || !isMeasured) return "khổ giấy không phải A4"
        return null
      }) ?? treeFault(file),
  },
  {
    name: "PAGE_RESOURCES",
    reason:
      "a page of ours is letters and lines: forms, patterns, shadings, states and layers cover or hide them",
    faultIn: (file) =>
      firstFault(file, ({ dict }) => {
        const others = othersIn(file.dictAt(dict, "Resources"), RESOURCES)
        return others.length > 0 ? `hình, mẫu hoặc lớp vẽ riêng (${named(others)})` : null
      }),
  },
  {
    name: "PAGE_DRAWING",
    reason:
      "letters upright, black, of a size that can be read, on the page, and thin lines: whatever else is drawn can cover a letter or hide that it is not seen",
    faultIn: (file) => {
      let codes = 0
      return firstFault(file, ({ dict, width, height }) => {
        const text = contentsOf(file, dict)
        if (text === null) return "nội dung không đọc được"
        const [plain, pictures] = withoutCode(text)
        codes += pictures
        if (codes > 1) return "hơn một mã QR"
        return faultOfDrawing(plain, { width, height })
      })
    },
  },
]

function firstFault(
  { pdf }: DrawnFile,
  faultOf: (page: { dict: PdfDict; width: number; height: number }) => string | null,
): string | null {
  for (const [index, page] of pdf.getPages().entries()) {
    const fault = faultOf({ dict: page.dict, ...sizeOf(page) })
    if (fault !== null) return `trang ${formatNumber(index + 1)} với ${fault}`
  }
  return null
}

const sizeOf = ({ dict }: PDFPage) => {
  const [, , width = 0, height = 0] = numbersOf(dict.getArray("MediaBox"))
  return { width, height }
}

/** What stands above pages holds for all of them. */
function treeFault({ pdf, dictAt, resolved, listAt }: DrawnFile): string | null {
  const pending = [dictAt(pdf.getCatalog(), "Pages")]
  const seen = new Set<PdfDict>()
  while (pending.length > 0) {
    const node = pending.pop() ?? null
    if (node === null || node.getName("Type")?.value === "Page" || seen.has(node)) continue
    seen.add(node)
    const others = othersIn(node, TREE)
    if (others.length > 0) return `mục lạ cho mọi trang (${named(others)})`
    for (const kid of listAt(node, "Kids")) {
      const child = resolved(kid)
      if (child instanceof PdfDict) pending.push(child)
    }
  }
  return null
}

/** One content to a page: how several are joined programs differ in. */
export function contentsOf({ resolved }: DrawnFile, dict: PdfDict): string | null {
  const value = dict.get("Contents")
  const stream = value instanceof PdfRef ? resolved(value) : null
  if (!(stream instanceof PdfStream) || value instanceof PdfArray) return null
  const content = contentOf(stream, MOST_BYTES)
  return typeof content === "string" ? null : Buffer.from(content).toString("latin1")
}

/** The QR code after the last line: a picture of one dot a module, on a square of no more than 26 mm. */
const CODE =
  /q (\d{1,2}(?:\.\d+)?) 0(?:\.0+)? 0(?:\.0+)? -(\d{1,2}(?:\.\d+)?) [\d.]+ [\d.]+ cm BI\/W (\d+)\/H \3\/BPC 1\/CS\/G\/F\/AHx ID [0-9a-f]+> EI Q/gu
const CODE_EDGE = 74

export const withoutCode = (text: string): [plain: string, pictures: number] => {
  let pictures = 0
  const plain = text.replace(CODE, (all, width: string, height: string) => {
    if (width !== height || Number(width) > CODE_EDGE) return all
    pictures += 1
    return ""
  })
  return [plain, pictures]
}

type Sheet = { width: number; height: number }
type Judge = (operands: readonly string[], sheet: Sheet, place: number) => boolean

const numbers = (operands: readonly string[]): number[] => operands.map(Number)
const isWithin = (x: number | undefined, y: number | undefined, { width, height }: Sheet): boolean =>
  x !== undefined && y !== undefined && x >= 0 && y >= 0 && x <= width && y <= height

const ALWAYS: Judge = () => true
/** Every operator a drawing of ours uses, and with what. */
const OPERATORS = new Map<string, Judge>([
  // Once, first: y runs downwards.
  ["cm", (operands, { height }, place) => place === 0 && operands.join() === `1,0,0,-1,0,${height}`],
  ["BDC", ([tag = "/OC"]) => tag !== "/OC"],
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

function faultOfDrawing(text: string, sheet: Sheet): string | null {
  const operations = operationsIn(text)
  if (operations === null) return "hình hoặc lệnh vẽ không phải của hệ thống"
  const wrong = operations.find(
    ({ operator, operands }: DrawingOperation, place) =>
      OPERATORS.get(operator)?.(operands, sheet, place) !== true,
  )
  return wrong
    ? `lệnh vẽ không phải của hệ thống (${wrong.operands.slice(0, 6).join(" ")} ${wrong.operator})`
    : null
}
