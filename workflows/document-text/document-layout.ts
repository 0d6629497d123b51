import type { DocumentKind } from "#models/official-document/official-document.ts"
import type { FontStyle } from "#models/official-document/typeface.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** A piece of a paragraph in one style. */
export type Run = { text: string; style: FontStyle }

/** What a paragraph is; size, indent and alignment follow from it (layout profile). */
export type ParagraphKind = "authority" | "basis" | "decides" | "addressee" | "heading" | "body"
export type Paragraph = { block: "paragraph"; kind: ParagraphKind; runs: Run[] }

/** Millimetres that the columns of a table are composed to fill; drawing widens or narrows them with the profile's frame. */
export const COMPOSED_WIDTH = { portrait: 160, landscape: 247 } as const

export type Column = {
  heading: string
  /** Millimetres of `COMPOSED_WIDTH`. */
  width: number
  align: "left" | "center"
}
/** `group` spans the whole width and never stands last on a page; `total` is a bold row of cells. */
export type Row =
  | { kind: "group"; depth: 0 | 1 | 2; text: string }
  | { kind: "item" | "total"; cells: string[] }
export type Table = { columns: Column[]; rows: Row[] }

export type Block = Paragraph | ({ block: "table" } & Table)

export type Header = {
  /** Agency on the left; the superior agency, if any, is not bold. */
  agency: { text: string; bold: boolean }[]
  /** Null leaves the place for the number blank. */
  number: string | null
  symbol: string
  placeName: string
  /** Null leaves day and month blank; the year too unless `year` is known. */
  day: IsoDay | null
}

/** Nơi nhận and the signature beside it, kept together with the last lines of text. */
export type Closing = {
  recipients: string[]
  capacity: string[]
  fullName: string
  /** Keeps a place for initials at the end of the text. */
  initials?: boolean
}

export type Annex = {
  /** `Phụ lục`, or `Phụ lục I` where there are several. */
  heading: string
  title: string
  infoLine: string
  orientation: "portrait" | "landscape"
  table: Table
}

/** Everything a document shows, as plain data: what is drawn is decided here, how it looks by the renderer. */
export type DocumentLayout = {
  kind: DocumentKind | "REVIEW_SLIP" | "TEMPLATE" | "UNIT_RETURN" | "REPORT"
  header: Header
  /** `QUYẾT ĐỊNH`; empty for a công văn, whose trích yếu stands under its number. */
  typeName: string
  /** Trích yếu; also the title of the file. */
  abstract: string
  blocks: Block[]
  closing: Closing
  annexes: Annex[]
  /** Which frozen edition it was drawn from; null for what stands before any. */
  edition: { id: string; digest: string } | null
  /** Prints at the foot of every page that it is training's. */
  training?: boolean
}

const run =
  (style: FontStyle) =>
  (text: string): Run => ({ text, style })
export const regular = run("regular")
export const bold = run("bold")
export const italic = run("italic")

export const paragraph = (kind: ParagraphKind, ...runs: Run[]): Paragraph => ({
  block: "paragraph",
  kind,
  runs,
})

/** Số, ký hiệu as printed: `Số: 15/QĐ-UBND`, or with a blank place for the number. */
export const numberLine = ({ number, symbol }: Pick<Header, "number" | "symbol">): string =>
  `Số: ${number ?? BLANK_NUMBER}/${symbol}`

/** Room for four digits. */
const BLANK_NUMBER = "\u00a0".repeat(8)
const BLANK_DAY = "\u00a0".repeat(6)

/** `ngày … tháng … năm …` with blank places, as an electronic document leaves them before issue. */
export const BLANK_DATE = `ngày${BLANK_DAY}tháng${BLANK_DAY}năm${BLANK_DAY}`
export const blankNumberAnd = (symbol: string): string => `${BLANK_NUMBER}/${symbol}`
