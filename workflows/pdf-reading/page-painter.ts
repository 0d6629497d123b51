import { apply, type Matrix, multiply } from "./matrix.ts"
import type { Artwork, Box, Face, Segment, Word } from "./reading.ts"

/** A letter as the reading library tells it. */
export type Glyph = {
  unicode: string
  width: number
  originalCharCode: number
  isSpace: boolean
}

type GraphicsState = {
  ctm: Matrix
  font: { face: Face; unitsPerEm: number } | null
  size: number
  charSpacing: number
  wordSpacing: number
  horizontalScale: number
  leading: number
  rise: number
  fill: string
  stroke: string
  lineWidth: number
  dashed: boolean
  invisibleText: boolean
}

/** Ascent and descent of the typeface, in em: letters' boxes. */
const [ASCENT, DESCENT] = [0.891, 0.216]
/** Letters further apart than this, in em, belong to different words. */
const WORD_GAP = 0.12
const BLANKS = /^[\s\u00a0\u202f]*$/u

const START: GraphicsState = {
  ctm: [1, 0, 0, 1, 0, 0],
  font: null,
  size: 0,
  charSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  fill: "#000000",
  stroke: "#000000",
  lineWidth: 1,
  dashed: false,
  invisibleText: false,
}

/** Carries out drawing operations and keeps where words and lines come to stand. */
export class PagePainter {
  readonly words: Word[] = []
  readonly segments: Segment[] = []
  readonly artwork: Artwork[] = []
  field: string | null = null
  state: GraphicsState = { ...START }
  private readonly saved: GraphicsState[] = []
  private textMatrix: Matrix = [1, 0, 0, 1, 0, 0]
  private lineMatrix: Matrix = [1, 0, 0, 1, 0, 0]
  private open: (Word & { end: [number, number] }) | null = null

  private readonly toPage: Matrix

  constructor(toPage: Matrix) {
    this.toPage = toPage
    this.state.ctm = toPage
  }

  /** What a field or note shows is placed on the sheet, whatever the page's own drawing left behind. */
  beginAppearance(field: string): void {
    this.save()
    this.field = field
    this.state = { ...START, ctm: this.toPage }
  }
  endAppearance(): void {
    this.closeWord()
    this.field = null
    this.restore()
  }

  save(): void {
    this.saved.push({ ...this.state })
  }
  restore(): void {
    this.state = this.saved.pop() ?? this.state
  }
  transform(matrix: Matrix): void {
    this.state.ctm = multiply(this.state.ctm, matrix)
  }

  beginText(): void {
    this.setTextMatrix([1, 0, 0, 1, 0, 0])
  }
  endText(): void {
    this.closeWord()
  }
  setTextMatrix(matrix: Matrix): void {
    this.textMatrix = matrix
    this.lineMatrix = matrix
  }
  moveText(x: number, y: number): void {
    this.setTextMatrix(multiply(this.lineMatrix, [1, 0, 0, 1, x, y]))
  }

  /** Letters, and in between the moves of a TJ operator in thousandths of the size. */
  showText(glyphs: readonly (Glyph | number)[]): void {
    for (const glyph of glyphs) {
      if (typeof glyph === "number") this.advance((-glyph / 1000) * this.state.size)
      else this.showGlyph(glyph)
    }
  }

  private showGlyph(glyph: Glyph): void {
    const { state } = this
    const em = state.font?.unitsPerEm ?? 1000
    const width =
      (glyph.width / em) * state.size + state.charSpacing + (glyph.isSpace ? state.wordSpacing : 0)
    if (BLANKS.test(glyph.unicode) && glyph.originalCharCode !== 0) {
      // Blanks that keep a place free are not the blanks between words.
      if (this.open && glyph.unicode === " ") this.open.spacesAfter += 1
      this.advance(width)
      if (this.open) this.open.end = [Number.NaN, Number.NaN]
      return
    }
    this.addLetter(glyph, width)
    this.advance(width)
  }

  private advance(width: number): void {
    this.textMatrix = multiply(this.textMatrix, [1, 0, 0, 1, width * this.state.horizontalScale, 0])
  }

  private addLetter(glyph: Glyph, width: number): void {
    const { state } = this
    const { font } = state
    if (!font || state.invisibleText) return
    const m = multiply(state.ctm, this.textMatrix)
    const size = state.size * Math.hypot(m[2], m[3])
    const turned = Math.abs(m[1]) > 0.01 * Math.hypot(m[0], m[1])
    const start = apply(m, 0, state.rise)
    const end = apply(m, width * state.horizontalScale, state.rise)
    const readable = glyph.originalCharCode !== 0 && glyph.unicode !== "" && !UNREADABLE.test(glyph.unicode)
    const word = this.open
    const goesOn =
      word !== null &&
      word.face === font.face &&
      Math.abs(word.size - size) < 0.01 &&
      word.colour === state.fill &&
      Math.abs(word.end[0] - start[0]) < WORD_GAP * size &&
      Math.abs(word.end[1] - start[1]) < WORD_GAP * size
    if (!goesOn) this.closeWord()
    const box = letterBox(start, end, size, turned)
    if (this.open === null)
      this.open = {
        ...box,
        text: "",
        baseline: start[1],
        size: Math.round(size * 100) / 100,
        face: font.face,
        colour: state.fill,
        turned,
        spacesAfter: 0,
        field: this.field,
        unreadable: 0,
        end,
      }
    const current = this.open
    current.text += readable ? glyph.unicode : "\ufffd"
    current.unreadable += readable ? 0 : 1
    current.end = end
    current.x0 = Math.min(current.x0, box.x0)
    current.x1 = Math.max(current.x1, box.x1)
    current.y0 = Math.min(current.y0, box.y0)
    current.y1 = Math.max(current.y1, box.y1)
  }

  closeWord(): void {
    if (!this.open) return
    const { end: _end, ...word } = this.open
    this.words.push(word)
    this.open = null
  }

  /** Straight pieces of a path, painted by stroke or fill. */
  paintPath(pieces: readonly PathPiece[], how: { stroke: boolean; fill: boolean }): void {
    const { state } = this
    const scale = Math.hypot(state.ctm[0], state.ctm[1])
    for (const piece of pieces) {
      const points = piece.points.map(([x, y]) => apply(state.ctm, x, y))
      const box = boxOf(points)
      if (how.fill && !how.stroke) {
        // Word processors paint a line as a thin filled rectangle.
        const thin = Math.min(box.x1 - box.x0, box.y1 - box.y0) <= THIN
        if (!piece.curved && thin && this.field === null) this.segments.push(filledLine(box, state.fill))
        else this.artwork.push({ ...box, kind: "shape", colour: state.fill, field: this.field })
      }
      if (!how.stroke) continue
      if (piece.curved) {
        this.artwork.push({ ...box, kind: "shape", colour: state.stroke, field: this.field })
        continue
      }
      for (const [index, to] of points.entries()) {
        const from = points[index - 1]
        if (from) this.strokeLine(from, to, state.lineWidth * scale)
      }
    }
  }

  private strokeLine(from: [number, number], to: [number, number], thickness: number): void {
    const box = boxOf([from, to])
    const upright = box.x1 - box.x0 < 0.05
    // Strokes of a signature's or a seal's picture are no lines of the document.
    if (this.field !== null || (!upright && box.y1 - box.y0 > 0.05)) {
      this.artwork.push({ ...box, kind: "shape", colour: this.state.stroke, field: this.field })
      return
    }
    if (box.x1 - box.x0 < 0.05 && box.y1 - box.y0 < 0.05) return
    this.segments.push({
      ...box,
      thickness,
      colour: this.state.stroke,
      dashed: this.state.dashed,
      upright,
    })
  }

  paintImage(): void {
    const corners = (
      [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const
    ).map(([x, y]) => apply(this.state.ctm, x, y))
    this.artwork.push({ ...boxOf(corners), kind: "image", colour: "", field: this.field })
  }
}

export type PathPiece = { points: [number, number][]; curved: boolean }

/** The replacement character, letters of private use, control characters. */
const UNREADABLE = /[\ufffd\p{Co}\p{Cc}]/u
/** Thickest filled rectangle that is a line, in points. */
const THIN = 2

const letterBox = (start: [number, number], end: [number, number], size: number, turned: boolean): Box =>
  turned
    ? boxOf([start, end])
    : { x0: start[0], x1: end[0], y0: start[1] - ASCENT * size, y1: start[1] + DESCENT * size }

const boxOf = (points: readonly (readonly [number, number])[]): Box => {
  const box = { x0: Infinity, y0: Infinity, x1: -Infinity, y1: -Infinity }
  for (const [x, y] of points) {
    box.x0 = Math.min(box.x0, x)
    box.y0 = Math.min(box.y0, y)
    box.x1 = Math.max(box.x1, x)
    box.y1 = Math.max(box.y1, y)
  }
  return box
}

const filledLine = (box: Box, colour: string): Segment => {
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0]
  const upright = height > width
  const middle = upright ? (box.x0 + box.x1) / 2 : (box.y0 + box.y1) / 2
  const along = upright
    ? { x0: middle, x1: middle, y0: box.y0, y1: box.y1 }
    : { x0: box.x0, x1: box.x1, y0: middle, y1: middle }
  return { ...along, thickness: Math.min(width, height), colour, dashed: false, upright }
}
