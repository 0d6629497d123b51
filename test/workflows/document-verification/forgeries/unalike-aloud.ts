import { type PDF, PdfArray, PdfDict, PdfNumber, type PdfObject, PdfRef, PdfString } from "@libpdf/core"
import { FACTS } from "#test/setup/a-decision.ts"
import { drawDecision } from "#workflows/document-drawing/draw-decision.server.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { copyOf, fieldIn, name, pageAt, redrawn, resolved, streamAt, withContents } from "./forged-file.ts"
import { edition, type Forgery } from "./office.ts"

const prepared = (what: string, change: (pdf: PDF) => void): Forgery => ({
  name: what,
  make: async ({ drawn, issue }) => issue(await redrawn(drawn, change)),
  words: /phần đọc thành tiếng khác phần nhìn thấy/u,
})
const rootOf = (pdf: PDF): PdfDict => resolved(pdf, pdf.getCatalog().get("StructTreeRoot"))
/** The elements that say what parts of the text are, of one kind, in the order they are numbered. */
const elementsIn = (pdf: PDF, kind: string): PdfDict[] => {
  const found: PdfDict[] = []
  for (let number = 1; number < pdf.context.registry.nextObjectNumber; number += 1) {
    const one = resolverOf(pdf)(PdfRef.of(number, 0))
    if (one instanceof PdfDict && one.getName("S")?.value === kind && one.has("P")) found.push(one)
  }
  return found
}
const first = (pdf: PDF, kind: string): PdfDict => {
  const [element] = elementsIn(pdf, kind)
  if (!element) throw new Error("no such element")
  return element
}
const rowOf = (pdf: PDF, cells: number): PdfDict => {
  const row = elementsIn(pdf, "TR").find((one) => kidsOf(pdf, one).length > cells)
  if (!row) throw new Error("no such row")
  return row
}
const kidsOf = (pdf: PDF, element: PdfDict): PdfObject[] => [
  ...(element.getArray("K", resolverOf(pdf)) ?? []),
]
const said = (what: string, kind: string, key: string, value: () => PdfObject): Forgery =>
  prepared(what, (pdf) => first(pdf, kind).set(key, value()))
const other = () => PdfString.fromString("Toàn trình")
const ofTheRoot = (what: string, key: string, value: () => PdfObject): Forgery =>
  prepared(what, (pdf) => rootOf(pdf).set(key, value()))

const CHECKED_AT = `https://danh-muc.daknong.gov.vn/xac-minh?so=${"ab".repeat(32)}`
const CHECKED_ELSEWHERE = CHECKED_AT.replace(".gov.vn", ".gov-vn.com")
const withCode = async (checkedAt: string) => (await drawDecision(edition, { ...FACTS, checkedAt })).bytes
const PICTURE = /q [^q]* cm BI\/W.*? EI Q/su
/** The picture of the code on the last page. */
const pictureIn = async (bytes: Uint8Array): Promise<string> => {
  let picture = ""
  await redrawn(bytes, (pdf) => {
    const last = pageAt(pdf, pdf.getPages().length - 1)
    const text = Buffer.from(streamAt(pdf, last.get("Contents")).getDecodedData()).toString("latin1")
    picture = PICTURE.exec(text)?.[0] ?? ""
  })
  if (picture === "") throw new Error("no code is drawn")
  return picture
}
const withPicture = (what: string, picture: (own: string) => Promise<string>): Forgery => ({
  name: what,
  make: async ({ issue }) => {
    const own = await withCode(CHECKED_AT)
    const other = await picture(await pictureIn(own))
    const change = (pdf: PDF) =>
      withContents(pdf, pdf.getPages().length - 1, (text) => text.replace(PICTURE, other))
    return issue(await redrawn(own, change))
  },
  words: /mã QR dẫn tới nơi khác với lời đọc/u,
})

/** A decision with a code that leads where it is said to. */
export const LEADING_AS_SAID: Forgery = {
  name: "a code that leads where it is read aloud to lead",
  make: async ({ issue }) => issue(await redrawn(await withCode(CHECKED_AT))),
  words: /đọc ra đúng như nhìn thấy/u,
}

/** What one who listens, searches or copies is given otherwise than is seen. */
export const UNALIKE_ALOUD: Forgery[] = [
  said("a cell is read aloud as another", "TD", "ActualText", other),
  said("a paragraph is read aloud as another", "P", "ActualText", other),
  said("a paragraph is described in other words", "P", "Alt", other),
  said("a cell is described in other words", "TD", "Alt", other),
  said("an abbreviation is read out as something else", "P", "E", other),
  said("a paragraph is read in another language", "P", "Lang", () => PdfString.fromString("en-US")),
  said("a paragraph is called by a title", "P", "T", other),
  said("a paragraph is of a class", "P", "C", () => name("Zz")),
  said("a paragraph has looks of its own", "P", "A", () =>
    PdfDict.of({ O: name("Layout"), Placement: name("Block") }),
  ),
  said("a field is described as another", "Form", "Alt", other),
  said("a heading of a column heads a row", "TH", "A", () =>
    PdfDict.of({ O: name("Table"), Scope: name("Row") }),
  ),
  ofTheRoot("paragraphs are said to be no text", "RoleMap", () => PdfDict.of({ P: name("Artifact") })),
  ofTheRoot("classes say how text looks", "ClassMap", () => PdfDict.of({})),
  ofTheRoot("parts are called by names", "IDTree", () => PdfDict.of({})),
  prepared("the cells of a row are read in another order", (pdf) => {
    const row = rowOf(pdf, 4)
    row.set("K", new PdfArray(kidsOf(pdf, row).reverse()))
  }),
  prepared("two cells are read each for the other", (pdf) => {
    const [one, another] = kidsOf(pdf, rowOf(pdf, 4)).map((kid) => resolved(pdf, kid))
    const [mine, its] = [one?.get("K"), another?.get("K")]
    if (mine && its) one?.set("K", its)
    if (mine && its) another?.set("K", mine)
  }),
  prepared("a cell is not read", (pdf) => {
    const row = rowOf(pdf, 4)
    row.set("K", new PdfArray(kidsOf(pdf, row).slice(1)))
  }),
  prepared("a cell is read twice", (pdf) => {
    const row = rowOf(pdf, 4)
    const [cell] = kidsOf(pdf, row)
    if (cell) row.set("K", new PdfArray([cell, ...kidsOf(pdf, row)]))
  }),
  prepared("a cell is read as of another row", (pdf) => {
    const [one, another] = elementsIn(pdf, "TR")
    const [cell] = one ? kidsOf(pdf, one) : []
    if (one && another && cell) resolved(pdf, cell).set("P", pdf.context.registry.getRef(another) ?? cell)
  }),
  prepared("a paragraph is read as a heading", (pdf) => first(pdf, "P").set("S", name("H1"))),
  prepared("a paragraph is read as a note", (pdf) => first(pdf, "P").set("S", name("Note"))),
  prepared("a paragraph is drawn as furniture", (pdf) =>
    withContents(pdf, 0, (own) => own.replace("/P <</MCID 3>> BDC", "/Artifact <</Type/Layout>> BDC")),
  ),
  prepared("a part is drawn that is not read", (pdf) =>
    withContents(pdf, 0, (own) =>
      own.replace(/\/P <<\/MCID 5>> BDC\n([\s\S]*?)EMC/u, "$&\n/P <</MCID 99>> BDC\n$1EMC"),
    ),
  ),
  prepared("the way back leads to another element than the way there", (pdf) => {
    const tree = resolved(pdf, rootOf(pdf).get("ParentTree"))
    const pairs = [...(tree.getArray("Nums", resolverOf(pdf)) ?? [])]
    const [key, elements] = pairs
    if (key && elements instanceof PdfArray)
      tree.set("Nums", new PdfArray([key, new PdfArray([...elements].reverse()), ...pairs.slice(2)]))
  }),
  prepared("two pages are looked up under one number", (pdf) =>
    pageAt(pdf, 1).set("StructParents", PdfNumber.of(0)),
  ),
  prepared("a field is read as the next one", (pdf) => {
    const [one, another] = elementsIn(pdf, "Form")
    const its = another?.get("K")
    if (one && its) one.set("K", its)
  }),
  prepared("a field is looked up as another", (pdf) =>
    fieldIn(pdf, "chu_ky_co_quan").set("StructParent", PdfNumber.of(1)),
  ),
  withPicture("the code leads elsewhere than is read aloud", async () =>
    pictureIn(await withCode(CHECKED_ELSEWHERE)),
  ),
  withPicture("a code is read aloud that is not drawn", async () => ""),
  withPicture("the code is a picture that leads nowhere", async (own) =>
    own.replace(/ID [0-9a-f]+>/u, (rows) => rows.replaceAll(/[0-9a-f]/gu, "f")),
  ),
  prepared("a second document is read after the first", (pdf) => {
    const [document] = kidsOf(pdf, rootOf(pdf))
    if (document)
      rootOf(pdf).set("K", new PdfArray([document, pdf.context.register(copyOf(resolved(pdf, document)))]))
  }),
]
