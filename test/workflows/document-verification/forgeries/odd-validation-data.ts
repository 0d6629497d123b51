import { type PDF, PdfArray, PdfDict, PdfNumber, type PdfObject, PdfString } from "@libpdf/core"
import { name, savedOver, streamOf } from "./forged-file.ts"
import type { Forgery } from "./office.ts"

/** A saving after the seal that lays something beside the signatures. */
const laid = (what: string, lay: Parameters<typeof savedOver>[1]): Forgery => ({
  name: what,
  make: ({ sealed }) => savedOver(sealed, lay),
  words: /thay đổi ngoài số, ngày và chữ ký số/u,
})
const packed = (pdf: PDF, entries = {}) => pdf.context.register(streamOf("0", entries))
const storeOf = (make: (pdf: PDF) => Record<string, PdfObject>) => (pdf: PDF) => {
  pdf.getCatalog().set("DSS", PdfDict.of({ Certs: new PdfArray([]), ...make(pdf) }))
}
/** Validation data with room for more than validates. */
export const ODD_VALIDATION_DATA: Forgery[] = [
  laid(
    "validation data have an entry of no meaning",
    storeOf((pdf) => ({ Texts: new PdfArray([packed(pdf)]) })),
  ),
  laid(
    "validation data have an entry every object of the language answers to",
    storeOf(() => ({ hasOwnProperty: name("Certs"), propertyIsEnumerable: PdfString.fromString("Certs") })),
  ),
  laid(
    "a list of validation data says it is packed in a way with room of its own",
    storeOf((pdf) => ({
      CRLs: new PdfArray([packed(pdf, { DecodeParms: PdfDict.of({ Contents: packed(pdf) }) })]),
    })),
  ),
  laid(
    "validation data hold a page among the certificates",
    storeOf((pdf) => ({
      Certs: new PdfArray([pdf.context.register(PdfDict.of({ Type: name("Page"), Contents: packed(pdf) }))]),
    })),
  ),
  laid(
    "a list of validation data draws",
    storeOf((pdf) => ({
      CRLs: new PdfArray([packed(pdf, { Type: name("XObject"), Subtype: name("Form") })]),
    })),
  ),
  laid(
    "validation data say they are something else",
    storeOf(() => ({ Type: name("Catalog") })),
  ),
  laid(
    "what checks one signature stands under no signature's digest",
    storeOf((pdf) => ({ VRI: PdfDict.of({ Trang: PdfDict.of({ TS: packed(pdf) }) }) })),
  ),
  laid(
    "what checks one signature has an entry of no meaning",
    storeOf((pdf) => ({ VRI: PdfDict.of({ ["A".repeat(40)]: PdfDict.of({ Contents: packed(pdf) }) }) })),
  ),
  laid("the extensions of the file hold an action", (pdf) => {
    storeOf(() => ({}))(pdf)
    pdf
      .getCatalog()
      .set(
        "Extensions",
        PdfDict.of({ ADBE: PdfDict.of({ OpenAction: PdfDict.of({ S: name("JavaScript") }) }) }),
      )
  }),
]

/** As signing software lays them: by signature too, with the time it gathered them, and the extensions it goes by. */
export const WHOLE_VALIDATION_DATA: Forgery[] = [
  {
    name: "validation data of every kind there is",
    make: ({ sealed }) =>
      savedOver(sealed, (pdf) => {
        const list = () => new PdfArray([packed(pdf)])
        const ofOne = PdfDict.of({
          Type: name("VRI"),
          ...{ Cert: list(), CRL: list(), OCSP: list(), TS: packed(pdf) },
          TU: PdfString.fromString("D:20230520080000Z"),
        })
        const store = PdfDict.of({
          Type: name("DSS"),
          ...{ Certs: list(), CRLs: list(), OCSPs: list() },
          VRI: pdf.context.register(PdfDict.of({ ["0A".repeat(20)]: pdf.context.register(ofOne) })),
        })
        pdf.getCatalog().set("DSS", pdf.context.register(store))
        const extension = PdfDict.of({ BaseVersion: name("1.7"), ExtensionLevel: PdfNumber.of(5) })
        pdf.getCatalog().set("Extensions", PdfDict.of({ ESIC: extension, ADBE: new PdfArray([extension]) }))
      }),
    words: /1 chứng thư, 1 danh sách thu hồi, 1 trả lời/u,
  },
]
