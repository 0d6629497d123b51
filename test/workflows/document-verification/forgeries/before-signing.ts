import { type PDF, PdfArray, PdfBool, PdfDict, PdfNumber, type PdfObject, PdfString } from "@libpdf/core"
import { FACTS } from "#test/setup/a-decision.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import {
  copyOf,
  fieldIn,
  name,
  pageAt,
  redrawn,
  resolved,
  streamAt,
  streamOf,
  withContents,
} from "./forged-file.ts"
import { edition, type Forgery, type Office, otherEdition } from "./office.ts"

const box = (...values: number[]) => new PdfArray(values.map((one) => PdfNumber.of(one)))
const text = (value: string) => PdfString.fromString(value)
const array = (...values: PdfObject[]) => new PdfArray(values)

/** The drawing changed in one thing, then signed, numbered and sealed by those whose it is. */
const prepared = (
  what: string,
  change: (pdf: PDF) => void | Promise<void>,
  words: RegExp,
  beside?: (text: string, number: number) => string,
): Forgery => ({
  name: what,
  make: async ({ drawn, issue }: Office) => issue(await redrawn(drawn, change, beside)),
  words,
})
const DRAWING = /Bản lập có/u
const draws = (what: string, change: (drawing: string) => string): Forgery =>
  prepared(what, (pdf) => withContents(pdf, -1, change), DRAWING)
const onThePage = (what: string, more: (pdf: PDF) => Record<string, PdfObject>): Forgery =>
  prepared(what, (pdf) => void setAll(pageAt(pdf, -1), more(pdf)), DRAWING)
const inTheCatalogue = (what: string, more: (pdf: PDF) => Record<string, PdfObject>): Forgery =>
  prepared(what, (pdf) => void setAll(pdf.getCatalog(), more(pdf)), DRAWING)
const inTheForm = (what: string, more: (pdf: PDF) => Record<string, PdfObject>): Forgery =>
  prepared(what, (pdf) => void setAll(resolved(pdf, pdf.getCatalog().get("AcroForm")), more(pdf)), DRAWING)
const inAField = (what: string, more: (pdf: PDF) => Record<string, PdfObject>): Forgery =>
  prepared(what, (pdf) => void setAll(fieldIn(pdf, "chu_ky_nguoi_co_tham_quyen"), more(pdf)), DRAWING)

const setAll = (dict: PdfDict, entries: Record<string, PdfObject>): void => {
  for (const [key, value] of Object.entries(entries)) dict.set(key, value)
}
const script = () => PdfDict.of({ S: name("JavaScript"), JS: text("this.getField('x')") })
const picture = (pdf: PDF, data: string, more: Record<string, PdfObject> = {}) =>
  pdf.context.register(
    streamOf(data, { Type: name("XObject"), Subtype: name("Form"), BBox: box(0, 0, 842, 842), ...more }),
  )
const withResource = (pdf: PDF, kind: string, value: PdfObject): void => {
  const page = pageAt(pdf, -1)
  const resources = copyOf(resolved(pdf, page.get("Resources")), { [kind]: PdfDict.of({ Zz: value }) })
  page.set("Resources", resources)
}
const annotation = (pdf: PDF, subtype: string, more: Record<string, PdfObject> = {}): PdfObject =>
  pdf.context.register(
    PdfDict.of({ Type: name("Annot"), Subtype: name(subtype), Rect: box(50, 50, 500, 500), ...more }),
  )
const fontsOf = (pdf: PDF): [string, PdfDict][] =>
  [...resolved(pdf, resolved(pdf, pageAt(pdf, -1).get("Resources")).get("Font"))].map(([key, font]) => [
    key.value,
    resolved(pdf, font),
  ])
const specificationOf = (pdf: PDF, place: number): PdfDict => resolved(pdf, filesOf(pdf)[place * 2 + 1])
const namesOf = (pdf: PDF): PdfDict =>
  resolved(pdf, resolved(pdf, pdf.getCatalog().get("Names")).get("EmbeddedFiles"))
const filesOf = (pdf: PDF): PdfObject[] => [...(namesOf(pdf).getArray("Names", resolverOf(pdf)) ?? [])]
const anEmbedded = (pdf: PDF, data = "{}") =>
  pdf.context.register(streamOf(data, { Type: name("EmbeddedFile") }))
const aSpecification = (pdf: PDF, called: string) =>
  pdf.context.register(
    PdfDict.of({
      Type: name("Filespec"),
      F: text(called),
      UF: text(called),
      EF: PdfDict.of({ F: anEmbedded(pdf) }),
    }),
  )

/** Hides what is there. */
const HIDE: Forgery[] = [
  draws("a white sheet covers the text", (own) => `${own}\n1 1 1 rg 0 0 842 842 re f`),
  draws("a thick line covers the text", (own) => `${own}\n900 w 0 400 m 842 400 l S`),
  draws("the text is white", (own) => `1 g ${own}`),
  draws("the text is invisible", (own) => own.replace("BT", "BT 3 Tr")),
  draws("the text is cut away", (own) => `0 0 1 1 re W n ${own}`),
  draws("the text is too small to be read", (own) => own.replaceAll(/ \d+ Tf/gu, " 0.1 Tf")),
  draws("the text is drawn together into a point", (own) => `0.001 0 0 0.001 0 0 cm ${own}`),
  draws("the text stands beside the page", (own) => own.replace(/1 0 0 -1 [\d.]+ /u, "1 0 0 -1 9000 ")),
  draws("the text is turned on its head", (own) => own.replaceAll("BT 1 0 0 -1", "BT -1 0 0 1")),
  draws("a part is marked as of a layer", (own) => `/OC /Zz BDC ${own} EMC`),
  draws(
    "a picture covers the text",
    (own) => `${own}\nq 842 0 0 842 0 0 cm BI/W 1/H 1/BPC 1/CS/G ID \x80 EI Q`,
  ),
  prepared(
    "something drawn apart covers the text",
    (pdf) => {
      withResource(pdf, "XObject", picture(pdf, "1 g 0 0 842 842 re f"))
      withContents(pdf, -1, (own) => `${own} /Zz Do`)
    },
    DRAWING,
  ),
  prepared(
    "a shading covers the text",
    (pdf) => {
      withResource(
        pdf,
        "Shading",
        PdfDict.of({ ShadingType: PdfNumber.of(2), ColorSpace: name("DeviceGray") }),
      )
      withContents(pdf, -1, (own) => `${own} /Zz sh`)
    },
    DRAWING,
  ),
  prepared(
    "the text is made transparent",
    (pdf) => {
      withResource(pdf, "ExtGState", PdfDict.of({ ca: PdfNumber.of(0) }))
      withContents(pdf, -1, (own) => `/Zz gs ${own}`)
    },
    DRAWING,
  ),
  onThePage("the page is cut to a corner", () => ({ CropBox: box(0, 0, 10, 10) })),
  onThePage("the page is a corner of itself", () => ({ MediaBox: box(0, 0, 300, 300) })),
  onThePage("the page is turned", () => ({ Rotate: PdfNumber.of(90) })),
  onThePage("the page is large without measure", () => ({ UserUnit: PdfNumber.of(1000) })),
  prepared(
    "a page is cut by the tree above it",
    (pdf) => void resolved(pdf, pdf.getCatalog().get("Pages")).set("CropBox", box(0, 0, 10, 10)),
    DRAWING,
  ),
]

/** Shows something else in its place, at once or when told so later. */
const REPLACE: Forgery[] = [
  inTheCatalogue("it has layers that can be switched", (pdf) => {
    const layer = pdf.context.register(PdfDict.of({ Type: name("OCG"), Name: text("x") }))
    return { OCProperties: PdfDict.of({ OCGs: array(layer), D: PdfDict.of({ OFF: array(layer) }) }) }
  }),
  inTheCatalogue("something runs when it is opened", () => ({ OpenAction: script() })),
  inTheCatalogue("something runs when it is printed", () => ({ AA: PdfDict.of({ WP: script() }) })),
  inTheCatalogue("it is shown as a portfolio of other files", () => ({ Collection: PdfDict.of({}) })),
  inTheCatalogue("it leads to further pages by threads", () => ({ Threads: array() })),
  prepared(
    "a script stands among its names",
    (pdf) =>
      void resolved(pdf, pdf.getCatalog().get("Names")).set(
        "JavaScript",
        PdfDict.of({ Names: array(text("x"), script()) }),
      ),
    DRAWING,
  ),
  onThePage("something runs when the page is turned to", () => ({ AA: PdfDict.of({ O: script() }) })),
  onThePage("a note covers the page", (pdf) => ({
    Annots: array(
      annotation(pdf, "FreeText", { AP: PdfDict.of({ N: picture(pdf, "1 g 0 0 842 842 re f") }) }),
    ),
  })),
  onThePage("a link covers the page", (pdf) => ({
    Annots: array(annotation(pdf, "Link", { A: PdfDict.of({ S: name("URI"), URI: text("https://x.vn") }) })),
  })),
  onThePage("a stamp of its own kind covers the page", (pdf) => ({
    Annots: array(
      annotation(pdf, "Watermark", { AP: PdfDict.of({ N: picture(pdf, "1 g 0 0 842 842 re f") }) }),
    ),
  })),
  inTheForm("readers draw the fields anew", () => ({ NeedAppearances: PdfBool.of(true) })),
  inTheForm("another form (XFA) lies over the fields", (pdf) => ({
    XFA: pdf.context.register(streamOf("<xdp:xdp/>")),
  })),
  prepared(
    "one more field covers the page",
    (pdf) => {
      const field = annotation(pdf, "Widget", {
        FT: name("Tx"),
        T: text("khac"),
        V: text("Toàn trình"),
        AP: PdfDict.of({ N: picture(pdf, "1 g 0 0 842 842 re f") }),
      })
      pageAt(pdf, -1).set("Annots", array(field))
      resolved(pdf, pdf.getCatalog().get("AcroForm")).getArray("Fields", resolverOf(pdf))?.push(field)
    },
    DRAWING,
  ),
  inAField("a field runs something when touched", () => ({ AA: PdfDict.of({ E: script() }) })),
  inAField("a field leads elsewhere", () => ({ A: script() })),
  inAField("a field covers the page", () => ({ Rect: box(0, 0, 595, 842) })),
  inAField("a field is hidden", () => ({ F: PdfNumber.of(2) })),
  inAField("a field is of a layer", () => ({ OC: PdfDict.of({ Type: name("OCG"), Name: text("x") }) })),
  inAField("a field shows something else when pointed at", (pdf) => ({
    AP: PdfDict.of({ N: picture(pdf, ""), R: picture(pdf, "1 g 0 0 99 99 re f") }),
  })),
  prepared(
    "a font that is not in the file",
    (pdf) => {
      for (const [, font] of fontsOf(pdf)) {
        const descendant = resolved(pdf, [...(font.getArray("DescendantFonts", resolverOf(pdf)) ?? [])][0])
        resolved(pdf, descendant.get("FontDescriptor")).delete("FontFile2")
      }
    },
    DRAWING,
  ),
  prepared(
    "letters are read as others than they look",
    (pdf) => {
      for (const [, font] of fontsOf(pdf)) {
        const map = streamAt(pdf, font.get("ToUnicode"))
        const own = Buffer.from(map.getDecodedData()).toString("latin1")
        // What looks like 1 is read as 2, and the other way.
        const swapped = own.replace(/<003([12])>/gu, (_, digit) => `<003${digit === "1" ? "2" : "1"}>`)
        map.setData(new Uint8Array(Buffer.from(swapped, "latin1")))
      }
    },
    DRAWING,
  ),
  prepared(
    "a font is of another kind",
    (pdf) => {
      for (const [, font] of fontsOf(pdf))
        setAll(font, { Subtype: name("Type3"), CharProcs: PdfDict.of({}), FontBBox: box(0, 0, 1, 1) })
    },
    DRAWING,
  ),
]

/** Lays another document into the file, hidden until a later saving shows it. */
const HIDE_AND_REPLACE: Forgery[] = [
  prepared(
    "another document lies in it that nothing leads to",
    (pdf) => void pdf.context.register(copyOf(pdf.getCatalog())),
    DRAWING,
  ),
  {
    name: "that other document is shown by a later saving",
    make: async ({ drawn, issue }) => {
      let hidden = 0
      const issued = await issue(
        await redrawn(drawn, (pdf) => {
          hidden = pdf.context.register(copyOf(pdf.getCatalog())).objectNumber
        }),
      )
      return Buffer.concat([
        issued,
        Buffer.from(
          `xref\n0 0\ntrailer\n<</Size 9999/Root ${hidden} 0 R/Info 1 0 R/Prev ${/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(Buffer.from(issued).toString("latin1"))?.[1]}>>\nstartxref\n${issued.length}\n%%EOF\n`,
        ),
      ])
    },
    words: /Bản lập có|thay đổi ngoài/u,
  },
  prepared(
    "an object stands twice, and the table names one",
    () => undefined,
    DRAWING,
    (own, number) => (number === 3 ? `${own.replace("/Type", "/X")}${own}` : own),
  ),
  prepared(
    "a comment holds a second trailer",
    () => undefined,
    DRAWING,
    (own, number) => (number === 5 ? `%trailer <</Root 9 0 R>>\n${own}` : own),
  ),
  prepared(
    "an entry stands twice in an object",
    () => undefined,
    DRAWING,
    (own) => own.replace("/Type /Catalog", "/Pages 99 0 R/Type /Catalog"),
  ),
]

/** Carries other files than it says. */
const ATTACHMENTS: Forgery[] = [
  prepared(
    "a third file is attached",
    (pdf) => {
      const list = namesOf(pdf).getArray("Names", resolverOf(pdf))
      list?.push(text("zz.txt"))
      list?.push(aSpecification(pdf, "zz.txt"))
    },
    /đúng danh mục ở dạng JSON và CSV/u,
  ),
  prepared(
    "the names of its files are exchanged",
    (pdf) => {
      const [one, first, two, second] = filesOf(pdf)
      if (one && first && two && second) namesOf(pdf).set("Names", array(one, second, two, first))
    },
    /tệp đính kèm không đọc được|không trùng/u,
  ),
  prepared(
    "a file is called otherwise than it is listed",
    (pdf) => void specificationOf(pdf, 1).set("UF", text("danh-muc-2022-1-1.json")),
    /đúng danh mục ở dạng JSON và CSV/u,
  ),
  prepared(
    "a file is called by another edition",
    (pdf) => {
      const [one, first, , second] = filesOf(pdf)
      if (!one || !first || !second) return
      setAll(specificationOf(pdf, 1), { F: text("danh-muc-2022-9.json"), UF: text("danh-muc-2022-9.json") })
      namesOf(pdf).set("Names", array(one, first, text("danh-muc-2022-9.json"), second))
    },
    /đúng danh mục ở dạng JSON và CSV/u,
  ),
  prepared(
    "programs of one kind find another file under the same name",
    (pdf) => void resolved(pdf, specificationOf(pdf, 1).get("EF")).set("UF", anEmbedded(pdf)),
    /đúng danh mục ở dạng JSON và CSV/u,
  ),
  prepared(
    "a file says it belongs to the document and is not listed",
    (pdf) => {
      const own = [...(pdf.getCatalog().getArray("AF", resolverOf(pdf)) ?? [])]
      pdf.getCatalog().set("AF", array(...own, aSpecification(pdf, "danh-muc.json")))
    },
    /đúng danh mục ở dạng JSON và CSV/u,
  ),
  onThePage("a file hangs on the page", (pdf) => ({ AF: array(aSpecification(pdf, "danh-muc.json")) })),
  onThePage("a file hangs on a note", (pdf) => ({
    Annots: array(annotation(pdf, "FileAttachment", { FS: aSpecification(pdf, "danh-muc.json") })),
  })),
  {
    name: "the files of another edition are attached",
    make: async ({ issue }) =>
      issue(
        (
          await renderPdf(composeDecision(edition, FACTS), {
            createdAt: edition.frozenAt,
            attachments: editionAttachments(otherEdition),
          })
        ).bytes,
      ),
    words: /không đúng mã băm/u,
  },
  {
    name: "another edition is printed than attached",
    make: async ({ issue }) =>
      issue(
        (
          await renderPdf(
            {
              ...composeDecision(otherEdition, FACTS),
              edition: { id: edition.id, digest: edition.digest },
            },
            { createdAt: edition.frozenAt, attachments: editionAttachments(edition) },
          )
        ).bytes,
      ),
    words: /khác danh mục đính kèm/u,
  },
]

export const BEFORE_SIGNING = { HIDE, REPLACE, HIDE_AND_REPLACE, ATTACHMENTS }
