import { type PDFPage, PdfDict } from "@libpdf/core"
import { formatNumber } from "#models/shared/numbers.ts"
import { numbersOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { drawingOf, faultOfDrawing } from "./drawn-content.server.ts"
import { type DrawnFile, type DrawnRule, named, othersIn } from "./drawn-file.ts"

const PAGE = [
  "Type",
  "Parent",
  "MediaBox",
  "Contents",
  "Resources",
  "UserUnit",
  "StructParents",
  "Tabs",
  "Annots",
]
const TREE = ["Type", "Kids", "Count"]
/** Colour spaces are listed, empty, by the library that draws; no operator of ours asks for one. */
const RESOURCES = ["ProcSet", "Font", "ColorSpace"]

/** A4 in points, on either side (ISO 216), to the nearest. */
const PAPER = ["595,842", "842,595"]
/** What its pages may be, and what they are drawn with. */
export const PAGE_RULES: readonly DrawnRule[] = [
  {
    name: "PAGE_ENTRIES",
    reason:
      "cut, turned or scaled, a page shows less than it says; actions, files and notes of its own show something else",
    faultIn: (file) =>
      firstFault(file, ({ dict }) => {
        const others = othersIn(dict, PAGE)
        if (others.length > 0) return `mục lạ (${named(others)})`
        if (dict.getName("Tabs")?.value !== "S") return "thứ tự ô của phần mềm khác"
        const [x, y, width, height] = numbersOf(file.listAt(dict, "MediaBox"))
        const isPaper = PAPER.includes([width, height].map((one) => Math.round(one ?? 0)).join())
        const isMeasured = ["1", undefined].includes(dict.getNumber("UserUnit")?.value.toString())
        if (x !== 0 || y !== 0 || !isPaper || !isMeasured) return "khổ giấy không phải A4"
        return null
      }) ?? treeFault(file),
  },
  {
    name: "PAGE_RESOURCES",
    reason:
      "a page of ours is letters and lines: forms, patterns, shadings, states and layers cover or hide them",
    faultIn: (file) =>
      firstFault(file, ({ dict }) => {
        const resources = file.dictAt(dict, "Resources")
        const others = [
          ...othersIn(resources, RESOURCES),
          ...othersIn(file.dictAt(resources, "ColorSpace"), []),
        ]
        return others.length > 0 ? `hình, mẫu hoặc lớp vẽ riêng (${named(others)})` : null
      }),
  },
  {
    name: "PAGE_DRAWING",
    reason:
      "letters upright, black, of a size that can be read, on the page, and thin lines: whatever else is drawn can cover a letter or hide that it is not seen, and what is begun and not ended one program shows and the next leaves out",
    faultIn: (file) => {
      let codes = 0
      return firstFault(file, ({ dict, width, height }) => {
        const drawing = drawingOf(file, dict)
        if (drawing === null) return "nội dung không đọc được"
        codes += drawing.codes.length
        if (codes > 1) return "hơn một mã QR"
        return faultOfDrawing(drawing.operations, { width, height })
      })
    },
  },
]

function firstFault(
  { pdf }: DrawnFile,
  faultOf: (page: { dict: PdfDict; width: number; height: number }) => string | null,
): string | null {
  for (const [index, page] of pdf.getPages().entries()) {
    const fault = faultOf({ dict: page.dict, ...sizeOf(page) })
    if (fault !== null) return `trang ${formatNumber(index + 1)} với ${fault}`
  }
  return null
}

const sizeOf = ({ dict }: PDFPage) => {
  const [, , width = 0, height = 0] = numbersOf(dict.getArray("MediaBox"))
  return { width, height }
}

/** What stands above pages holds for all of them; programs differ in whether they count pages or believe what is said of them. */
function treeFault({ pdf, dictAt, resolved, listAt }: DrawnFile): string | null {
  const tree = dictAt(pdf.getCatalog(), "Pages")
  const others = othersIn(tree, TREE)
  if (others.length > 0) return `mục lạ cho mọi trang (${named(others)})`
  const kids = listAt(tree, "Kids")
  const pages = kids.map(resolved)
  if (new Set(pages).size < pages.length) return "một trang đứng hai lần"
  const isFlat = pages.every(
    (page) =>
      page instanceof PdfDict && page.getName("Type")?.value === "Page" && dictAt(page, "Parent") === tree,
  )
  if (!isFlat || kids.length !== pdf.getPages().length) return "trang không xếp theo cách của hệ thống"
  if (tree?.getNumber("Count")?.value !== pages.length)
    return `số trang ghi khác số trang có (${formatNumber(pages.length)})`
  return null
}
