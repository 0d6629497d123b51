import { type PDF, PdfArray, PdfBool, PdfDict, PdfNumber, type PdfObject, PdfString } from "@libpdf/core"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { copyOf, name, pageAt, redrawn, resolved, streamAt, streamOf, withContents } from "./forged-file.ts"
import type { Forgery } from "./office.ts"

const prepared = (what: string, change: (pdf: PDF) => void, words: RegExp): Forgery => ({
  name: what,
  make: async ({ drawn, issue }) => issue(await redrawn(drawn, change)),
  words,
})
const draws = (what: string, change: (drawing: string) => string, words: RegExp): Forgery =>
  prepared(
    what,
    (pdf) =>
      withContents(pdf, 0, (own) => {
        const changed = change(own)
        if (changed === own) throw new Error("nothing was changed")
        return changed
      }),
    words,
  )
const pagesOf = (pdf: PDF): PdfDict => resolved(pdf, pdf.getCatalog().get("Pages"))
const kidsOf = (pdf: PDF): PdfObject[] => [...(pagesOf(pdf).getArray("Kids", resolverOf(pdf)) ?? [])]
const setKids = (pdf: PDF, kids: PdfObject[], count = kids.length): void => {
  pagesOf(pdf).set("Kids", new PdfArray(kids))
  pagesOf(pdf).set("Count", PdfNumber.of(count))
}
const inTheCatalogue = (what: string, key: string, value: PdfObject): Forgery =>
  prepared(what, (pdf) => pdf.getCatalog().set(key, value), /mục ghi khác trong danh mục của tệp/u)
/** A copy of the last page, drawn with that alone. */
const aPage = (pdf: PDF, drawing: string): PdfObject => {
  const page = copyOf(pageAt(pdf, -1), { Contents: pdf.context.register(streamOf(drawing)) })
  page.delete("Annots")
  return pdf.context.register(page)
}

const UNFINISHED = /lệnh vẽ dở dang/u
const MISPLACED = /lệnh vẽ không đúng chỗ/u
const STRANGE = /lệnh vẽ không phải của hệ thống/u
const UPSIDE_DOWN = "1 0 0 -1 0 595.28 cm\n"

/** Pages, and how the file is opened, that one reader shows otherwise than another. */
export const UNALIKE_PAGES: Forgery[] = [
  prepared(
    "a page stands twice",
    (pdf) => setKids(pdf, [...kidsOf(pdf), ...kidsOf(pdf).slice(-1)]),
    /một trang đứng hai lần/u,
  ),
  prepared(
    "it says it has fewer pages than it has",
    (pdf) => setKids(pdf, kidsOf(pdf), 2),
    /số trang ghi khác/u,
  ),
  prepared(
    "it says it has more pages than it has",
    (pdf) => setKids(pdf, kidsOf(pdf), 9),
    /số trang ghi khác/u,
  ),
  prepared(
    "pages stand in a tree below another",
    (pdf) => {
      const [first, ...others] = kidsOf(pdf)
      if (!first) return
      const below = PdfDict.of({
        Type: name("Pages"),
        Kids: new PdfArray(others),
        Count: PdfNumber.of(others.length),
      })
      setKids(pdf, [first, pdf.context.register(below)], others.length + 1)
    },
    /không xếp theo cách của hệ thống/u,
  ),
  prepared(
    "a page says it belongs to another tree",
    (pdf) => pageAt(pdf, 0).set("Parent", pdf.context.register(copyOf(pagesOf(pdf)))),
    /không xếp theo cách của hệ thống/u,
  ),
  prepared("a blank page is added", (pdf) => setKids(pdf, [...kidsOf(pdf), aPage(pdf, "")]), /Bản lập có/u),
  prepared(
    "a page that holds nothing but a line is added",
    (pdf) =>
      setKids(pdf, [
        ...kidsOf(pdf),
        aPage(pdf, `${UPSIDE_DOWN}/Artifact <</Type/Layout>> BDC\n1 w 9 9 m 99 9 l S\nEMC\n`),
      ]),
    /nội dung không có chữ/u,
  ),
  prepared(
    "fields are gone through in an order of their own",
    (pdf) => pageAt(pdf, 0).set("Tabs", name("C")),
    /thứ tự ô/u,
  ),
  draws("text is begun and not ended", (own) => `${own}\n/Artifact <</Type/Layout>> BDC BT`, UNFINISHED),
  draws("text is begun outside of every part", (own) => `${own}\nBT`, MISPLACED),
  draws("a part is begun and not ended", (own) => `${own}\n/P <</MCID 99>> BDC`, UNFINISHED),
  draws("a part is ended twice", (own) => `${own}\nEMC`, MISPLACED),
  draws(
    "a part is begun inside another",
    (own) => own.replace(/BDC\n/u, "BDC\n/P <</MCID 99>> BDC\n"),
    MISPLACED,
  ),
  draws("text is begun inside text", (own) => own.replace("BT ", "BT BT "), MISPLACED),
  draws("letters are set outside of text", (own) => own.replace(/Tj ET/u, "Tj ET <0001>Tj"), MISPLACED),
  draws(
    "a line of text has two places",
    (own) => own.replace(/(1 0 0 -1 [\d.]+ [\d.]+ Tm)/u, "$1 $1"),
    MISPLACED,
  ),
  draws(
    "a line of text has no place of its own",
    (own) => own.replace(/1 0 0 -1 [\d.]+ [\d.]+ Tm/u, ""),
    MISPLACED,
  ),
  draws(
    "a line of text says no face of its own",
    (own) => own.replace(/(ET\nEMC[\s\S]*?Tm)\/F\d [\d.]+ Tf/u, "$1"),
    MISPLACED,
  ),
  draws("a path is begun and never drawn", (own) => own.replace(" l S", " l"), MISPLACED),
  draws("the page is not turned the way it is drawn", (own) => own.replace(/^[^\n]* cm\n/u, ""), MISPLACED),
  draws("it is turned twice", (own) => own.replace(/^([^\n]* cm\n)/u, "$1$1"), MISPLACED),
  draws(
    "a part is told another language",
    (own) => own.replace("<</MCID 3>>", "<</MCID 3/Lang/en>>"),
    STRANGE,
  ),
  draws("a part names what is said of it elsewhere", (own) => own.replace("<</MCID 3>>", "/Zz"), STRANGE),
  draws(
    "a paragraph is said to be furniture of another kind",
    (own) => own.replace("<</Type/Layout>>", "<</Type/Background>>"),
    STRANGE,
  ),
  prepared(
    "the colours it is made for are said to be locked",
    (pdf) => {
      const [intent] = [...(pdf.getCatalog().getArray("OutputIntents", resolverOf(pdf)) ?? [])]
      const profile = streamAt(pdf, resolved(pdf, intent).get("DestOutputProfile"))
      profile.set("Filter", new PdfArray([name("Crypt"), name("FlateDecode")]))
    },
    /nén theo cách/u,
  ),
  inTheCatalogue("it opens without the bars of its reader", "PageMode", name("FullScreen")),
  inTheCatalogue("it opens with its files before its pages", "PageMode", name("UseAttachments")),
  inTheCatalogue("it is read aloud in another language", "Lang", PdfString.fromString("en-US")),
  inTheCatalogue("it is said to be marked by nobody", "MarkInfo", PdfDict.of({ Marked: PdfBool.of(false) })),
  prepared(
    "its marks are said to be doubtful",
    (pdf) => resolved(pdf, pdf.getCatalog().get("MarkInfo")).set("Suspects", PdfBool.of(true)),
    /mục lạ trong danh mục của tệp \(Suspects\)/u,
  ),
  prepared(
    "its window is called by the name of the file",
    (pdf) =>
      resolved(pdf, pdf.getCatalog().get("ViewerPreferences")).set("DisplayDocTitle", PdfBool.of(false)),
    /mục ghi khác/u,
  ),
  prepared(
    "it names a place that others may lead to",
    (pdf) => {
      const places = resolved(pdf, resolved(pdf, pdf.getCatalog().get("Names")).get("Dests"))
      const [page] = kidsOf(pdf)
      if (page)
        places.set("Names", new PdfArray([PdfString.fromString("x"), new PdfArray([page, name("Fit")])]))
    },
    /mục ghi khác/u,
  ),
]
