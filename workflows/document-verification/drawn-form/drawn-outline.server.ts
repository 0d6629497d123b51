import { type PdfDict, PdfRef } from "@libpdf/core"
import { drawingOf } from "./drawn-content.server.ts"
import { type DrawnFile, type DrawnRule, named, othersIn } from "./drawn-file.ts"
import { lettersOf } from "./drawn-fonts.server.ts"

const ITEM = ["Title", "Dest", "Parent", "Prev", "Next"]

/** Whether what stands beside the pages, and above the window, is what stands on them. */
export const OUTLINE_RULES: readonly DrawnRule[] = [
  {
    name: "OUTLINE_AS_DRAWN",
    reason:
      "readers show the list of headings beside the pages and the title above them: other words there, or a place that is not the heading's, tell of another document",
    faultIn: (file) => faultOfOutline(file),
  },
]

type Heading = { page: PdfDict; text: string; next: string }

function faultOfOutline(file: DrawnFile): string | null {
  const { dictAt, listAt, pdf } = file
  const headings = pdf.getPages().flatMap(({ dict }) => headingsOn(file, dict))
  const outline = dictAt(pdf.getCatalog(), "Outlines")
  const others = othersIn(outline, ["First", "Last"])
  const items: PdfDict[] = []
  for (let item = dictAt(outline, "First"); item !== null; item = dictAt(item, "Next")) {
    if (items.includes(item) || items.length > headings.length) return "mục lục có vòng hoặc thừa mục"
    others.push(...othersIn(item, ITEM))
    if (dictAt(item, "Parent") !== outline || dictAt(item, "Prev") !== (items.at(-1) ?? null))
      return "mục lục không xếp theo cách của hệ thống"
    items.push(item)
  }
  if (others.length > 0) return `mục lục với mục lạ (${named(others)})`
  if (items.length !== headings.length || dictAt(outline, "Last") !== (items.at(-1) ?? null))
    return "mục lục thiếu hoặc thừa mục"
  for (const [index, item] of items.entries()) {
    const heading = headings[index] as Heading
    const title = item.getString("Title")?.asString() ?? ""
    const isSaid = [heading.text, `${heading.text}.${heading.next}`].some((text) => isSameText(text, title))
    if (!isSaid) return `mục lục ghi khác đề mục in ra («${title}»)`
    const [page, fit, more] = listAt(item, "Dest")
    const isThere = page instanceof PdfRef && file.resolved(page) === heading.page
    if (!isThere || fit?.type !== "name" || fit.value !== "Fit" || more)
      return `mục lục dẫn tới chỗ khác («${title}»)`
  }
  const title = file.resolved(dictAt(pdf.context.info.trailer, "Info")?.get("Title"))
  const [first] = headings
  const isTitle =
    title?.type === "string" &&
    first !== undefined &&
    [first.text, first.next].some((text) => isSameText(text, title.asString()))
  return isTitle ? null : "tên tệp khác tên in trên trang đầu"
}

/** The same but for blanks, of which some stand where a line ends. */
const isSameText = (one: string, other: string): boolean =>
  one.replaceAll(/\s/gu, "") === other.replaceAll(/\s/gu, "")

/** Headings on a page, each with the paragraph after it. */
function headingsOn(file: DrawnFile, page: PdfDict): Heading[] {
  const operations = drawingOf(file, page)?.operations ?? []
  if (!operations.some(({ operator, operands }) => operator === "BDC" && operands[0] === "/H1")) return []
  const fonts = file.dictAt(file.dictAt(page, "Resources"), "Font")
  const parts: { kind: string; text: string }[] = []
  let letters: ReadonlyMap<number, number> | undefined
  for (const {
    operator,
    operands: [first = ""],
  } of operations) {
    if (operator === "BDC" && first !== "/Artifact") parts.push({ kind: first, text: "" })
    else if (operator === "BDC") parts.push({ kind: "", text: "" })
    else if (operator === "Tf") letters = lettersOf(file, fonts, first.slice(1))
    else if (operator === "Tj" || operator === "TJ") {
      const part = parts.at(-1)
      if (part) part.text += readAs(first, letters)
    }
  }
  const read = parts.filter(({ kind }) => kind !== "")
  return read.flatMap(({ kind, text }, index) =>
    kind === "/H1" ? [{ page, text, next: read[index + 1]?.text ?? "" }] : [],
  )
}

const readAs = (operand: string, letters: ReadonlyMap<number, number> | undefined): string =>
  [...operand.matchAll(/<([^>]*)>/gu)]
    .flatMap(([, codes = ""]) => codes.match(/.{4}/gu) ?? [])
    .map((code) => String.fromCodePoint(letters?.get(Number.parseInt(code, 16)) ?? 0))
    .join("")
