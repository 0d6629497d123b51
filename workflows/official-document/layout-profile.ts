import type { ParagraphKind } from "./document-layout.ts"
import { ND30_2020 } from "./layout-profiles/nd30-2020.ts"

/** Points in a millimetre count. */
export const mm = (millimetres: number): number => (millimetres * 72) / 25.4

export type PageFrame = {
  width: number
  height: number
  left: number
  top: number
  /** Width of the text. */
  inner: number
  /** Lowest point of the text. */
  bottom: number
}

// One profile so far; a second one makes the drawers ask for the one of the document's day.
const { allowed, drawn } = ND30_2020

const frame = (orientation: "portrait" | "landscape"): PageFrame => {
  const { left, right, top, bottom } = drawn.margins[orientation]
  const [short, long] = [round(mm(allowed.paper.width)), round(mm(allowed.paper.height))]
  const [width, height] = orientation === "portrait" ? [short, long] : [long, short]
  return {
    width,
    height,
    left: mm(left),
    top: mm(top),
    inner: width - mm(left + right),
    bottom: height - mm(bottom),
  }
}
const round = (points: number): number => Math.round(points * 100) / 100

/** Paper and margins of NĐ 30/2020 Phụ lục I, I.1–3. */
export const FRAMES: Record<"portrait" | "landscape", PageFrame> = {
  portrait: frame("portrait"),
  landscape: frame("landscape"),
}

/** Natural line height of the typeface, and where the baseline stands in it, in em. */
export const LINE_HEIGHT = allowed.lineHeight
export const BASELINE = 0.9

/** Sizes in points. */
export const SIZES = drawn.sizes

/** Columns of the header and of the closing block, which fill the frame. */
export const HEADER_COLUMNS = { left: mm(drawn.headerColumns.left), right: mm(drawn.headerColumns.right) }
export const CLOSING_COLUMNS = { left: mm(drawn.closingColumns.left), right: mm(drawn.closingColumns.right) }
/** Free height between capacity and name. */
export const SIGNATURE_HEIGHT = mm(drawn.signatureHeight)
/** Diameter of the seal's picture, as the real one's. */
export const SEAL_DIAMETER = mm(drawn.sealDiameter)

export const RULE_WIDTH = drawn.ruleThickness
/** Rules under agency and trích yếu: between 1/3 and 1/2 of the line above. */
export const SHORT_RULE = drawn.shortRule
export const CELL_PADDING = { x: mm(drawn.cellPadding.x), y: mm(drawn.cellPadding.y) }
export const TABLE_LINE = drawn.tableLine
/** Where the page number's line begins. */
export const PAGE_NUMBER_TOP = mm(drawn.pageNumberAt)

export type ParagraphStyle = {
  size: number
  align: "justify" | "center" | "left"
  /** First-line indent. */
  indent: number
  before: number
}
const text = {
  size: SIZES.body,
  align: "justify",
  indent: mm(drawn.firstLineIndent),
  before: drawn.paragraphGap,
} as const
const centred = { size: SIZES.body, align: "center", indent: 0, before: 12 } as const

export const PARAGRAPH_STYLES: Record<ParagraphKind, ParagraphStyle> = {
  authority: { ...centred, before: 14 },
  basis: text,
  decides: centred,
  addressee: centred,
  heading: text,
  body: text,
}
