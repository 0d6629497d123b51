import { PdfArray, PdfDict, PdfNumber, type PdfObject, PdfStream } from "@libpdf/core"
import { create, type Font, openSync } from "fontkit"
import { operationsIn } from "#workflows/pdf-file/drawing-operations.ts"
import { FONT_FILES } from "#workflows/pdf-file/font-files.server.ts"
import { contentOf } from "#workflows/pdf-file/stream-content.server.ts"
import type { DrawnFile, DrawnRule } from "./drawn-file.ts"
import { contentsOf, withoutCode } from "./drawn-pages.server.ts"

/** Bytes of one embedded face and of its table of letters. */
const MOST = { face: 2_000_000, letters: 200_000 }
/** Thousandths of an em, by which widths are rounded. */
const ROUNDING = 1

/** Whether letters look as they are read. */
export const FONT_RULES: readonly DrawnRule[] = [
  {
    name: "LETTERS_AS_READ",
    reason:
      "a face can be made in which what is read as one letter looks like another, or like none: every letter is held against the face we draw with",
    faultIn: (file) => {
      const { pdf, dictAt } = file
      const faces = new Map<PdfObject, Face>()
      for (const { dict } of pdf.getPages()) {
        const fonts = dictAt(dictAt(dict, "Resources"), "Font")
        const fault = faultOfFonts(file, fonts, faces)
        if (fault !== null) return fault
        if (hasUnread(file, dict, fonts, faces)) return "chữ hiện ra mà không đọc được"
      }
      return faultOfFonts(file, dictAt(dictAt(dictAt(pdf.getCatalog(), "AcroForm"), "DR"), "Font"), faces)
    },
  },
]

type Held = Pick<DrawnFile, "dictAt" | "listAt" | "resolved">
type Face = { fault: string | null; letters: ReadonlyMap<number, number> }

const faultOfFonts = (file: Held, fonts: PdfDict | null, known: Map<PdfObject, Face>): string | null => {
  for (const [, item] of fonts ?? []) {
    const font = file.resolved(item)
    if (!(font instanceof PdfDict)) return "phông chữ không đọc được"
    const face = known.get(font) ?? readFace(file, font)
    known.set(font, face)
    if (face.fault !== null) return face.fault
  }
  return null
}

/** A letter that is set and stands in no table is seen and not read. */
function hasUnread(
  file: DrawnFile,
  page: PdfDict,
  fonts: PdfDict | null,
  faces: ReadonlyMap<PdfObject, Face>,
): boolean {
  const [text] = withoutCode(contentsOf(file, page) ?? "")
  let letters: ReadonlyMap<number, number> | undefined
  for (const { operator, operands } of operationsIn(text) ?? []) {
    if (operator === "Tf") {
      const font = file.resolved(fonts?.get(operands[0]?.slice(1) ?? ""))
      letters = font === null ? undefined : faces.get(font)?.letters
    }
    if (operator !== "Tj" && operator !== "TJ") continue
    for (const [, codes = ""] of (operands[0] ?? "").matchAll(/<([^>]*)>/gu)) {
      if (codes.length % 4 !== 0) return true
      for (let at = 0; at < codes.length; at += 4)
        if (!letters?.get(Number.parseInt(codes.slice(at, at + 4), 16))) return true
    }
  }
  return false
}

const faulty = (fault: string): Face => ({ fault, letters: new Map() })

/** What is wrong with a face in Vietnamese, null when every letter of it looks as it is read; and what its glyphs are read as. */
function readFace({ dictAt, listAt, resolved }: Held, font: PdfDict): Face {
  const descendant = resolved(listAt(font, "DescendantFonts")[0])
  if (!(descendant instanceof PdfDict)) return faulty("phông chữ khác phông của hệ thống")
  const isPlain =
    font.getName("Subtype")?.value === "Type0" &&
    font.getName("Encoding")?.value === "Identity-H" &&
    descendant.getName("Subtype")?.value === "CIDFontType2" &&
    descendant.getName("CIDToGIDMap")?.value === "Identity"
  const file = resolved(dictAt(descendant, "FontDescriptor")?.get("FontFile2"))
  const map = resolved(font.get("ToUnicode"))
  if (!isPlain || !(file instanceof PdfStream) || !(map instanceof PdfStream))
    return faulty("phông chữ khác phông của hệ thống, hoặc không nhúng trong tệp")
  const [face, letters] = [contentOf(file, MOST.face), contentOf(map, MOST.letters)]
  if (typeof face === "string" || typeof letters === "string") return faulty("phông chữ không đọc được")
  try {
    const read = lettersIn(Buffer.from(letters).toString("latin1"))
    const widths = widthsIn(listAt(descendant, "W"), resolved)
    return read !== null && isOurs(create(Buffer.from(face)) as Font, read, widths)
      ? { fault: null, letters: read }
      : faulty("phông chữ có chữ hiện ra khác với chữ đọc được")
  } catch {
    return faulty("phông chữ không đọc được")
  }
}

/** Glyph → letter, from the one table of ours; null when it is written otherwise. */
function lettersIn(map: string): Map<number, number> | null {
  const letters = new Map<number, number>()
  const ranges = [...map.matchAll(/<([0-9a-f]{4})> *<([0-9a-f]{4})> *\[([^\]]*)\]/giu)]
  for (const [, first = "", last = "", list = ""] of ranges) {
    const codes = [...list.matchAll(/<([0-9a-f]+)>/giu)].map(([, code = ""]) => Number.parseInt(code, 16))
    const from = Number.parseInt(first, 16)
    if (codes.length !== Number.parseInt(last, 16) - from + 1) return null
    for (const [index, code] of codes.entries()) letters.set(from + index, code)
  }
  // Single letters, names of blocks and further tables: readers differ in which they ask first.
  return /bfchar|cidrange|usecmap/u.test(map) || ranges.length === 0 ? null : letters
}

function widthsIn(list: readonly PdfObject[], resolved: DrawnFile["resolved"]): Map<number, number> {
  const widths = new Map<number, number>()
  for (let at = 0; at + 1 < list.length; at += 2) {
    const [first, values] = [resolved(list[at]), resolved(list[at + 1])]
    if (!(first instanceof PdfNumber) || !(values instanceof PdfArray)) throw new Error("other widths")
    for (const [index, value] of [...values].entries())
      if (value instanceof PdfNumber) widths.set(first.value + index, value.value)
  }
  return widths
}

const faces: Font[] = []
const ourFaces = (): Font[] => {
  if (faces.length === 0) for (const file of Object.values(FONT_FILES)) faces.push(openSync(file) as Font)
  return faces
}

const shapeOf = (font: Font, glyph: number): string => {
  const { path, advanceWidth } = font.getGlyph(glyph)
  return `${advanceWidth} ${path.toSVG()}`
}

/** One of our faces has all these letters, drawn and set alike. */
function isOurs(face: Font, letters: Map<number, number>, widths: Map<number, number>): boolean {
  return ourFaces().some((own) =>
    [...letters].every(([glyph, code]) => {
      if (code === 0) return true
      if (!own.hasGlyphForCodePoint(code)) return false
      const same = own.glyphForCodePoint(code)
      const width = (same.advanceWidth * 1000) / own.unitsPerEm
      return (
        shapeOf(face, glyph) === shapeOf(own, same.id) &&
        Math.abs((widths.get(glyph) ?? width) - width) <= ROUNDING
      )
    }),
  )
}
