import type { ParagraphKind } from "#workflows/document-text/document-layout.ts"
import type { LayoutProfileData } from "#workflows/document-text/layout-profiles/layout-profile-data.ts"

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

type ParagraphStyle = {
  size: number
  align: "justify" | "center" | "left"
  /** First-line indent. */
  indent: number
  before: number
}

type Columns = { left: number; right: number }

/** How documents look under a profile: what the drawers ask, in points. */
export type Look = {
  /** Paper and margins. */
  frames: Record<"portrait" | "landscape", PageFrame>
  sizes: LayoutProfileData["drawn"]["sizes"]
  /** Columns of the header and of the closing block, which fill the frame. */
  headerColumns: Columns
  closingColumns: Columns
  /** Free height between capacity and name. */
  signatureHeight: number
  /** Diameter of the seal's picture, as the real one's. */
  sealDiameter: number
  /** Place of the agency's signature on an annex in a file of its own. */
  annexSignature: { width: number; height: number }
  ruleWidth: number
  /** Rules under agency and trích yếu, as a part of the line above. */
  shortRule: number
  cellPadding: { x: number; y: number }
  tableLine: number
  /** Where the page number's line begins. */
  pageNumberTop: number
  paragraphs: Record<ParagraphKind, ParagraphStyle>
}

/** What a profile means for drawing. */
export const lookOf = ({ allowed, drawn }: LayoutProfileData): Look => {
  const frame = (orientation: "portrait" | "landscape"): PageFrame => {
    const { left, right, top, bottom } = drawn.margins[orientation]
    const [short, long] = [hundredths(mm(allowed.paper.width)), hundredths(mm(allowed.paper.height))]
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
  const columns = ({ left, right }: Columns): Columns => ({ left: mm(left), right: mm(right) })
  const text: ParagraphStyle = {
    size: drawn.sizes.body,
    align: "justify",
    indent: mm(drawn.firstLineIndent),
    before: drawn.paragraphGap,
  }
  const centred: ParagraphStyle = { ...text, align: "center", indent: 0, before: 12 }
  return {
    frames: { portrait: frame("portrait"), landscape: frame("landscape") },
    sizes: drawn.sizes,
    headerColumns: columns(drawn.headerColumns),
    closingColumns: columns(drawn.closingColumns),
    signatureHeight: mm(drawn.signatureHeight),
    sealDiameter: mm(drawn.sealDiameter),
    annexSignature: { width: mm(drawn.annexSignature.width), height: mm(drawn.annexSignature.height) },
    ruleWidth: drawn.ruleThickness,
    shortRule: drawn.shortRule,
    cellPadding: { x: mm(drawn.cellPadding.x), y: mm(drawn.cellPadding.y) },
    tableLine: drawn.tableLine,
    pageNumberTop: mm(drawn.pageNumberAt),
    paragraphs: {
      authority: { ...centred, before: 14 },
      basis: text,
      decides: centred,
      addressee: centred,
      heading: text,
      body: text,
    },
  }
}

const hundredths = (points: number): number => Math.round(points * 100) / 100
