import type { FontStyle } from "#models/official-document/typeface.ts"
import { BASELINE, LINE_HEIGHT } from "#models/official-document/typeface.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import type { Look, PageFrame } from "./layout-profile.ts"
import type { PdfDocument } from "./pdf-parts.server.ts"
import { type ElementOptions, type StructureElement, StructureTree } from "./structure-tree.server.ts"
import { type Line, type Typesetter, typesetterFor } from "./typesetter.server.ts"

/** The page being drawn on, with what every drawer needs. */
export type Canvas = {
  document: PdfDocument
  type: Typesetter
  structure: StructureTree
  /** The root of the structure tree. */
  root: StructureElement
  pages: number
  /** Marks every page `DỰ THẢO`. */
  draft: boolean
  /** Prints at the foot of every page that it is training's. */
  training: boolean
  /** Sizes and places of the profile the document is drawn by. */
  look: Look
}

export const openCanvas = (
  document: PdfDocument,
  { draft, training }: Pick<Canvas, "draft" | "training">,
  look: Look,
): Canvas => {
  const structure = new StructureTree(document)
  return {
    document,
    type: typesetterFor(document),
    structure,
    root: structure.root,
    pages: 0,
    draft,
    training,
    look,
  }
}

/** Begins a page; `number` is printed centred in the top margin unless it is the first of its part. */
export const startPage = (
  canvas: Canvas,
  orientation: "portrait" | "landscape",
  number: number,
): PageFrame => {
  const { document, type, look } = canvas
  const frame = look.frames[orientation]
  document.addPage({ size: [frame.width, frame.height], margin: 0 })
  canvas.pages += 1
  if (canvas.draft) drawDraftMark(canvas, frame)
  if (canvas.training) drawTrainingMark(canvas, frame)
  if (number > 1)
    artifact(canvas, "Pagination", () => {
      const [line] = type.breakLines(
        [{ text: String(number), style: "regular" }],
        look.sizes.pageNumber,
        frame.inner,
      )
      if (line) drawCentred(canvas, line, frame.left, frame.inner, look.pageNumberTop)
    })
  return frame
}

const TRAINING_SIZE = 11

/** As far from the lower edge as the page number is from the upper one. */
function drawTrainingMark(canvas: Canvas, frame: PageFrame): void {
  const { type, look } = canvas
  artifact(canvas, "Pagination", () => {
    const [line] = type.breakLines([{ text: TRAINING_MARK, style: "bold" }], TRAINING_SIZE, frame.inner)
    const top = frame.height - look.pageNumberTop - TRAINING_SIZE * LINE_HEIGHT
    if (line) drawCentred(canvas, line, frame.left, frame.inner, top)
  })
}

/** Draws page furniture that is not part of the text's structure. */
export const artifact = (canvas: Canvas, kind: "Pagination" | "Layout", draw: () => void): void => {
  canvas.document.addContent(`/Artifact <</Type/${kind}>> BDC`)
  draw()
  canvas.document.addContent("EMC")
}

/** A new element under `parent`, which has not ended; content is added to it on the page being drawn. */
export const element = (
  canvas: Canvas,
  parent: StructureElement,
  kind: string,
  options: ElementOptions = {},
): StructureElement => canvas.structure.element(parent, kind, options)

/** An element with one piece of content, finished at once. */
export const drawAs = (
  canvas: Canvas,
  parent: StructureElement,
  kind: string,
  draw: () => void,
  options: ElementOptions = {},
): void => {
  element(canvas, parent, kind, options).add(draw).end()
}

/** Lines of one style, broken to a width. */
export const linesOf = (
  canvas: Canvas,
  text: string,
  style: FontStyle,
  size: number,
  width: number,
): Line[] => canvas.type.breakLines([{ text, style }], size, width)

/** The same, in as few lines but of like length: a title does not leave its last word alone. */
export const balancedLinesOf = (
  canvas: Canvas,
  text: string,
  style: FontStyle,
  size: number,
  width: number,
): Line[] => {
  let lines = linesOf(canvas, text, style, size, width)
  for (let narrower = width - size; narrower > width / 2; narrower -= size) {
    const tried = linesOf(canvas, text, style, size, narrower)
    if (tried.length > lines.length) break
    lines = tried
  }
  return lines
}

export const heightOfLines = (lines: readonly Line[]): number =>
  lines.reduce((sum, line) => sum + line.size * LINE_HEIGHT, 0)

/** Draws a line whose box begins at `top`. */
export const drawAt = (canvas: Canvas, line: Line, x: number, top: number, stretch = 0): void =>
  canvas.type.drawLine(line, x, top + line.size * BASELINE, stretch)

export const drawCentred = (canvas: Canvas, line: Line, x: number, width: number, top: number): void =>
  drawAt(canvas, line, x + (width - line.natural) / 2, top)

/** Draws lines centred in a column and returns where they end. */
export const drawLinesCentred = (
  canvas: Canvas,
  lines: readonly Line[],
  x: number,
  width: number,
  top: number,
): number => {
  let y = top
  for (const line of lines) {
    drawCentred(canvas, line, x, width, y)
    y += line.size * LINE_HEIGHT
  }
  return y
}

/** A horizontal rule, centred in a column. */
export const drawRule = (
  canvas: Canvas,
  x: number,
  width: number,
  length: number,
  y: number,
  weight: number,
): void =>
  artifact(canvas, "Layout", () => {
    const from = x + (width - length) / 2
    canvas.document.addContent(
      `${weight} w ${fixed(from)} ${fixed(y)} m ${fixed(from + length)} ${fixed(y)} l S`,
    )
  })

export const fixed = (value: number): string => String(Math.round(value * 1000) / 1000)

const DRAFT = { text: "DỰ THẢO", size: 90, angle: Math.PI / 4 }

function drawDraftMark({ document, type }: Canvas, frame: PageFrame): void {
  document.addContent("/Artifact <</Type/Layout>> BDC")
  const { codes, width } = type.glyphs(DRAFT.text, "bold")
  const half = (width * DRAFT.size) / 2000
  const [cos, sin] = [Math.cos(DRAFT.angle), Math.sin(DRAFT.angle)]
  const x = frame.width / 2 - half * cos
  const y = frame.height / 2 + half * sin
  document.addContent(
    `q 0.88 g BT ${fixed(cos)} ${fixed(-sin)} ${fixed(-sin)} ${fixed(-cos)} ${fixed(x)} ${fixed(y)} Tm /${type.face("bold").id} ${DRAFT.size} Tf <${codes}> Tj ET Q`,
  )
  document.addContent("EMC")
}
