import type { ParagraphKind } from "./document-layout.ts"

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

const frame = (width: number, height: number, margin: { left: number; right: number }): PageFrame => ({
  width,
  height,
  left: mm(margin.left),
  top: mm(20),
  inner: width - mm(margin.left + margin.right),
  bottom: height - mm(20),
})
const [SHORT, LONG] = [595.28, 841.89]

/** Paper and margins of NĐ 30/2020 Phụ lục I, I.1–3: top and bottom 20–25, left 30–35, right 15–20 mm. */
export const FRAMES: Record<"portrait" | "landscape", PageFrame> = {
  portrait: frame(SHORT, LONG, { left: 30, right: 20 }),
  landscape: frame(LONG, SHORT, { left: 30, right: 20 }),
}

/** Natural line height of the typeface, and where the baseline stands in it, in em. */
export const LINE_HEIGHT = 1.15
export const BASELINE = 0.9

/** Sizes in points. Of the two sets allowed for (Quốc hiệu, Tiêu ngữ, date) this is the larger one; sets are never mixed. */
export const SIZES = {
  nation: 13,
  motto: 14,
  agency: 13,
  number: 13,
  date: 14,
  title: 14,
  body: 14,
  recipientsHeading: 12,
  recipients: 11,
  annexHeading: 14,
  annexInfo: 14,
  tableCell: 12,
  pageNumber: 13,
} as const

/** Columns of the header and of the closing block, which fill the frame (decision-layout.md §3.2). */
export const HEADER_COLUMNS = { left: mm(62), right: mm(98) }
export const CLOSING_COLUMNS = { left: mm(70), right: mm(90) }
/** Free height between capacity and name; at least 25 mm (§13). */
export const SIGNATURE_HEIGHT = mm(30)
/** Diameter of the seal's picture, as the real one's. */
export const SEAL_DIAMETER = mm(36)

export const RULE_WIDTH = 0.75
/** Rules under agency and trích yếu: between 1/3 and 1/2 of the line above. */
export const SHORT_RULE = 0.42
export const CELL_PADDING = { x: mm(1.4), y: mm(0.9) }
export const TABLE_LINE = 0.5

export type ParagraphStyle = {
  size: number
  align: "justify" | "center" | "left"
  /** First-line indent. */
  indent: number
  before: number
}
const text = { size: SIZES.body, align: "justify", indent: mm(10), before: 6 } as const
const centred = { size: SIZES.body, align: "center", indent: 0, before: 12 } as const

export const PARAGRAPH_STYLES: Record<ParagraphKind, ParagraphStyle> = {
  authority: { ...centred, before: 14 },
  basis: text,
  decides: centred,
  addressee: centred,
  heading: text,
  body: text,
}
