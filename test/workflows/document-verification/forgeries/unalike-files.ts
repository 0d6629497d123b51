import {
  type PDF,
  PdfArray,
  type PdfDict,
  PdfNumber,
  type PdfObject,
  type PdfStream,
  PdfString,
} from "@libpdf/core"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { copyOf, name, pageAt, redrawn, resolved, streamAt } from "./forged-file.ts"
import type { Forgery } from "./office.ts"

const prepared = (what: string, change: (pdf: PDF) => void, words: RegExp): Forgery => ({
  name: what,
  make: async ({ drawn, issue }) => issue(await redrawn(drawn, change)),
  words,
})
const listOf = (pdf: PDF, key: string): PdfObject[] => [
  ...(pdf.getCatalog().getArray(key, resolverOf(pdf)) ?? []),
]
/** The specification of the sheet, and what holds it. */
const sheetIn = (pdf: PDF): PdfDict => resolved(pdf, listOf(pdf, "AF")[1])
const dataIn = (pdf: PDF): PdfStream => streamAt(pdf, resolved(pdf, sheetIn(pdf).get("EF")).get("F"))
const inSheet = (what: string, key: string, value: PdfObject): Forgery =>
  prepared(what, (pdf) => sheetIn(pdf).set(key, value), /tệp đính kèm/u)
const ofData = (what: string, key: string, value: PdfObject): Forgery =>
  prepared(what, (pdf) => dataIn(pdf).set(key, value), /tệp đính kèm/u)
const ofParameters = (what: string, key: string, value: PdfObject): Forgery =>
  prepared(what, (pdf) => resolved(pdf, dataIn(pdf).get("Params")).set(key, value), /tệp đính kèm/u)
const infoOf = (pdf: PDF): PdfDict => resolved(pdf, pdf.context.info.trailer.getRef("Info"))
const ofInfo = (what: string, key: string, value: string): Forgery =>
  prepared(what, (pdf) => infoOf(pdf).set(key, PdfString.fromString(value)), /thuộc tính tệp/u)
const inMetadata = (what: string, change: (text: string) => string): Forgery =>
  prepared(
    what,
    (pdf) => {
      const metadata = streamAt(pdf, pdf.getCatalog().get("Metadata"))
      const own = Buffer.from(metadata.getDecodedData()).toString("utf8")
      if (change(own) === own) throw new Error("nothing was changed")
      metadata.setData(new Uint8Array(Buffer.from(change(own))))
    },
    /thuộc tính tệp/u,
  )
const outlineOf = (pdf: PDF): PdfDict => resolved(pdf, pdf.getCatalog().get("Outlines"))
const firstOf = (pdf: PDF): PdfDict => resolved(pdf, outlineOf(pdf).get("First"))
const inOutline = (what: string, change: (pdf: PDF, first: PdfDict) => void): Forgery =>
  prepared(what, (pdf) => change(pdf, firstOf(pdf)), /mục lục/u)
const placeOn = (pdf: PDF, page: number, ...how: PdfObject[]) =>
  new PdfArray([pdf.context.registry.getRef(pageAt(pdf, page)) ?? PdfNumber.of(0), ...how])
const intentOf = (pdf: PDF): PdfDict => resolved(pdf, listOf(pdf, "OutputIntents")[0])
const other = PdfString.fromString("Quyết định khác")

/** Files inside, headings beside the pages, title and colours that one reader goes by and another does not. */
export const UNALIKE_FILES: Forgery[] = [
  inSheet("a file is said to be another version of the document", "AFRelationship", name("Alternative")),
  inSheet("a file is described as something else", "Desc", other),
  ofData("a file is opened as a page of the web", "Subtype", name("text/html")),
  ofData("a file is said to stand elsewhere", "Zz", other),
  ofParameters("a file is said to be shorter than it is", "Size", PdfNumber.of(1)),
  ofParameters("a file has the sum of another", "CheckSum", PdfString.fromString("0123456789abcdef")),
  ofParameters("a file belongs to a program of another machine", "Mac", other),
  prepared(
    "it says who wrote it",
    (pdf) => infoOf(pdf).set("Author", other),
    /thuộc tính tệp với mục lạ \(Author\)/u,
  ),
  ofInfo("it says it was changed since", "ModDate", "D:20300101000000Z"),
  ofInfo("it says it was made at no time", "CreationDate", "D:2030"),
  ofInfo("one list says another day than the next", "CreationDate", "D:20230509020000Z"),
  ofInfo("it says what it is about in one list alone", "Subject", "Quyết định khác"),
  inMetadata("the other list calls it otherwise", (own) => own.replace("Về việc", "Bãi bỏ việc")),
  inMetadata("the other list says who wrote it", (own) =>
    own.replace(
      "</dc:title>",
      "</dc:title><dc:creator><rdf:Seq><rdf:li>Ai đó</rdf:li></rdf:Seq></dc:creator>",
    ),
  ),
  inMetadata("the other list calls it by two titles", (own) =>
    own.replace(/<dc:title>[\s\S]*<\/dc:title>/u, (all) => `${all}${all.replace("Về việc", "Bãi bỏ việc")}`),
  ),
  inMetadata("the other list names another program", (own) => own.replace(">PDFKit<", ">Word<")),
  inOutline("a heading beside the pages says otherwise", (_pdf, first) => first.set("Title", other)),
  inOutline("a heading leads to another page", (pdf, first) =>
    first.set("Dest", placeOn(pdf, 2, name("Fit"))),
  ),
  inOutline("a heading leads to a place where nothing is seen", (pdf, first) =>
    first.set("Dest", placeOn(pdf, 0, name("XYZ"), ...[0, -4000, 64].map((one) => PdfNumber.of(one)))),
  ),
  inOutline("a heading is white", (_pdf, first) =>
    first.set("C", new PdfArray([1, 1, 1].map((one) => PdfNumber.of(one)))),
  ),
  inOutline("a heading is left out", (pdf, first) => {
    first.delete("Next")
    const reference = outlineOf(pdf).get("First")
    if (reference) outlineOf(pdf).set("Last", reference)
  }),
  inOutline("headings go round in a ring", (pdf, first) => {
    const reference = outlineOf(pdf).get("First")
    if (reference) first.set("Next", reference)
  }),
  inOutline("the last heading is another than is come to", (pdf) => {
    const last = outlineOf(pdf).get("First")
    if (last) outlineOf(pdf).set("Last", last)
  }),
  prepared(
    "it is printed in the colours of another profile",
    (pdf) => {
      const profile = streamAt(pdf, intentOf(pdf).get("DestOutputProfile"))
      const bytes = Buffer.from(profile.getDecodedData())
      bytes.writeUInt8(bytes.readUInt8(500) ^ 255, 500)
      profile.delete("Filter")
      profile.setData(new Uint8Array(bytes))
    },
    /hồ sơ màu/u,
  ),
  prepared("it names another condition of printing", (pdf) => intentOf(pdf).set("Info", other), /hồ sơ màu/u),
  prepared(
    "it has two conditions of printing",
    (pdf) => {
      const second = pdf.context.register(copyOf(intentOf(pdf), { S: name("GTS_PDFX") }))
      pdf.getCatalog().set("OutputIntents", new PdfArray([...listOf(pdf, "OutputIntents"), second]))
    },
    /hồ sơ màu/u,
  ),
  {
    name: "its title is that of another document, in every list",
    make: async ({ drawn, issue }) =>
      issue(
        await redrawn(drawn, (pdf) => {
          const title = infoOf(pdf).getString("Title", resolverOf(pdf))?.asString() ?? ""
          const lie = title.replace("Về việc", "Bãi bỏ việc")
          const metadata = streamAt(pdf, pdf.getCatalog().get("Metadata"))
          const own = Buffer.from(metadata.getDecodedData()).toString("utf8")
          metadata.setData(new Uint8Array(Buffer.from(own.replace(title, lie))))
          infoOf(pdf).set("Title", PdfString.fromString(lie))
        }),
      ),
    words: /tên tệp khác tên in trên trang đầu/u,
  },
]
