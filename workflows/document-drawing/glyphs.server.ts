import type { FontStyle } from "#models/official-document/typeface.ts"
import type { PdfFont } from "./pdf-parts.server.ts"

/** Glyphs of a text in the embedded face, as hexadecimal digits, and their width in thousandths of an em. */
export type Glyphs = { codes: string; width: number }

/**
 * Looks letters up, each once per face, and takes their glyphs into the embedded subset. Vietnamese in NFC has one glyph to
 * a letter, and official documents are set without kerning, as office programs do by default: nothing is left to shape.
 * @throws what `unprintable` makes of a text with a letter the face does not have
 */
export const glyphsFor = (
  faceOf: (style: FontStyle) => PdfFont,
  unprintable: (text: string) => Error,
): ((text: string, style: FontStyle) => Glyphs) => {
  const known: Record<FontStyle, Map<string, Glyphs>> = {
    regular: new Map(),
    bold: new Map(),
    italic: new Map(),
    boldItalic: new Map(),
  }
  return (text, style) => {
    const letters = known[style]
    const all: Glyphs = { codes: "", width: 0 }
    for (const letter of text) {
      let glyph = letters.get(letter)
      if (!glyph) {
        glyph = letterOf(faceOf(style), letter) ?? undefined
        if (!glyph) throw unprintable(text)
        letters.set(letter, glyph)
      }
      all.codes += glyph.codes
      all.width += glyph.width
    }
    return all
  }
}

const NO_BREAK = "\u00a0"
const SPACE = 0x20

function letterOf({ font, subset, scale, widths, unicode }: PdfFont, letter: string): Glyphs | null {
  const codePoint = letter.codePointAt(0) as number
  if (!font.hasGlyphForCodePoint(codePoint)) return null
  const glyph = font.glyphForCodePoint(codePoint)
  const number = subset.includeGlyph(glyph.id)
  const width = glyph.advanceWidth * scale
  widths[number] ??= width
  // Both blanks are one glyph, and whichever came first would be read back for all.
  unicode[number] ??= [letter === NO_BREAK ? SPACE : codePoint]
  return { codes: number.toString(16).padStart(4, "0"), width }
}
