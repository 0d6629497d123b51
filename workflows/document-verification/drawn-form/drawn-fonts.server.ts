import { PdfArray, PdfDict, PdfNumber, type PdfObject, PdfStream } from "@libpdf/core"
import { numbersOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { contentOf } from "#workflows/pdf-file/stream-content.server.ts"
import { drawingOf } from "./drawn-content.server.ts"
import { isPartOf, type OwnFace, ourFaces } from "./drawn-faces.server.ts"
import { type DrawnFile, type DrawnRule, named, othersIn } from "./drawn-file.ts"

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
      const known: Known = { faces: new Map(), names: new Map() }
      for (const { dict } of pdf.getPages()) {
        const fonts = dictAt(dictAt(dict, "Resources"), "Font")
        const fault = faultOfFonts(file, fonts, known)
        if (fault !== null) return fault
        if (hasUnread(file, dict, fonts, known.faces)) return "chữ hiện ra mà không đọc được"
      }
      const form = dictAt(pdf.getCatalog(), "AcroForm")
      const looks = file.listAt(form, "Fields").map((one) => {
        const field = file.resolved(one)
        return dictAt(dictAt(field instanceof PdfDict ? field : null, "AP"), "N")
      })
      for (const resources of [dictAt(form, "DR"), ...looks.map((look) => dictAt(look, "Resources"))]) {
        const fault = faultOfFonts(file, dictAt(resources, "Font"), known)
        if (fault !== null) return fault
      }
      return null
    },
  },
]

type Held = Pick<DrawnFile, "dictAt" | "listAt" | "resolved">
type Face = { fault: string | null; letters: ReadonlyMap<number, number> }
/** What was read of fonts, and which font a name leads to: the same wherever it is used. */
type Known = { faces: Map<PdfObject, Face>; names: Map<string, PdfObject> }

const faultOfFonts = (file: Held, fonts: PdfDict | null, { faces, names }: Known): string | null => {
  for (const [{ value: name }, item] of fonts ?? []) {
    const font = file.resolved(item)
    if (!(font instanceof PdfDict)) return "phông chữ không đọc được"
    const face = faces.get(font) ?? faceOf(file, font)
    faces.set(font, face)
    if (face.fault !== null) return face.fault
    const isOwnName = font.getName("BaseFont")?.value.startsWith(`${tagOf(name)}+`) === true
    if (!isOwnName || (names.get(name) ?? font) !== font) return `phông chữ mang tên của phông khác (${name})`
    names.set(name, font)
  }
  return null
}

/** The letters before a font's name, which our drawing makes of its name on the page: `F1` → `BZZZZZ`. */
const tagOf = (name: string): string =>
  Array.from({ length: 6 }, (_, at) =>
    String.fromCharCode((name.charCodeAt(at + 1) || UNNUMBERED) + DIGIT_TO_LETTER),
  ).join("")
const UNNUMBERED = 73
const DIGIT_TO_LETTER = 17

/** A letter that is set and stands in no table is seen and not read. */
function hasUnread(
  file: DrawnFile,
  page: PdfDict,
  fonts: PdfDict | null,
  faces: ReadonlyMap<PdfObject, Face>,
): boolean {
  let letters: ReadonlyMap<number, number> | undefined
  for (const { operator, operands } of drawingOf(file, page)?.operations ?? []) {
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

/** What a font and its parts may say; what more they could say, some readers draw by and others do not. */
const ENTRIES = {
  font: ["Type", "Subtype", "BaseFont", "Encoding", "DescendantFonts", "ToUnicode"],
  descendant: ["Type", "Subtype", "BaseFont", "CIDSystemInfo", "FontDescriptor", "W", "CIDToGIDMap"],
  descriptor: [
    ...["Type", "FontName", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight"],
    ...["XHeight", "StemV", "FontFile2"],
  ],
  system: ["Registry", "Ordering", "Supplement"],
  stream: ["Length", "Filter"],
}

const read = new WeakMap<PdfDict, Face>()
/** Each font once. */
function faceOf(file: Held, font: PdfDict): Face {
  const face = read.get(font) ?? readFace(file, font)
  read.set(font, face)
  return face
}

/** What the glyphs of a font are read as; none for one that is not as ours are. */
export const lettersOf = (file: Held, fonts: PdfDict | null, name: string): ReadonlyMap<number, number> => {
  const font = file.resolved(fonts?.get(name))
  return font instanceof PdfDict ? faceOf(file, font).letters : new Map()
}

/** What is wrong with a face in Vietnamese, null when every letter of it looks as it is read; and what its glyphs are read as. */
function readFace({ dictAt, listAt, resolved }: Held, font: PdfDict): Face {
  const [descendant, another] = listAt(font, "DescendantFonts").map(resolved)
  if (!(descendant instanceof PdfDict) || another !== undefined)
    return faulty("phông chữ khác phông của hệ thống")
  const name = font.getName("BaseFont")?.value ?? ""
  const own = ourFaces().find((face) => name.slice(7) === face.name)
  const descriptor = dictAt(descendant, "FontDescriptor")
  const isPlain =
    font.getName("Subtype")?.value === "Type0" &&
    font.getName("Encoding")?.value === "Identity-H" &&
    descendant.getName("Subtype")?.value === "CIDFontType2" &&
    descendant.getName("CIDToGIDMap")?.value === "Identity" &&
    isIdentity(dictAt(descendant, "CIDSystemInfo")) &&
    [descendant.getName("BaseFont"), descriptor?.getName("FontName")].every((one) => one?.value === name)
  const file = resolved(descriptor?.get("FontFile2"))
  const map = resolved(font.get("ToUnicode"))
  if (!isPlain || !own || !(file instanceof PdfStream) || !(map instanceof PdfStream))
    return faulty("phông chữ khác phông của hệ thống, hoặc không nhúng trong tệp")
  const others = [
    ...othersIn(font, ENTRIES.font),
    ...othersIn(descendant, ENTRIES.descendant),
    ...othersIn(dictAt(descendant, "CIDSystemInfo"), ENTRIES.system),
    ...othersIn(descriptor, ENTRIES.descriptor),
    ...[file, map].flatMap((one) => othersIn(one, ENTRIES.stream)),
  ]
  if (others.length > 0) return faulty(`phông chữ với mục lạ (${named(others)})`)
  if (!hasMeasuresOf(own, numbersIn(descriptor, listAt(descriptor, "FontBBox"))))
    return faulty("phông chữ ghi số đo khác phông của hệ thống")
  const [program, letters] = [contentOf(file, MOST.face), contentOf(map, MOST.letters)]
  if (typeof program === "string" || typeof letters === "string") return faulty("phông chữ không đọc được")
  try {
    const read = lettersIn(Buffer.from(letters).toString("latin1"))
    const widths = widthsIn(listAt(descendant, "W").map(resolved))
    return read !== null &&
      isPartOf(own, Buffer.from(program), read) &&
      [...read].every(([glyph, code]) => isAsWide(own, code, widths[glyph]))
      ? { fault: null, letters: read }
      : faulty("phông chữ có chữ hiện ra khác với chữ đọc được")
  } catch {
    return faulty("phông chữ không đọc được")
  }
}

/** Letters are called by their places in the program, and by no list of letters that a reader may know. */
const isIdentity = (system: PdfDict | null): boolean =>
  system?.getString("Registry")?.asString() === "Adobe" &&
  system.getString("Ordering")?.asString() === "Identity" &&
  system.getNumber("Supplement")?.value === 0

/** The one table of ours, line for line; readers differ in what they make of another (single letters, names, further tables). */
const TABLE =
  /^\/CIDInit \/ProcSet findresource begin\n12 dict begin\nbegincmap\n\/CIDSystemInfo <<\n {2}\/Registry \(Adobe\)\n {2}\/Ordering \(UCS\)\n {2}\/Supplement 0\n>> def\n\/CMapName \/Adobe-Identity-UCS def\n\/CMapType 2 def\n1 begincodespacerange\n<0000><ffff>\nendcodespacerange\n(\d+) beginbfrange\n((?:<[0-9a-f]{4}> <[0-9a-f]{4}> \[[<>0-9a-f ]+\]\n)+)endbfrange\nendcmap\nCMapName currentdict \/CMap defineresource pop\nend\nend\s*$/u

/** Glyph → letter; null when it is written otherwise than ours, which goes from the first glyph to the last without a gap. */
function lettersIn(map: string): Map<number, number> | null {
  const [, count, lines = ""] = TABLE.exec(map) ?? []
  const letters = new Map<number, number>()
  const ranges = lines.trim().split("\n")
  for (const range of ranges) {
    const [first = "", last = "", ...codes] = range.match(/[0-9a-f]{4}/gu) ?? []
    const isNext = Number.parseInt(first, 16) === letters.size
    if (!isNext || codes.length !== Number.parseInt(last, 16) - letters.size + 1) return null
    if (range !== `<${first}> <${last}> [${codes.map((code) => `<${code}>`).join(" ")}]`) return null
    for (const code of codes) letters.set(letters.size, Number.parseInt(code, 16))
  }
  return ranges.length === Number(count) ? letters : null
}

/** Widths by glyph, all of them in one list from the first. */
function widthsIn([first, values, ...more]: readonly (PdfObject | null)[]): (number | undefined)[] {
  const isOne = first instanceof PdfNumber && first.value === 0 && more.length === 0
  if (!isOne || !(values instanceof PdfArray)) throw new Error("other widths")
  return [...values].map((value) => (value instanceof PdfNumber ? value.value : undefined))
}

/** A letter without a width of its own is set by whatever its reader takes for one: by none, letters stand one upon the other. */
const isAsWide = ({ font }: OwnFace, code: number, width: number | undefined): boolean =>
  code === 0 ||
  Math.abs((width ?? Number.NaN) - (font.glyphForCodePoint(code).advanceWidth * 1000) / font.unitsPerEm) <=
    ROUNDING

const MEASURES = ["ItalicAngle", "Ascent", "Descent", "CapHeight", "XHeight"]
const numbersIn = (descriptor: PdfDict | null, box: readonly PdfObject[]): number[] => [
  ...MEASURES.map((key) => descriptor?.getNumber(key)?.value ?? Number.NaN),
  ...numbersOf(box),
]

/** What a reader goes by where it cuts letters to their box, or sets them in a face of its own. */
function hasMeasuresOf({ font }: OwnFace, found: readonly number[]): boolean {
  const scale = 1000 / font.unitsPerEm
  const { minX, minY, maxX, maxY } = font.bbox
  const scaled = [font.ascent, font.descent, font.capHeight, font.xHeight, minX, minY, maxX, maxY]
  const wanted = [font.italicAngle, ...scaled.map((one) => one * scale)]
  return (
    found.length === wanted.length &&
    wanted.every((one, at) => Math.abs(one - (found[at] ?? Number.NaN)) <= ROUNDING)
  )
}
