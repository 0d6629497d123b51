import type { Line } from "#workflows/pdf-reading/lines.ts"
import type { Segment } from "#workflows/pdf-reading/reading.ts"
import type { GridRow } from "./grid.ts"
import type { PageParts } from "./page-parts.ts"

/** The header grid, ô 1–4 of the decree's diagram; null for what is not found. */
export type HeaderParts = {
  /** Agency, its superior first. */
  agency: Line[]
  agencyRule: Segment | null
  nation: Line | null
  motto: Line | null
  mottoRule: Segment | null
  number: Line | null
  date: Line | null
}

/** Ô 5a; ô 5b where `isLetter`: a công văn has no tên loại, its trích yếu stands under the number. */
export type TitleParts = {
  typeName: Line | null
  abstract: Line[]
  rule: Segment | null
  isLetter: boolean
}

export type ParagraphKind =
  | "authority"
  | "decides"
  | "addressee"
  | "basis"
  | "division"
  | "article"
  | "clause"
  | "point"
  | "dash"
  | "text"

export type Paragraph = { kind: ParagraphKind; lines: Line[]; text: string }

export type ReadTable = {
  /** Rows that repeat the first, one per page it goes on to. */
  headers: GridRow[]
  /** What the pages begin with instead, where the header is not repeated. */
  missingHeaders: GridRow[]
  rows: GridRow[]
}

/** Ô 7a–7b and 9b. */
export type ClosingParts = {
  heading: Line | null
  items: { text: string; lines: Line[] }[]
  capacity: Line[]
  name: Line | null
  page: number
}

export type AnnexParts = {
  pages: PageParts[]
  heading: Line | null
  title: Line[]
  info: Line[]
  rule: Segment | null
  table: ReadTable | null
}

/** What a document's pages show, by component. */
export type DocumentParts = {
  pages: PageParts[]
  main: PageParts[]
  /** Edges of the main text as it stands. */
  frame: { left: number; right: number }
  header: HeaderParts
  title: TitleParts
  paragraphs: Paragraph[]
  /** Of the main text, in their order. */
  tables: ReadTable[]
  closing: ClosingParts
  annexes: AnnexParts[]
}
