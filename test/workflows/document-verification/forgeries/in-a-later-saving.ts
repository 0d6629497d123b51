import { PdfArray, PdfBool, PdfDict, PdfNumber, PdfString } from "@libpdf/core"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import {
  appended,
  copyOf,
  fieldIn,
  name,
  pageAt,
  resolved,
  savedOver,
  streamAt,
  streamOf,
  withContents,
  written,
} from "./forged-file.ts"
import type { Forgery, Office } from "./office.ts"

const LINE = "q 1 0 0 rg 0 400 500 200 re f Q"
const CHANGED = /thay đổi ngoài số, ngày và chữ ký số/u
const NOT_IN_ORDER = /đủ và đúng thứ tự/u
const SHAPE = /đọc khác nhau|không đọc được|không nối tiếp|trỏ ra ngoài|nội dung lạ|bị xóa hoặc dùng lại/u
const overlay = (width = 500) =>
  streamOf(LINE, {
    Type: name("XObject"),
    Subtype: name("Form"),
    BBox: new PdfArray([0, 0, width, width].map((one) => PdfNumber.of(one))),
  })

/** A saving of the library after the seal that changes one thing. */
const after = (what: string, change: Parameters<typeof savedOver>[1], words = CHANGED): Forgery => ({
  name: what,
  make: ({ sealed }: Office) => savedOver(sealed, change),
  words,
})
const action = () => PdfDict.of({ S: name("JavaScript"), JS: PdfString.fromString("app.alert(1)") })

/** Changes laid over a sealed decision. */
export const IN_A_LATER_SAVING: Forgery[] = [
  after("a page draws something more", (pdf) => {
    const page = pageAt(pdf, 0)
    const own = page.get("Contents")
    page.set("Contents", new PdfArray([...(own ? [own] : []), pdf.context.register(streamOf(LINE))]))
  }),
  after("a page draws something else", (pdf) => withContents(pdf, 0, () => LINE)),
  after("a note is laid over the text", (pdf) => {
    const note = PdfDict.of({
      Type: name("Annot"),
      Subtype: name("FreeText"),
      Rect: new PdfArray([50, 400, 550, 600].map((one) => PdfNumber.of(one))),
      AP: PdfDict.of({ N: pdf.context.register(overlay()) }),
    })
    const notes = pageAt(pdf, 0).getArray("Annots", resolverOf(pdf))
    notes?.push(pdf.context.register(note))
  }),
  after("a page stands in the place of another", (pdf) => {
    const [first] = pdf.getPages()
    const copy = copyOf(pageAt(pdf, 0), { Contents: pdf.context.register(streamOf(LINE)) })
    const kids = resolved(pdf, pdf.getCatalog().get("Pages")).getArray("Kids", resolverOf(pdf))
    if (first) kids?.set(0, pdf.context.register(copy))
  }),
  after("a page is left out", (pdf) => {
    const pages = resolved(pdf, pdf.getCatalog().get("Pages"))
    const kids = [...(pages.getArray("Kids", resolverOf(pdf)) ?? [])].slice(0, -1)
    pages.set("Kids", new PdfArray(kids))
    pages.set("Count", PdfNumber.of(kids.length))
  }),
  after("the catalogue leads to other pages", (pdf) => {
    const pages = resolved(pdf, pdf.getCatalog().get("Pages"))
    pdf.getCatalog().set("Pages", pdf.context.register(copyOf(pages)))
  }),
  after("the file begins at another catalogue", (pdf) => {
    pdf.context.info.trailer.set("Root", pdf.context.register(copyOf(pdf.getCatalog())))
  }),
  after("its properties are changed", (pdf) => pdf.setTitle("Quyết định khác")),
  after("its description is changed", (pdf) => {
    const description = streamAt(pdf, pdf.getCatalog().get("Metadata"))
    description.setData(new TextEncoder().encode("<x/>"))
  }),
  after("the number is changed", (pdf) =>
    fieldIn(pdf, "so_ky_hieu").set("V", PdfString.fromString("Số: 99/QĐ-UBND")),
  ),
  after("the date's picture is changed", (pdf) =>
    fieldIn(pdf, "dia_danh_ngay").set("AP", PdfDict.of({ N: pdf.context.register(overlay()) })),
  ),
  after("the number is moved over the text", (pdf) =>
    fieldIn(pdf, "so_ky_hieu").set("Rect", new PdfArray([0, 0, 595, 842].map((one) => PdfNumber.of(one)))),
  ),
  after("the seal shows something else", (pdf) =>
    fieldIn(pdf, "chu_ky_co_quan").set("AP", PdfDict.of({ N: pdf.context.register(overlay()) })),
  ),
  after(
    "the leader's signature is taken out",
    (pdf) => void fieldIn(pdf, "chu_ky_nguoi_co_tham_quyen").delete("V"),
    NOT_IN_ORDER,
  ),
  after(
    "the leader's signature stands in the agency's place",
    (pdf) => {
      const value = fieldIn(pdf, "chu_ky_nguoi_co_tham_quyen").get("V")
      if (value) fieldIn(pdf, "chu_ky_co_quan").set("V", value)
    },
    NOT_IN_ORDER,
  ),
  after(
    "a signature is wrapped in another that covers the file",
    (pdf) => {
      const own = resolved(pdf, fieldIn(pdf, "chu_ky_co_quan").get("V"))
      fieldIn(pdf, "chu_ky_co_quan").set("V", pdf.context.register(copyOf(own, { Reason: own })))
    },
    NOT_IN_ORDER,
  ),
  after("readers are told to draw the fields anew", (pdf) =>
    resolved(pdf, pdf.getCatalog().get("AcroForm")).set("NeedAppearances", PdfBool.of(true)),
  ),
  after("another form (XFA) lies over the fields", (pdf) =>
    resolved(pdf, pdf.getCatalog().get("AcroForm")).set("XFA", pdf.context.register(streamOf("<xdp:xdp/>"))),
  ),
  after("something runs when it is opened", (pdf) => pdf.getCatalog().set("OpenAction", action())),
  after("layers are switched", (pdf) =>
    pdf
      .getCatalog()
      .set("OCProperties", PdfDict.of({ OCGs: new PdfArray([]), D: PdfDict.of({ BaseState: name("OFF") }) })),
  ),
  after("it says it is certified for changes", (pdf) =>
    pdf.getCatalog().set("Perms", PdfDict.of({ UR3: PdfDict.of({ Type: name("Sig") }) })),
  ),
  after("it says it is of another version", (pdf) => pdf.getCatalog().set("Version", name("2.0"))),
  after("one more file is attached", (pdf) => {
    const specification = PdfDict.of({
      Type: name("Filespec"),
      UF: PdfString.fromString("danh-muc-2022.json"),
      EF: PdfDict.of({ F: pdf.context.register(streamOf("{}", { Type: name("EmbeddedFile") })) }),
    })
    const names = resolved(pdf, resolved(pdf, pdf.getCatalog().get("Names")).get("EmbeddedFiles"))
    const list = names.getArray("Names", resolverOf(pdf))
    list?.push(PdfString.fromString("x.json"))
    list?.push(pdf.context.register(specification))
  }),
  after("an attached file is swapped", (pdf) => attachedStream(pdf).setData(new TextEncoder().encode("{}"))),
  after("a font is swapped", (pdf) => {
    const font = fontsOf(pdf)[0]
    if (font) font.set("BaseFont", name("Helvetica"))
  }),
  after("a font says its letters are others", (pdf) => {
    const font = fontsOf(pdf)[0]
    streamAt(pdf, font?.get("ToUnicode")).setData(new TextEncoder().encode("begincmap endcmap"))
  }),
  after("a page is turned", (pdf) => pageAt(pdf, 0).set("Rotate", PdfNumber.of(180))),
  after("a page is cut", (pdf) =>
    pageAt(pdf, -1).set("CropBox", new PdfArray([0, 0, 100, 100].map((one) => PdfNumber.of(one)))),
  ),
  after(
    "validation data come with a changed page",
    (pdf) => {
      pdf.getCatalog().set("DSS", PdfDict.of({ Certs: new PdfArray([]) }))
      withContents(pdf, 0, () => LINE)
    },
    CHANGED,
  ),
  {
    name: "a saving without objects hangs in another catalogue",
    make: ({ sealed }) =>
      appended(sealed, ({ info, next, previous }) => ({
        trailer: () => `/Size ${next}/Root ${info}/Info ${info}/Prev ${previous}`,
      })),
    words: /có thay đổi|không đọc được|hỏng hoặc không phải/u,
  },
  {
    name: "a saving lists nothing",
    make: ({ sealed }) => appended(sealed, () => ({ table: () => "0 0\n" })),
    words: CHANGED,
  },
  {
    name: "a saving has neither table nor trailer",
    make: ({ sealed }) =>
      Buffer.concat([sealed, Buffer.from("3 0 obj\n<</Type/Catalog>>\nendobj\nstartxref\n9\n%%EOF\n")]),
    words: SHAPE,
  },
  {
    name: "a saving has its trailer and no table",
    make: ({ sealed }) => appended(sealed, () => ({ end: () => `startxref\n0\n%%EOF\n` })),
    words: SHAPE,
  },
  {
    name: "a saving leads past the one before it",
    make: ({ sealed }) =>
      appended(sealed, ({ previous }) => ({
        trailer: (common) => `${common}/Prev ${Math.floor(previous / 2)}`,
      })),
    words: SHAPE,
  },
  {
    name: "a saving leads to itself",
    make: ({ sealed }) =>
      appended(sealed, () => ({ trailer: (common) => `${common}/Prev ${sealed.length}` })),
    words: SHAPE,
  },
  {
    name: "a saving leads to the drawing and leaves the signatures out",
    make: ({ sealed, drawn }) =>
      appended(sealed, () => ({
        trailer: (common) =>
          `${common}/Prev ${/startxref\s+(\d+)\s+%%EOF\s*$/u.exec(Buffer.from(drawn).toString("latin1"))?.[1]}`,
      })),
    words: SHAPE,
  },
  {
    name: "a table names more objects in a stream beside it (hybrid)",
    make: ({ sealed }) =>
      appended(sealed, ({ previous, next, root, pdf }) => ({
        objects: [[`${next} 0`, written(pdf.getCatalog())]],
        trailer: (common) => `${common}/Prev ${previous}/XRefStm ${sealed.length}/Y ${root}`,
      })),
    words: SHAPE,
  },
  {
    name: "an object stands twice in a saving",
    make: ({ sealed }) =>
      appended(sealed, ({ pdf, root }) => {
        const [number = ""] = root.split(" ")
        const text = written(copyOf(pdf.getCatalog(), { DSS: PdfDict.of({}) }))
        return {
          objects: [
            [`${number} 0`, text],
            [`${number} 0`, text.replace("/Type", "/X")],
          ],
        }
      }),
    words: SHAPE,
  },
  {
    name: "objects are taken away",
    make: ({ sealed }) => appended(sealed, () => ({ table: () => "11 1\n0000000000 00001 f \n" })),
    words: /có thay đổi|hỏng hoặc không phải|đọc khác nhau/u,
  },
  {
    name: "an object comes back in a second life",
    make: ({ sealed }) =>
      appended(sealed, ({ pdf, root }) => ({
        objects: [[`${root.split(" ")[0]} 1`, written(pdf.getCatalog())]],
      })),
    words: /có thay đổi|hỏng hoặc không phải|đọc khác nhau/u,
  },
  {
    name: "a saving says the file is locked with a password",
    make: ({ sealed }) =>
      appended(sealed, ({ previous }) => ({
        trailer: (common) =>
          `${common}/Prev ${previous}/Encrypt<</Filter/Standard/V 1/R 2/O(${"x".repeat(32)})/U(${"y".repeat(32)})/P -4>>`,
      })),
    words: /có thay đổi|không đọc được|hỏng hoặc không phải/u,
  },
  {
    name: "bytes stand after the end",
    make: ({ sealed }) => Buffer.concat([sealed, Buffer.from("%thêm\n")]),
    words: /sau dấu %%EOF/u,
  },
  {
    name: "bytes stand before the beginning",
    make: ({ sealed }) => Buffer.concat([Buffer.from("\n"), sealed]),
    words: /không bắt đầu/u,
  },
  {
    name: "the end is missing",
    make: ({ sealed }) => sealed.subarray(0, -200),
    words: /không kết thúc đúng/u,
  },
  {
    name: "the seal's saving is missing",
    make: ({ numbered }) => numbered,
    words: /Chữ ký số của cơ quan: chưa có/u,
  },
]

function attachedStream(pdf: Parameters<typeof streamAt>[0]) {
  const names = resolved(pdf, resolved(pdf, pdf.getCatalog().get("Names")).get("EmbeddedFiles"))
  const [, specification] = names.getArray("Names", resolverOf(pdf)) ?? []
  return streamAt(pdf, resolved(pdf, resolved(pdf, specification).get("EF")).get("F"))
}

function fontsOf(pdf: Parameters<typeof streamAt>[0]) {
  const fonts = resolved(pdf, resolved(pdf, pageAt(pdf, 0).get("Resources")).get("Font"))
  return [...fonts].map(([, font]) => resolved(pdf, font))
}
