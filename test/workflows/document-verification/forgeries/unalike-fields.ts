import { type PDF, PdfArray, type PdfDict, PdfNumber, type PdfObject, PdfString } from "@libpdf/core"
import { fieldIn, name, pageAt, redrawn, resolved, streamAt } from "./forged-file.ts"
import type { Forgery } from "./office.ts"

const prepared = (what: string, change: (pdf: PDF) => void, words: RegExp): Forgery => ({
  name: what,
  make: async ({ drawn, issue }) => issue(await redrawn(drawn, change)),
  words,
})
const inAField = (what: string, field: string, key: string, value: PdfObject, words: RegExp): Forgery =>
  prepared(what, (pdf) => fieldIn(pdf, field).set(key, value), words)
const box = (...values: number[]) => new PdfArray(values.map((one) => PdfNumber.of(one)))
const lookOf = (pdf: PDF, field: string) =>
  streamAt(pdf, resolved(pdf, fieldIn(pdf, field).get("AP")).get("N"))
const setAll = (dict: PdfDict, entries: Record<string, PdfObject>): void => {
  for (const [key, value] of Object.entries(entries)) dict.set(key, value)
}

const SEAL = "chu_ky_co_quan"
const NUMBER = "so_ky_hieu"
const NO_PLACE = /ô «chu_ky_co_quan» không có chỗ/u
const NOT_ON_PAGE = /không nằm trên trang của nó/u
const OF_ANOTHER_KIND = /không đúng loại, hoặc ai cũng điền được/u
const OF_ANOTHER_SIZE = /vẽ khác cỡ của nó/u

/** Places for number, date and signatures that one reader shows or lets be filled, and another does not. */
export const UNALIKE_FIELDS: Forgery[] = [
  inAField("the place of the seal is no place", SEAL, "Rect", box(0, 0, 0, 0), NO_PLACE),
  inAField("the place of the seal is too small to be seen", SEAL, "Rect", box(300, 300, 301, 301), NO_PLACE),
  inAField("the place of the seal is a line", SEAL, "Rect", box(300, 300, 400, 301), NO_PLACE),
  inAField("the place of the seal is turned about", SEAL, "Rect", box(386, 313, 284, 211), NO_PLACE),
  prepared(
    "the place of the seal lies beside the page",
    (pdf) => {
      lookOf(pdf, SEAL).set("BBox", box(0, 0, 100, 100))
      fieldIn(pdf, SEAL).set("Rect", box(900, 300, 1000, 400))
    },
    NOT_ON_PAGE,
  ),
  prepared(
    "a field says it stands on another page than it does",
    (pdf) => {
      const page = pageAt(pdf, 0)
      const reference = pdf.context.registry.getRef(page)
      if (reference) fieldIn(pdf, SEAL).set("P", reference)
    },
    NOT_ON_PAGE,
  ),
  inAField("whoever reads it may fill in the number", NUMBER, "Ff", PdfNumber.of(0), OF_ANOTHER_KIND),
  inAField("the number goes on over many lines", NUMBER, "Ff", PdfNumber.of(4097), OF_ANOTHER_KIND),
  inAField(
    "the number is set at the edge by those who draw it anew",
    NUMBER,
    "Q",
    PdfNumber.of(2),
    OF_ANOTHER_KIND,
  ),
  inAField(
    "the number is white where it is drawn anew",
    NUMBER,
    "DA",
    PdfString.fromString("/F1 13 Tf 1 g"),
    OF_ANOTHER_KIND,
  ),
  inAField("the number has a frame", NUMBER, "Border", box(0, 0, 20), OF_ANOTHER_KIND),
  inAField(
    "the number is called something else",
    NUMBER,
    "TU",
    PdfString.fromString("Số bản sao"),
    /Bản lập có/u,
  ),
  prepared(
    "a place for a signature holds a value to be drawn",
    (pdf) =>
      setAll(fieldIn(pdf, "chu_ky_nguoi_co_tham_quyen"), {
        DA: PdfString.fromString("/F1 13 Tf 0 g"),
        Ff: PdfNumber.of(0),
      }),
    OF_ANOTHER_KIND,
  ),
  prepared(
    "the number is drawn for a place of another size",
    (pdf) => lookOf(pdf, NUMBER).set("BBox", box(0, 0, 1760, 15)),
    OF_ANOTHER_SIZE,
  ),
  prepared(
    "the look of a field is a group of its own",
    (pdf) => lookOf(pdf, NUMBER).set("Group", name("Transparency")),
    OF_ANOTHER_SIZE,
  ),
  prepared(
    "the form brings pictures for those who draw it anew",
    (pdf) => {
      const form = resolved(pdf, pdf.getCatalog().get("AcroForm"))
      resolved(pdf, form.get("DR")).set("XObject", new PdfArray([]))
    },
    /biểu mẫu với mục lạ \(XObject\)/u,
  ),
]
