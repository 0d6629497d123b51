import type { PDF } from "@libpdf/core"
import { FACTS } from "#test/setup/a-decision.ts"
import { editionAttachments } from "#workflows/document-drawing/edition-attachments.server.ts"
import { renderPdf } from "#workflows/document-drawing/render-pdf.server.ts"
import { composeDecision } from "#workflows/document-text/compose-decision.ts"
import type { Annex, Block, DocumentLayout, Row } from "#workflows/document-text/document-layout.ts"
import { redrawn, withContents } from "./forged-file.ts"
import { edition, type Forgery } from "./office.ts"

/** The drawing of one page changed, then signed, numbered and sealed by those whose it is. */
const draws = (what: string, page: number, change: (drawing: string) => string, words: RegExp): Forgery => ({
  name: what,
  make: async ({ drawn, issue }) => issue(await redrawn(drawn, (pdf) => changed(pdf, page, change))),
  words,
})
const changed = (pdf: PDF, page: number, change: (drawing: string) => string): void =>
  withContents(pdf, page, (drawing) => {
    const other = change(drawing)
    if (other === drawing) throw new Error("nothing was changed")
    return other
  })

const PLACE = /BT 1 0 0 -1 [\d.]+ [\d.]+ Tm/gu
const lineAt = (x: number, y: number, shown = "<000100020003>Tj"): string =>
  `BT 1 0 0 -1 ${x} ${y} Tm/F1 13 Tf${shown} ET`

/** A line set where another one stands. */
const lineOnAnother = (drawing: string): string => {
  const places = drawing.match(PLACE) ?? []
  return drawing.replace(places[6] ?? "", places[7] ?? "")
}
/** A line set in letters that lie on one another. */
const lineOnItself = (drawing: string): string =>
  drawing.replace(/Tf<([0-9a-f]{40,})>Tj/u, (_, codes: string) => {
    const letters = codes.match(/.{4}/gu) ?? []
    return `Tf[${letters.map((letter) => `<${letter}>`).join("250")}]TJ`
  })
const after = (more: string) => (drawing: string) => `${drawing}\n${more}\n`
const artifact = (kind: string, more: string): string => `/Artifact <</Type/${kind}>> BDC\n${more}\nEMC`
const firstPlace = (drawing: string): [x: number, y: number] => {
  const [, x = "0", y = "0"] = /BT 1 0 0 -1 ([\d.]+) ([\d.]+) Tm\/F1/u.exec(drawing) ?? []
  return [Number(x), Number(y)]
}

/** Words on a page that nobody can read, or that are no part of the text. */
const BESIDES: Forgery[] = [
  draws("words laid on other words", 0, lineOnAnother, /trang 1 với chữ đè lên chữ/u),
  draws("letters laid on one another", 0, lineOnItself, /trang 1 với chữ đè lên nhau trong dòng/u),
  draws(
    "a line crossed out",
    1,
    (drawing) => {
      const [x, y] = firstPlace(drawing.slice(drawing.indexOf("/P ")))
      return after(artifact("Layout", `3 w ${x} ${y - 4} m ${x + 200} ${y - 4} l S`))(drawing)
    },
    /trang 2 với nét kẻ đè lên chữ/u,
  ),
  draws(
    "a cell's edge through a line",
    -1,
    (drawing) => drawing.replace(/( [\d.]+) re/u, (_, height: string) => ` ${Number(height) / 2} re`),
    /trang 4 với nét kẻ đè lên chữ/u,
  ),
  draws(
    "the end of a line moved off the sheet",
    0,
    (drawing) => drawing.replace(/>-[\d.]+</u, ">-90000<"),
    /trang 1 với chữ ra ngoài giấy/u,
  ),
  draws("a line in no mark", 1, after(lineAt(85, 790)), /trang 2 với chữ nằm ngoài cấu trúc/u),
  draws(
    "a line where a page's number stands",
    1,
    after(artifact("Pagination", lineAt(85, 790))),
    /trang 2 với chữ không thuộc nội dung văn bản/u,
  ),
  draws(
    "a line among the rules",
    1,
    after(artifact("Layout", lineAt(85, 790))),
    /trang 2 với chữ không thuộc nội dung văn bản/u,
  ),
  draws(
    "a page's number taken for a line of text",
    1,
    (drawing) => drawing.replace("/Artifact <</Type/Pagination>> BDC", "/P <</MCID 90>> BDC"),
    /trang 2 với không có số trang/u,
  ),
  draws(
    "the text of an article said to be none",
    1,
    (drawing) => drawing.replace("/P <</MCID 5>> BDC", "/Artifact <</Type/Pagination>> BDC"),
    /trang 2 với chữ không thuộc nội dung văn bản/u,
  ),
  draws("a text that does not end", 0, after("BT"), /trang 1 với chữ hoặc phần đánh dấu không mở/u),
  draws(
    "a line without a place",
    1,
    (drawing) => drawing.replace(PLACE, "BT"),
    /trang 2 với chữ hoặc phần đánh dấu không mở/u,
  ),
]

/** Another text drawn by our own drawing, with the catalogue as it is. */
const says = (what: string, change: (layout: DocumentLayout) => DocumentLayout, words: RegExp): Forgery => ({
  name: what,
  make: async ({ issue }) => {
    const layout = change(composeDecision(edition, FACTS))
    const options = { createdAt: edition.frozenAt, attachments: editionAttachments(edition) }
    return issue((await renderPdf(layout, options)).bytes)
  },
  words,
})
/** The rows of one annex changed. */
const lists = (what: string, annex: number, change: (rows: Row[]) => Row[], words: RegExp): Forgery =>
  says(
    what,
    (layout) => ({
      ...layout,
      annexes: layout.annexes.map(
        (one, index): Annex =>
          index === annex ? { ...one, table: { ...one.table, rows: change(one.table.rows) } } : one,
      ),
    }),
    words,
  )
/** The first row of items with one cell changed. */
const withCell = (column: number, text: string) => (rows: Row[]) => {
  const at = rows.findIndex(({ kind }) => kind === "item")
  return rows.map((row, index) =>
    index === at && row.kind === "item" ? { ...row, cells: row.cells.with(column, text) } : row,
  )
}
const inAnnexes = (layout: DocumentLayout, more: Partial<Annex>): DocumentLayout => ({
  ...layout,
  annexes: layout.annexes.map((annex) => ({ ...annex, ...more })),
})
type ItemRow = Exclude<Row, { kind: "group" }>
/** Names and units of two rows changed for one another, their numbers and codes left in place. */
const swapped = (rows: Row[]): Row[] => {
  const [one, other] = rows.filter((row): row is ItemRow => row.kind === "item")
  if (!one || !other) throw new Error("too few rows")
  const like = (row: ItemRow, from: ItemRow): Row => ({
    ...row,
    cells: [...row.cells.slice(0, 2), ...from.cells.slice(2)],
  })
  return rows.map((row) => (row === one ? like(one, other) : row === other ? like(other, one) : row))
}
/** Two lines of one cell, each where the other was. */
const linesChanged = (drawing: string): string => {
  const cell = drawing.slice(drawing.indexOf("/TD"))
  const x = /BT 1 0 0 -1 ([\d.]+) [\d.]+ Tm\/F\d 12 Tf<[0-9a-f]{60,}>/u.exec(cell)?.[1] ?? ""
  const [one = "", other = ""] = cell.match(new RegExp(`BT 1 0 0 -1 ${x} [\\d.]+ Tm`, "gu")) ?? []
  return drawing.replace(one, "@").replace(other, one).replace("@", other)
}

/** Rows that are not those of the catalogue, with its codes all the same. */
const ROWS: Forgery[] = [
  lists(
    "a service by another name",
    0,
    withCell(2, "Cấp phép khai thác"),
    /dòng 1 \([\d.]+\), cột «Tên thủ tục/u,
  ),
  lists(
    "another unit",
    0,
    withCell(3, "Sở Khác"),
    /Phụ lục I, trang 3, dòng 1 .*cột «Cơ quan thực hiện»: in «Sở Khác»/u,
  ),
  lists("another note", 0, withCell(4, "Chưa thực hiện"), /cột «Ghi chú»: in «Chưa thực hiện», danh mục/u),
  lists("another reason", 1, withCell(4, "Chưa có hạ tầng"), /Phụ lục II, .*cột «Lý do chưa toàn trình»/u),
  lists("another number in the row", 0, withCell(0, "7"), /cột «TT»: in «7»/u),
  lists(
    "a code of another procedure",
    0,
    (rows) => {
      const [row] = rows.filter(({ kind }) => kind === "item")
      const [, code = ""] = row?.kind === "item" ? (row.cells[1] ?? "").split("\n") : []
      return withCell(1, `9.999999\n${code}`)(rows)
    },
    /cột «Mã TTHC \(Mã DVC\)»: in «9\.999999/u,
  ),
  lists("two services changed for one another", 0, swapped, /dòng 1 .*; .*dòng 1 |dòng 1 .*; .*dòng 2 /u),
  lists(
    "another number of services in a group",
    0,
    (rows) =>
      rows.map((row) => (row.kind === "group" ? { ...row, text: row.text.replace(/\(\d+/u, "(99") } : row)),
    /dòng nhóm «A\..*: in «.*99 dịch vụ công/u,
  ),
  lists("a group left out", 0, (rows) => rows.slice(1), /dòng nhóm «A\..*: in «/u),
  lists(
    "a group more",
    0,
    (rows) => [...rows, { kind: "group", depth: 2, text: "9. Lĩnh vực Khác (01 dịch vụ công)" }],
    /thừa «9\. Lĩnh vực Khác/u,
  ),
  says(
    "an annex by another title",
    (layout) => inAnnexes(layout, { title: "DANH MỤC KHÁC" }),
    /tên phụ lục: in «DANH MỤC KHÁC/u,
  ),
  says(
    "an annex of another decision",
    (layout) => inAnnexes(layout, { infoLine: "(Kèm theo Quyết định khác)" }),
    /dòng «Kèm theo»/u,
  ),
  draws(
    "two lines of a cell in place of one another",
    2,
    linesChanged,
    /Phụ lục I, trang 3, dòng 1 .*cột «Tên thủ tục hành chính»/u,
  ),
]

/** The blocks of the decision's own text changed. */
const tells = (what: string, change: (blocks: Block[]) => Block[], words: RegExp): Forgery =>
  says(what, (layout) => ({ ...layout, blocks: change(layout.blocks) }), words)
const saying = (block: Block | undefined, text: string): Block => {
  if (block?.block !== "paragraph") throw new Error("no paragraph")
  return { ...block, runs: block.runs.slice(0, 1).map((run) => ({ ...run, text })) }
}
const MORE = "Các dịch vụ công ngoài danh mục này cũng được thu phí theo thỏa thuận với người nộp hồ sơ."

/** A decision that says more, less or other than its templates make of the catalogue it carries. */
const TEXT: Forgery[] = [
  tells(
    "a paragraph more at the end",
    (blocks) => [...blocks, saying(blocks.at(-1), MORE)],
    /Lời văn của quyết định khác .*in «Các dịch vụ công ngoài danh mục/u,
  ),
  tells(
    "a paragraph more between the articles",
    (blocks) => blocks.toSpliced(-1, 0, saying(blocks.at(-1), MORE)),
    /Lời văn của quyết định khác .*Các dịch vụ công ngoài danh mục/u,
  ),
  tells(
    "a paragraph twice",
    (blocks) => blocks.toSpliced(1, 0, ...blocks.slice(1, 2)),
    /Lời văn .*: trang 1/u,
  ),
  tells("a paragraph left out", (blocks) => blocks.toSpliced(1, 1), /Lời văn của quyết định khác/u),
  tells(
    "an article that says something else",
    (blocks) =>
      blocks.with(-1, saying(blocks.at(-1), "Điều 3. Không ai chịu trách nhiệm thi hành Quyết định này.")),
    /Lời văn của quyết định khác .*trang 2, Điều 4/u,
  ),
  says(
    "another abstract",
    (layout) => ({ ...layout, abstract: "Về việc bãi bỏ danh mục dịch vụ công trực tuyến" }),
    /trích yếu: in «Về việc bãi bỏ/u,
  ),
  says(
    "a recipient more",
    ({ closing, ...layout }) => ({
      ...layout,
      closing: { ...closing, recipients: [...closing.recipients, "Công ty Trách nhiệm hữu hạn Khác"] },
    }),
    /nơi nhận: in «- Lưu: VT, KSTT;»/u,
  ),
]

export const WORDS = { BESIDES, ROWS, TEXT }
