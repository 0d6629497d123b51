import {
  also,
  type DrawnMutant,
  drawnRule,
  gone,
  inFace,
  line,
  moved,
  painted,
  reads,
  right,
  rule,
} from "./drawn-mutants.ts"

const [FIRST, SECOND, ANNEX, ANNEX_NEXT] = [0, 1, 2, 3]
const NUMBER = "2"
/** The page number of the second page, drawn on another. */
const withNumber = (text: string) => also("Số:", { text, x: 310, y: 40, size: 13 })
const onAnnex = (text: string) =>
  also("1. Lĩnh vực", (_line, page) => ({ text, font: page.face("Regular"), x: 310, y: 40, size: 13 }))

/** Faults drawn into margins, page numbers, annexes and their tables. */
/** A square of one grey dot, `edge` points, its lower left corner at x, y. */
const picture = (x: number, y: number, edge: number) =>
  `q ${edge} 0 0 ${edge} ${x} ${y} cm BI/W 1/H 1/BPC 8/CS/G/F/AHx ID 80> EI Q`

export const DRAWN_PAGE_MUTANTS: DrawnMutant[] = [
  ["too small a margin at the left", "page.margin-left", FIRST, moved(-20, 0)],
  ["too small a margin at the right", "page.margin-right", FIRST, moved(25, 0)],
  ["too small a margin at the top", "page.margin-top", FIRST, moved(0, -12)],
  ["too small a margin at the foot", "page.margin-bottom", FIRST, moved(0, 20)],
  ["too wide a margin at the left", "page.margin-left-wide", FIRST, moved(20, 0)],
  ["too wide a margin at the right", "page.margin-right-wide", FIRST, moved(-20, 0)],
  ["too wide a margin at the top", "page.margin-top-wide", FIRST, moved(0, 20)],
  ["too small a margin on a page of an annex", "page.margin-left", ANNEX_NEXT, moved(-20, 0)],
  [
    "an empty page",
    "page.not-empty",
    SECOND,
    (page) => {
      page.content = "q Q"
    },
  ],
  ["a page number on the first page", "page-number.first-hidden", FIRST, withNumber("1")],
  ["a page number on the first page of an annex", "page-number.annex-first-hidden", ANNEX, onAnnex("1")],
  ["a page without its number", "page-number.present", SECOND, gone(NUMBER)],
  ["a page number left out", "page-number.sequence", SECOND, line(NUMBER, reads("3"))],
  ["page numbers that go on in the annex", "page-number.sequence", ANNEX_NEXT, line(NUMBER, reads("4"))],
  ["a page number in Roman figures", "page-number.arabic", SECOND, line(NUMBER, reads("II"))],
  ["a page number between hyphens", "page-number.plain", SECOND, line(NUMBER, reads("-2-"))],
  ["a page number in the lower margin", "page-number.in-top-margin", SECOND, line(NUMBER, { y: 815 })],
  ["a page number at the right", "page-number.centred", SECOND, line(NUMBER, { x: 520 })],
  ["too small a page number", "page-number.size", SECOND, line(NUMBER, { size: 11 })],
  ["a bold page number", "page-number.style", SECOND, line(NUMBER, inFace("Bold"))],
  [
    "a dashed rule",
    "font.lines-black",
    FIRST,
    rule(0, (x0, x1, y) => `[2] 0 d ${drawnRule(x0, x1, y)} [] 0 d`),
  ],
  ["a red rule", "font.lines-black", FIRST, rule(0, (x0, x1, y) => `1 0 0 RG ${drawnRule(x0, x1, y)} 0 G`)],
  ["a thick rule", "font.lines-thickness", FIRST, rule(0, (x0, x1, y) => drawnRule(x0, x1, y, 3))],
  ["a grey ground under the text", "file.no-pictures", FIRST, painted("0.9 g 100 300 200 100 re f")],
  ["a picture among the text", "file.no-pictures", FIRST, painted(picture(100, 300, 70))],
  ["a picture too large for a code", "file.no-pictures", ANNEX_NEXT, painted(picture(60, 60, 200))],
  [
    "large letters across the page",
    "file.no-draft-mark",
    FIRST,
    also("QUYẾT ĐỊNH", { size: 60, y: 500, x: 90 }),
  ],
  ["an annex heading that is not bold", "annex.heading-style", ANNEX, line("Phụ lục", inFace("Italic"))],
  ["too small an annex heading", "annex.heading-size", ANNEX, line("Phụ lục", { size: 13 })],
  ["an annex heading off the middle", "annex.heading-centred", ANNEX, line("Phụ lục", right(15))],
  [
    "an annex title that is not bold",
    "annex.title-style",
    ANNEX,
    line("DANH MỤC", (_line, page) => ({ font: page.face("Regular"), text: "QUYẾT ĐỊNH" })),
  ],
  ["too large an annex title", "annex.title-size", ANNEX, line("DANH MỤC", { size: 15 })],
  ["an annex title off the middle", "annex.title-centred", ANNEX, line("TRÌNH TRÊN", right(15))],
  ["too small an information line", "annex.info-size", ANNEX, line("của Chủ tịch", { size: 12 })],
  ["an upright information line", "annex.info-style", ANNEX, line("của Chủ tịch", inFace("Regular"))],
  ["an information line off the middle", "annex.info-centred", ANNEX, line("của Chủ tịch", right(15))],
  ["no rule under the annex's head", "annex.rule", ANNEX, rule(0, () => "")],
  [
    "a rule beside the annex's head",
    "annex.rule-centred",
    ANNEX,
    rule(0, (x0, x1, y) => drawnRule(x0 + 30, x1 + 30, y)),
  ],
  [
    "an annex that begins in the middle of a page",
    "annex.new-page",
    SECOND,
    also("PHÓ CHỦ", { text: "Phụ lục III", x: 270, y: 400 }),
  ],
  [
    "a table without its header on the next page",
    "table.header-repeated",
    ANNEX_NEXT,
    line("Tên thủ tục", reads("Tên")),
  ],
  ["a header that is not bold", "table.header-bold", ANNEX, line("Tên thủ tục", inFace("Regular"))],
  ["a header off the middle of its column", "table.header-centred", ANNEX, line("Tên thủ tục", right(12))],
  ["too small a cell", "table.size", ANNEX, line("Sở Nông", { size: 10 })],
  ["a cell in another size", "table.one-size", ANNEX, line("Sở Nông", { size: 11 })],
  [
    "a column that is not straight",
    "table.columns-aligned",
    ANNEX_NEXT,
    (page) =>
      page.replace(
        /82\.205 (\d[\d.]*) re/u,
        "78.205 $1 re".replace("$1", /82\.205 (\d[\d.]*) re/u.exec(page.content)?.[1] ?? ""),
      ),
  ],
  ["text over the edge of its cell", "table.cell-inside", ANNEX, line("Sở Nông", right(30))],
  [
    "a row over two pages",
    "table.row-whole",
    ANNEX_NEXT + 1,
    (page) => {
      for (const start of ["19", "3.100140", "(3.100140.01)"]) gone(start)(page)
    },
  ],
  [
    "a group in ordinary type",
    "table.group-bold",
    ANNEX,
    line("1. Lĩnh vực", (_line, page) => ({ font: page.face("Regular"), text: "1. Quyết định" })),
  ],
  ["a group off the edge", "table.group-line", ANNEX, line("A. DỊCH VỤ", right(30))],
  [
    "a row that was painted out",
    "totals.attached-rows",
    ANNEX_NEXT,
    (page) => {
      for (const start of ["3.100224", "(3.100224.01)"]) gone(start)(page)
    },
  ],
]
