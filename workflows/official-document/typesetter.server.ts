import { RuleBrokenError } from "#models/shared/errors.ts"
import type { FontStyle, Run } from "./document-layout.ts"
import type { PdfDocument, PdfFont } from "./pdf-parts.server.ts"

type Piece = { text: string; style: FontStyle }
type Word = { pieces: Piece[]; width: number }
/** A laid-out line; `natural` is its width with plain spaces. */
export type Line = {
  words: Word[]
  natural: number
  size: number
  endsParagraph: boolean
  /** More lines follow: a space is written after it, or readers would join the words across the break. */
  continues: boolean
}

type Glyphs = { operands: string; width: number }

export type Typesetter = {
  /** The embedded face, usable on the page being drawn. */
  face(style: FontStyle): PdfFont
  /** Breaks runs into lines at spaces and line feeds; a word wider than the line is broken inside. Widths in points. */
  breakLines(runs: readonly Run[], size: number, width: number, firstIndent?: number): Line[]
  /** Writes a line with its baseline at `y` from the top of the page; `stretch` is added to every space. */
  drawLine(line: Line, x: number, y: number, stretch?: number): void
  widthOf(text: string, style: FontStyle, size: number): number
  /** Operands of a TJ operator for the text, in the embedded face. */
  glyphs(text: string, style: FontStyle): Glyphs
}

const NO_GLYPH = "0000"
/** An empty box in a decision is worse than none: the text has to be set right first. */
const unprintable = (text: string): RuleBrokenError =>
  new RuleBrokenError(
    `Không in được «${text}»: có ký tự mà phông chữ của văn bản không có. Sửa lại tên hoặc nội dung này rồi lập văn bản.`,
  )

const round = (value: number): number => Math.round(value * 1000) / 1000

/** Measures and encodes each distinct word once per face; everything after that is addition. */
export const typesetterFor = (document: PdfDocument): Typesetter => {
  const known = new Map<string, Glyphs>()
  const faces = new Map<FontStyle, PdfFont>()

  // `font()` reads the font file again on every call.
  const openFace = (style: FontStyle): PdfFont => {
    const open = faces.get(style) ?? document.font(style)._font
    faces.set(style, open)
    return open
  }
  const face = (style: FontStyle): PdfFont => {
    const open = openFace(style)
    document.page.fonts[open.id] ??= open.ref()
    return open
  }

  const glyphs = (text: string, style: FontStyle): Glyphs => {
    const key = `${style}|${text}`
    const found = known.get(key)
    if (found) return found
    const [codes, positions] = openFace(style).encode(text)
    let operands = ""
    let pending = ""
    let width = 0
    if (codes.includes(NO_GLYPH)) throw unprintable(text)
    for (const [index, { xAdvance, advanceWidth }] of positions.entries()) {
      pending += codes[index]
      width += xAdvance
      const kern = round(advanceWidth - xAdvance)
      if (kern === 0) continue
      operands += `<${pending}> ${kern} `
      pending = ""
    }
    if (pending) operands += `<${pending}> `
    const made = { operands, width }
    known.set(key, made)
    return made
  }

  const widthOf = (text: string, style: FontStyle, size: number) => (glyphs(text, style).width * size) / 1000
  const spaceAfter = (word: Word, size: number) => widthOf(" ", word.pieces.at(-1)?.style ?? "regular", size)

  const breakLines: Typesetter["breakLines"] = (runs, size, width, firstIndent = 0) => {
    const lines: Line[] = []
    for (const words of paragraphsOf(runs)) {
      let current: Word[] = []
      let natural = 0
      const close = (endsParagraph: boolean) => {
        lines.push({ words: current, natural, size, endsParagraph, continues: true })
        current = []
        natural = 0
      }
      for (const pieces of words) {
        for (const word of fitting(pieces, size, width)) {
          const room = width - (lines.length === 0 ? firstIndent : 0)
          const last = current.at(-1)
          const gap = last ? spaceAfter(last, size) : 0
          if (last && natural + gap + word.width > room + 0.01) {
            close(false)
            natural = word.width
          } else natural += gap + word.width
          current.push(word)
        }
      }
      close(true)
    }
    const last = lines.at(-1)
    if (last) last.continues = false
    return lines
  }

  const measured = (pieces: Piece[], size: number): Word => ({
    pieces,
    width: pieces.reduce((sum, piece) => sum + widthOf(piece.text, piece.style, size), 0),
  })

  /** The word as it is, or cut where it would not fit on a line of its own. */
  const fitting = (pieces: Piece[], size: number, width: number): Word[] => {
    const whole = measured(pieces, size)
    const [first] = pieces
    if (whole.width <= width || pieces.length !== 1 || !first) return [whole]
    const parts: Word[] = []
    let part = ""
    for (const letter of first.text) {
      if (part && widthOf(part + letter, first.style, size) > width) {
        parts.push(measured([{ text: part, style: first.style }], size))
        part = ""
      }
      part += letter
    }
    return [...parts, measured([{ text: part, style: first.style }], size)]
  }

  const drawLine: Typesetter["drawLine"] = (line, x, y, stretch = 0) => {
    if (line.words.length === 0) return
    const adjust = stretch === 0 ? "" : `${round((-stretch * 1000) / line.size)} `
    let content = `BT 1 0 0 -1 ${round(x)} ${round(y)} Tm `
    let style: FontStyle | null = null
    let operands = ""
    const flush = () => {
      if (operands) content += `[${operands}] TJ `
      operands = ""
    }
    const write = (piece: Piece) => {
      if (piece.style !== style) {
        flush()
        style = piece.style
        content += `/${face(style).id} ${line.size} Tf `
      }
      operands += glyphs(piece.text, piece.style).operands
    }
    for (const [index, word] of line.words.entries()) {
      for (const piece of word.pieces) write(piece)
      const last = word.pieces.at(-1)
      const isLast = index === line.words.length - 1
      if (last && (!isLast || line.continues)) write({ text: " ", style: last.style })
      if (!isLast) operands += adjust
    }
    flush()
    document.addContent(`${content}ET`)
  }

  return { face, breakLines, drawLine, widthOf, glyphs }
}

/** Words of each line-feed-separated part; a word may change its style inside (`Điều 1.`). */
function paragraphsOf(runs: readonly Run[]): Piece[][][] {
  const paragraphs: Piece[][][] = [[]]
  let open: Piece[] | null = null
  for (const { text, style } of runs) {
    for (const token of text.normalize("NFC").split(/( |\n)/u)) {
      if (token === "") continue
      if (token === " " || token === "\n") {
        open = null
        if (token === "\n") paragraphs.push([])
      } else if (open) open.push({ text: token, style })
      else {
        open = [{ text: token, style }]
        paragraphs.at(-1)?.push(open)
      }
    }
  }
  return paragraphs
}
