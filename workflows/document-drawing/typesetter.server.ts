import type { FontStyle } from "#models/official-document/typeface.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Run } from "#workflows/document-text/document-layout.ts"
import { type Glyphs, glyphsFor } from "./glyphs.server.ts"
import type { PdfDocument, PdfFont } from "./pdf-parts.server.ts"

type Piece = { text: string; style: FontStyle }
/** A measured word; `text` holds more than one style where it changes inside (`Điều 1.`). */
type Word = { pieces: (Piece & Glyphs)[]; width: number }
/** A laid-out line; `natural` is its width with plain spaces. */
export type Line = {
  words: Word[]
  natural: number
  size: number
  endsParagraph: boolean
  /** More lines follow: a space is written after it, or readers would join the words across the break. */
  continues: boolean
}

export type Typesetter = {
  /** The embedded face, usable on the page being drawn. */
  face(style: FontStyle): PdfFont
  /** Breaks runs into lines at spaces and line feeds; a word wider than the line is broken inside. Widths in points. */
  breakLines(runs: readonly Run[], size: number, width: number, firstIndent?: number): Line[]
  /** Writes a line with its baseline at `y` from the top of the page; `stretch` is added to every space. */
  drawLine(line: Line, x: number, y: number, stretch?: number): void
  widthOf(text: string, style: FontStyle, size: number): number
  glyphs(text: string, style: FontStyle): Glyphs
}

/** An empty box in a decision is worse than none: the text has to be set right first. */
const unprintable = (text: string): RuleBrokenError =>
  new RuleBrokenError(
    `Không in được «${text}»: có ký tự mà phông chữ của văn bản không có. Sửa lại tên hoặc nội dung này rồi lập văn bản.`,
  )

const round = (value: number): number => Math.round(value * 1000) / 1000

/** Measures each letter and each word once; everything after that is addition. */
export const typesetterFor = (document: PdfDocument): Typesetter => {
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
  const glyphs = glyphsFor(openFace, unprintable)
  const widthOf = (text: string, style: FontStyle, size: number) => (glyphs(text, style).width * size) / 1000

  const words = new Map<string, Map<string, Word>>()
  const wordsIn = (style: FontStyle, size: number): Map<string, Word> => {
    const key = `${style}${size}`
    const known = words.get(key) ?? new Map<string, Word>()
    words.set(key, known)
    return known
  }
  const encoded = (piece: Piece): Piece & Glyphs => ({ ...piece, ...glyphs(piece.text, piece.style) })
  const single = (text: string, style: FontStyle, size: number, known = wordsIn(style, size)): Word => {
    const found = known.get(text)
    if (found) return found
    const piece = encoded({ text, style })
    const word = { pieces: [piece], width: (piece.width * size) / 1000 }
    known.set(text, word)
    return word
  }
  const measured = (pieces: readonly Piece[], size: number): Word => {
    const [only, more] = pieces
    if (only && !more) return single(only.text, only.style, size)
    const all = pieces.map(encoded)
    return { pieces: all, width: all.reduce((sum, { width }) => sum + (width * size) / 1000, 0) }
  }

  /** Parts of a word that would not fit on a line of its own. */
  const cut = ({ pieces }: Word, size: number, width: number): Word[] => {
    const [first] = pieces
    if (pieces.length !== 1 || !first) return [measured(pieces, size)]
    const parts: Word[] = []
    let part = ""
    for (const letter of first.text) {
      if (part && widthOf(part + letter, first.style, size) > width) {
        parts.push(single(part, first.style, size))
        part = ""
      }
      part += letter
    }
    return [...parts, single(part, first.style, size)]
  }

  const spaceAfter = (word: Word, size: number) => widthOf(" ", word.pieces.at(-1)?.style ?? "regular", size)

  /** Words of each line-feed-separated part; runs that meet without a space make one word. */
  const wordsOf = (runs: readonly Run[], size: number): Word[][] => {
    let words: Word[] = []
    const paragraphs = [words]
    let open: Piece[] = []
    const close = () => {
      if (open.length > 0) words.push(measured(open, size))
      open = []
    }
    for (const { text, style } of runs) {
      const known = wordsIn(style, size)
      for (const [part, line] of text.normalize("NFC").split("\n").entries()) {
        if (part > 0) {
          close()
          words = []
          paragraphs.push(words)
        }
        const tokens = line.split(" ")
        const last = tokens.length - 1
        for (let place = 0; place <= last; place++) {
          const token = tokens[place] as string
          if (place > 0) close()
          if (token === "") continue
          // Only the first and the last of a run may go on in another.
          if (place > 0 && place < last) words.push(single(token, style, size, known))
          else open.push({ text: token, style })
        }
      }
    }
    close()
    return paragraphs
  }

  const breakLines: Typesetter["breakLines"] = (runs, size, width, firstIndent = 0) => {
    const lines: Line[] = []
    for (const paragraph of wordsOf(runs, size)) {
      let current: Word[] = []
      let natural = 0
      const close = (endsParagraph: boolean) => {
        lines.push({ words: current, natural, size, endsParagraph, continues: true })
        current = []
        natural = 0
      }
      const add = (word: Word) => {
        const last = current.at(-1)
        const room = width - (lines.length === 0 ? firstIndent : 0)
        const gap = last ? spaceAfter(last, size) : 0
        if (last && natural + gap + word.width > room + 0.01) {
          close(false)
          natural = word.width
        } else natural += gap + word.width
        current.push(word)
      }
      for (const word of paragraph)
        if (word.width <= width) add(word)
        else for (const part of cut(word, size, width)) add(part)
      close(true)
    }
    const last = lines.at(-1)
    if (last) last.continues = false
    return lines
  }

  const drawLine: Typesetter["drawLine"] = (line, x, y, stretch = 0) => {
    if (line.words.length === 0) return
    const gap = stretch === 0 ? "" : `>${round((-stretch * 1000) / line.size)}<`
    let content = `BT 1 0 0 -1 ${round(x)} ${round(y)} Tm`
    let style: FontStyle | null = null
    let codes = ""
    const flush = () => {
      if (codes) content += gap && codes.includes(">") ? `[<${codes}>]TJ` : `<${codes}>Tj`
      codes = ""
    }
    for (const [index, word] of line.words.entries()) {
      const isLast = index === line.words.length - 1
      for (const piece of word.pieces) {
        if (piece.style !== style) {
          flush()
          style = piece.style
          content += `/${face(style).id} ${line.size} Tf`
        }
        codes += piece.codes
      }
      if (style && (!isLast || line.continues)) codes += glyphs(" ", style).codes
      if (!isLast) codes += gap
    }
    flush()
    document.addContent(`${content} ET`)
  }

  return { face, breakLines, drawLine, widthOf, glyphs }
}
