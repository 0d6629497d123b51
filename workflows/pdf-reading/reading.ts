/** Everything in points from the upper left corner of the page as it is shown, y downwards. */
export type Box = { x0: number; y0: number; x1: number; y1: number }

export type Face = {
  /** As embedded, without the subset's prefix: `Tinos-BoldItalic`. */
  name: string
  bold: boolean
  italic: boolean
}

/** Letters without a space between them, of one face, size and colour. */
export type Word = Box & {
  text: string
  baseline: number
  size: number
  face: Face
  /** `#000000`. */
  colour: string
  /** Turned text, as a mark across the page. */
  turned: boolean
  /** Blanks written after it. */
  spacesAfter: number
  /** Name of the form field whose appearance shows it; null on the page itself. */
  field: string | null
  /** Letters the font cannot show or that cannot be read back. */
  unreadable: number
}

/** A straight horizontal or vertical line that is painted. */
export type Segment = Box & { thickness: number; colour: string; dashed: boolean; upright: boolean }

export type FieldOnPage = Box & { name: string; kind: "text" | "signature" | "other" }

/** Something painted that is neither text nor a straight line: picture, curve, filled shape. */
export type Artwork = Box & { kind: "image" | "shape"; colour: string; field: string | null }

export type PageReading = {
  /** From 1. */
  number: number
  width: number
  height: number
  rotation: number
  /** Visible part equals the sheet. */
  wholeSheet: boolean
  words: Word[]
  segments: Segment[]
  artwork: Artwork[]
  fields: FieldOnPage[]
}
