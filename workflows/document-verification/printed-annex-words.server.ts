import { setImmediate } from "node:timers/promises"
import type { PDF } from "@libpdf/core"
import { type Font, openSync } from "fontkit"
import type { Annex } from "#workflows/document-text/document-layout.ts"
import { FONT_FILES } from "#workflows/pdf-file/font-files.server.ts"
import { openDrawn } from "./drawn-form/drawn-file.ts"
import { type DrawnPage, drawnPages } from "./drawn-form/drawn-lines.server.ts"
import { printedOn, saidIn } from "./printed-words.ts"
import { differencesIn, type Expected, type ExpectedRow, type SameLetters } from "./words-compared.ts"

/** All that is set on the pages of a file; others get their turn between pages. */
export const linesOn = async (pdf: PDF): Promise<DrawnPage[]> => {
  const pages: DrawnPage[] = []
  for (const page of drawnPages(openDrawn(pdf, []))) {
    pages.push(page)
    await setImmediate()
  }
  return pages
}

/**
 * The pages of each part: the text before the annexes, then each annex by its heading. An annex whose heading begins no page, or
 * one before its turn, has none.
 */
export const partsOf = (
  pages: readonly DrawnPage[],
  annexes: readonly Pick<Annex, "heading">[],
): { main: DrawnPage[]; annexes: DrawnPage[][] } => {
  const starts: number[] = []
  for (const { heading } of annexes) {
    const from = starts.findLast((start) => start >= 0) ?? -1
    starts.push(pages.findIndex((page, index) => index > from && headOf(page) === heading))
  }
  const endOf = (index: number) => starts.slice(index + 1).find((start) => start >= 0)
  return {
    main: pages.slice(
      0,
      starts.find((start) => start >= 0),
    ),
    annexes: starts.map((start, index) => (start < 0 ? [] : pages.slice(start, endOf(index)))),
  }
}

const headOf = ({ lines }: DrawnPage): string | null => {
  const first = lines.find(({ mark }) => mark?.tag !== "Artifact")
  return first?.mark?.tag === "H1" ? saidIn([first]) : null
}

/** In what an annex as printed differs from the one the catalogue gives, Vietnamese; empty where in nothing. */
export const annexFaults = (pages: readonly DrawnPage[], annex: Annex): string[] => {
  if (pages.length === 0) return [`không thấy ${annex.heading}`]
  const { heading, title, infoLine, table } = annex
  return faultsOf(pages, [
    { kind: "text", name: "dòng đầu", text: heading },
    { kind: "text", name: "tên phụ lục", text: title },
    { kind: "text", name: "dòng «Kèm theo»", text: infoLine },
    ...tableRows(table),
  ])
}

/** The rows of a table as they ought to stand, its head first. */
export const tableRows = ({ columns, rows }: Annex["table"]): ExpectedRow[] => {
  const headings = columns.map(({ heading }) => heading)
  return [
    { kind: "row", name: HEAD, cells: headings, headings },
    ...rows.map((row): ExpectedRow => {
      const cells = row.kind === "group" ? [row.text] : row.cells
      return { kind: "row", name: nameOf(cells), cells, headings }
    }),
  ]
}
const HEAD = "tiêu đề bảng"

/** `dòng 3 (1.000123.01)`: numbers begin again with every level of government. */
function nameOf(cells: readonly string[]): string {
  const [first = "", second = ""] = cells
  if (cells.length === 1) return `dòng nhóm «${first}»`
  const code = /\((.*)\)/u.exec(second)?.[1]
  return `dòng ${first}${code === undefined ? "" : ` (${code})`}`
}

/** In what pages differ from what ought to stand on them, and in a head of a table that is repeated. */
export const faultsOf = (pages: readonly DrawnPage[], expected: readonly Expected[]): string[] => {
  const { printed, repeated, fault } = printedOn(pages)
  const faults = differencesIn(printed, expected, sameOnPaper)
  if (fault !== null) faults.push(fault)
  const heads = expected.filter((one): one is ExpectedRow => one.kind === "row" && one.name === HEAD)
  for (const row of repeated) {
    const isHead = heads.some((head) => differencesIn([row], [head], sameOnPaper).length === 0)
    if (!isHead) faults.push(`trang ${row.page}: tiêu đề bảng lặp lại khác tiêu đề của bảng`)
  }
  return faults
}

let face: Font | null = null
/** Some letters are one in print and two in a computer, Đ and Ð: a file is read back as whichever came first. */
const sameOnPaper: SameLetters = (one, other) => one === other || shapesOf(one) === shapesOf(other)

function shapesOf(text: string): string {
  face ??= openSync(FONT_FILES.regular) as Font
  const own = face
  return [...text].map((letter) => own.glyphForCodePoint(letter.codePointAt(0) ?? 0).id || letter).join()
}
