import { type PDF, PdfArray, PdfDict, PdfNumber, type PdfStream, PdfString } from "@libpdf/core"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { name, pageAt, redrawn, resolved, streamAt } from "./forged-file.ts"
import type { Forgery } from "./office.ts"

const prepared = (what: string, change: (pdf: PDF) => void, words: RegExp): Forgery => ({
  name: what,
  make: async ({ drawn, issue }) => issue(await redrawn(drawn, change)),
  words,
})
const fontsOf = (pdf: PDF): PdfDict =>
  resolved(pdf, resolved(pdf, pageAt(pdf, 0).get("Resources")).get("Font"))
const faceIn = (pdf: PDF): PdfDict => {
  const [font] = [
    ...(resolved(pdf, fontsOf(pdf).get("F1")).getArray("DescendantFonts", resolverOf(pdf)) ?? []),
  ]
  return resolved(pdf, font)
}
const descriptorIn = (pdf: PDF): PdfDict => resolved(pdf, faceIn(pdf).get("FontDescriptor"))
const withData = (stream: PdfStream, change: (bytes: Buffer) => Buffer): void => {
  const bytes = change(Buffer.from(stream.getDecodedData()))
  stream.delete("Filter")
  stream.setData(new Uint8Array(bytes))
}
/** A table of the embedded program, changed where it stands; `place` is that of its entry in the list of tables. */
const inTable = (pdf: PDF, table: string, change: (bytes: Buffer, at: number, place: number) => void): void =>
  withData(streamAt(pdf, descriptorIn(pdf).get("FontFile2")), (bytes) => {
    for (let place = 12; place < 12 + bytes.readUInt16BE(4) * 16; place += 16)
      if (bytes.toString("latin1", place, place + 4) === table)
        change(bytes, bytes.readUInt32BE(place + 8), place)
    return bytes
  })
const inLetters = (pdf: PDF, change: (map: string) => string): void =>
  withData(streamAt(pdf, resolved(pdf, fontsOf(pdf).get("F1")).get("ToUnicode")), (bytes) =>
    Buffer.from(change(bytes.toString("latin1")), "latin1"),
  )

const OTHER_LETTERS = /chữ hiện ra khác với chữ đọc được/u
const OTHER_ENTRIES = /phông chữ với mục lạ/u

/** Letters that one reader shows otherwise than another. */
export const UNALIKE_FONTS: Forgery[] = [
  prepared(
    "letters have no width, so that they stand one upon the other",
    (pdf) => {
      faceIn(pdf).set("W", new PdfArray([]))
      faceIn(pdf).set("DW", PdfNumber.of(0))
    },
    OTHER_ENTRIES,
  ),
  prepared(
    "letters have no width of their own",
    (pdf) => faceIn(pdf).set("W", new PdfArray([])),
    /phông chữ/u,
  ),
  prepared(
    "widths go on after the letters, and say them again",
    (pdf) => {
      const own = [...(faceIn(pdf).getArray("W", resolverOf(pdf)) ?? [])]
      faceIn(pdf).set("W", new PdfArray([...own, ...own]))
    },
    /phông chữ/u,
  ),
  prepared(
    "a face has two programs",
    (pdf) => {
      const own = descriptorIn(pdf).get("FontFile2")
      if (own) descriptorIn(pdf).set("FontFile3", own)
    },
    OTHER_ENTRIES,
  ),
  prepared(
    "a face says its letters are an eighth of their size",
    (pdf) => inTable(pdf, "head", (bytes, at) => bytes.writeUInt16BE(16_384, at + 18)),
    OTHER_LETTERS,
  ),
  prepared(
    "a face has pictures for its letters, which some readers show instead",
    (pdf) => inTable(pdf, "prep", (bytes, _at, place) => bytes.write("SVG ", place, "latin1")),
    OTHER_LETTERS,
  ),
  ...["fpgm", "prep", "cvt "].map((table) =>
    prepared(
      `what draws letters sharply at small sizes draws them otherwise (${table.trim()})`,
      (pdf) => inTable(pdf, table, (bytes, at) => bytes.writeUInt8(bytes.readUInt8(at + 3) ^ 1, at + 3)),
      OTHER_LETTERS,
    ),
  ),
  prepared(
    "the hints of one letter move its points",
    (pdf) =>
      inTable(pdf, "glyf", (bytes, at) => {
        // After the empty box: a letter of some contours, whose ends come before its hints.
        const loca = locaOf(bytes)
        const letter = at + bytes.readUInt32BE(loca + 4)
        const hints = letter + 10 + 2 * bytes.readInt16BE(letter) + 2
        bytes.writeUInt8(bytes.readUInt8(hints) ^ 1, hints)
      }),
    OTHER_LETTERS,
  ),
  prepared(
    "letters are hung from another height than they are drawn at",
    (pdf) => descriptorIn(pdf).set("Ascent", PdfNumber.of(-4000)),
    /số đo khác/u,
  ),
  prepared(
    "letters are cut to a box smaller than they are",
    (pdf) => descriptorIn(pdf).set("FontBBox", new PdfArray([0, 0, 1, 1].map((one) => PdfNumber.of(one)))),
    /số đo khác/u,
  ),
  prepared(
    "a face names another to be drawn with in other writings",
    (pdf) => descriptorIn(pdf).set("FD", PdfDict.of({})),
    OTHER_ENTRIES,
  ),
  prepared(
    "a face says it is of another language",
    (pdf) => descriptorIn(pdf).set("Lang", name("zh")),
    OTHER_ENTRIES,
  ),
  prepared(
    "the names of two faces are exchanged on a page",
    (pdf) => {
      const [one, other] = [fontsOf(pdf).get("F1"), fontsOf(pdf).get("F2")]
      if (one) fontsOf(pdf).set("F2", one)
      if (other) fontsOf(pdf).set("F1", other)
    },
    /mang tên của phông khác/u,
  ),
  prepared(
    "one name is another face on the next page",
    (pdf) => {
      const font = resolved(pdf, fontsOf(pdf).get("F1"))
      const copy = PdfDict.of({})
      for (const [key, value] of font) copy.set(key, value)
      const next = resolved(pdf, pageAt(pdf, 1).get("Resources"))
      resolved(pdf, next.get("Font")).set("F1", pdf.context.register(copy))
    },
    /mang tên của phông khác/u,
  ),
  prepared(
    "a range of letters is told a second time, otherwise",
    (pdf) => inLetters(pdf, (map) => map.replace("endbfrange\n", "<0001> <0002> <0041>\nendbfrange\n")),
    OTHER_LETTERS,
  ),
  prepared(
    "a face calls its letters by another order",
    (pdf) => resolved(pdf, faceIn(pdf).get("CIDSystemInfo")).set("Supplement", PdfString.fromString("x")),
    /phông chữ khác phông/u,
  ),
]

function locaOf(bytes: Buffer): number {
  for (let place = 12; place < 12 + bytes.readUInt16BE(4) * 16; place += 16)
    if (bytes.toString("latin1", place, place + 4) === "loca") return bytes.readUInt32BE(place + 8)
  throw new Error("no such table")
}
