import type { IsoDay } from "#models/shared/dates.ts"

/** Both ends belong to it. */
export type Range = { min: number; max: number }

/** Components whose size a profile sets, in points. */
export type SizedComponent =
  | "nation"
  | "motto"
  | "superior"
  | "agency"
  | "number"
  | "date"
  | "title"
  | "letterAbstract"
  | "body"
  | "addressee"
  | "capacity"
  | "signatory"
  | "recipientsHeading"
  | "recipients"
  | "annexHeading"
  | "annexTitle"
  | "annexInfo"
  | "annexSignature"
  | "tableCell"
  | "pageNumber"

/**
 * How documents are laid out in a period: what is allowed (`allowed`, read by the linter), what we draw inside that
 * (`drawn`, read by the engine), and how exactly a finished file is measured (`tolerance`). Lengths are millimetres, sizes
 * and gaps points, unless a name says otherwise.
 */
export type LayoutProfileData = {
  id: string
  validFrom: IsoDay
  validTo: IsoDay | null
  allowed: {
    paper: { width: number; height: number }
    margins: Record<"top" | "bottom" | "left" | "right", Range>
    /** Beginnings of the names of the typeface, or of faces with its widths. */
    fontFamilies: readonly string[]
    sizes: Record<SizedComponent, Range>
    /** Sizes of Quốc hiệu, Tiêu ngữ and date that belong together. */
    sizeSets: readonly { nation: number; motto: number; date: number }[]
    firstLineIndents: readonly number[]
    /** Least gap between paragraphs. */
    paragraphGap: number
    /** Distance of baselines in natural line heights. */
    lineSpacing: Range
    /** Most that still counts as single spacing, in natural line heights. */
    singleSpacing: number
    /** From the baseline to the rule under it, in em. */
    ruleGap: Range
    /** Natural line height and ascent of the typeface, in em. */
    lineHeight: number
    ascent: number
    descent: number
    /** Rule under the agency and the abstract, as a part of the line above. */
    shortRule: Range
    ruleThickness: Range
    /** Free height between capacity and name. */
    signatureHeight: number
    /** Part of the person's signature that the seal covers. */
    sealOverlap: Range
    /** Lines of text that stand on the page of the signature. */
    linesBeforeClosing: number
    /** Letters of trích yếu. */
    abstractLength: number
    paragraphLines: { widows: number; orphans: number }
  }
  drawn: {
    margins: Record<"portrait" | "landscape", Record<"top" | "bottom" | "left" | "right", number>>
    sizes: Record<
      | "nation"
      | "motto"
      | "agency"
      | "number"
      | "date"
      | "title"
      | "letterAbstract"
      | "body"
      | "recipientsHeading"
      | "recipients"
      | "annexHeading"
      | "annexInfo"
      | "annexSignature"
      | "tableCell"
      | "pageNumber",
      number
    >
    headerColumns: { left: number; right: number }
    closingColumns: { left: number; right: number }
    firstLineIndent: number
    paragraphGap: number
    signatureHeight: number
    sealDiameter: number
    /** The agency's signature on an annex in a file of its own: one line at the upper right. */
    annexSignature: { width: number; height: number }
    ruleThickness: number
    /** Part of the line above. */
    shortRule: number
    cellPadding: { x: number; y: number }
    tableLine: number
    /** From the upper edge of the paper to the page number's line. */
    pageNumberAt: number
  }
  tolerance: {
    /** Points. */
    size: number
    /** Millimetres: edges, centres, lengths of rules. */
    position: number
    paper: number
    centring: number
    baseline: number
    /** Free ratio of lengths and of line spacing. */
    ratio: number
    /** Em by which letters or cells may touch. */
    touching: number
  }
}
