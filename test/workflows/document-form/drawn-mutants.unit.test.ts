import { type PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfRef, type PdfStream } from "@libpdf/core"
import { beforeAll, expect, test } from "vitest"
import { aFrozenEdition } from "#seeds/builders/a-frozen-edition.ts"
import { issuerOn } from "#seeds/reference/issuer.ts"
import type { DrawnMutant } from "./drawn-mutants.ts"
import { DRAWN_BODY_MUTANTS } from "./drawn-mutants-of-body.ts"
import { DRAWN_HEAD_MUTANTS } from "./drawn-mutants-of-head.ts"
import { DRAWN_PAGE_MUTANTS } from "./drawn-mutants-of-pages.ts"
import { editFile, editPage } from "./edit-pdf.ts"
import { decisionOf, drawn, findingsIn, rulesBrokenIn } from "./linted.ts"

/** Letters the mutants write, so that every face has them. */
const LETTERS =
  "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập Tự do Hạnh phúc ỦY BAN NHÂN DÂN TỈNH ĐẮK NÔNG QUYẾT ĐỊNH KT. PHÓ TỊCH Phụ lục III Số tháng Việt Vân Bích Thị Đinh Về việc (Kèm) Nơi Số: 0123456789"

const edition = aFrozenEdition({
  rows: 60,
  issuer: {
    preambleBases: [
      "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015",
      `Căn cứ Luật ${LETTERS}`,
    ],
    implementers: `${LETTERS}; ${issuerOn("2023-05-08").implementers}`,
  },
})
const layout = decisionOf(edition)
let base: Uint8Array
beforeAll(async () => {
  base = await drawn({ ...layout, header: { ...layout.header, number: "15", day: "2023-05-12" } }, edition)
})

test("the document the faults are drawn into has none, nor after it was saved by another program", async () => {
  expect(await findingsIn(base)).toEqual([])
  expect(await findingsIn(await editFile(base, () => undefined))).toEqual([])
})

test.each<DrawnMutant>([...DRAWN_HEAD_MUTANTS, ...DRAWN_BODY_MUTANTS, ...DRAWN_PAGE_MUTANTS])(
  "%s breaks %s",
  async (_what, rule, page, edit) => {
    expect(await rulesBrokenIn(await editPage(base, page, edit))).toContain(rule)
  },
)

test("an annex whose lines are gone breaks table.present", async () => {
  const tiny = aFrozenEdition({ rows: 2, partialEvery: 0 })
  const bytes = await editPage(await drawn(decisionOf(tiny), tiny), 2, (page) => {
    page.content = page.content.replaceAll(/[\d.]+ w [^\n]* re S/gu, "")
  })
  expect(await rulesBrokenIn(bytes)).toContain("table.present")
})

const resolved = <Value>(pdf: PDF, value: Value) =>
  value instanceof PdfRef ? pdf.context.resolve(value) : value

/** A dictionary reached over keys from the first page. */
const below = (pdf: PDF, ...keys: string[]): PdfDict => {
  let at: unknown = pdf.getPages()[0]?.dict
  for (const key of keys) {
    const found = resolved(pdf, at instanceof PdfDict ? at.get(key) : undefined)
    at = found instanceof PdfArray ? resolved(pdf, found.at(0)) : found
  }
  if (!(at instanceof PdfDict)) throw new Error(`nothing at ${keys.join("/")}`)
  return at
}
const FONT = ["Resources", "Font", "F2"]
const box = (...sides: number[]) => new PdfArray(sides.map((side) => PdfNumber.of(side)))
const setBox =
  (name: string, ...sides: number[]) =>
  (pdf: PDF) =>
    below(pdf).set(name, box(...sides))

/** Changes to the file beside what its pages draw. */
const OF_THE_FILE: [what: string, rule: string, edit: (pdf: PDF) => void][] = [
  ["another title", "file.title", (pdf) => pdf.setTitle("Quyết định")],
  ["no language", "file.language", (pdf) => pdf.getCatalog().delete("Lang")],
  ["no marks", "file.marked", (pdf) => pdf.getCatalog().delete("MarkInfo")],
  ["no structure", "file.marked", (pdf) => pdf.getCatalog().delete("StructTreeRoot")],
  ["a title that is not shown", "file.title-shown", (pdf) => pdf.getCatalog().delete("ViewerPreferences")],
  ["no bookmarks", "file.bookmarks", (pdf) => pdf.getCatalog().delete("Outlines")],
  ["a file that is encrypted", "file.open", (pdf) => pdf.setProtection({ ownerPassword: "mật khẩu" })],
  ["a page of letter size", "page.paper", setBox("MediaBox", 0, 0, 612, 792)],
  ["a landscape page in the main text", "page.portrait", setBox("MediaBox", 0, 0, 841.89, 595.28)],
  ["a page that is cut", "page.whole-sheet", setBox("CropBox", 20, 0, 595.28, 841.89)],
  ["a page that is turned", "page.whole-sheet", (pdf) => below(pdf).set("Rotate", PdfNumber.of(90))],
  [
    "another typeface",
    "font.family",
    (pdf) =>
      below(pdf, ...FONT, "DescendantFonts", "FontDescriptor").set(
        "FontName",
        PdfName.of("AAAAAA+Arial-Bold"),
      ),
  ],
  ["a whole typeface", "font.subset", (pdf) => below(pdf, ...FONT).set("BaseFont", PdfName.of("Tinos-Bold"))],
  [
    "letters that are not precomposed",
    "text.nfc",
    (pdf) => {
      const map = below(pdf, ...FONT, "ToUnicode") as PdfStream
      const text = Buffer.from(map.getDecodedData()).toString("latin1")
      map.delete("Filter")
      map.setData(Buffer.from(text.replace("<00d4>", "<004f0302>"), "latin1"))
    },
  ],
  ["a font that cannot be searched", "font.searchable", (pdf) => below(pdf, ...FONT).delete("ToUnicode")],
  [
    "a font that is not embedded",
    "font.embedded",
    (pdf) => below(pdf, ...FONT, "DescendantFonts", "FontDescriptor").delete("FontFile2"),
  ],
]

test.each(OF_THE_FILE)("%s breaks %s", async (_what, rule, edit) => {
  expect(await rulesBrokenIn(await editFile(base, edit))).toContain(rule)
})
