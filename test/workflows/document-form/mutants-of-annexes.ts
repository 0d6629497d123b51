import {
  annexes,
  type ComposedMutant,
  firstAnnex,
  firstItem,
  groupAt,
  rows,
  swapped,
  wording,
} from "./mutations.ts"

/** Decisions composed with one fault in annexes, their tables and the totals. */
export const ANNEXES_MUTANTS: ComposedMutant[] = [
  ["a total that is off by one", "totals.sum", wording("Điều 1.", "12 (Mười hai)", "13 (Mười ba)")],
  [
    "a figure that is not the attached one",
    "totals.attached-figures",
    wording("1. 08", "08 (Tám)", "09 (Chín)"),
  ],
  [
    "a level's figure that is not the attached one",
    "totals.attached-figures",
    wording("1. 08", /cấp tỉnh \d+ \([^)]*\)/u, "cấp tỉnh 11 (Mười một)"),
  ],
  [
    "an article that names an annex there is not",
    "annex.existing",
    wording("2. 04", "Phụ lục II", "Phụ lục III"),
  ],
  ["an annex's number off by one", "totals.annex", wording("1. 08", "08 (Tám)", "09 (Chín)")],
  [
    "a level's number off by one",
    "totals.per-level",
    wording("1. 08", /cấp tỉnh \d+ \([^)]*\)/u, "cấp tỉnh 11 (Mười một)"),
  ],
  ["a number that is not said", "totals.stated", wording("1. 08", "08 (Tám) dịch vụ", "Các dịch vụ")],
  [
    "a group's number off by one",
    "totals.subtotals",
    groupAt(1, (text) =>
      text.replace(/\((\d+) /u, (_all, digits) => `(${String(Number(digits) + 1).padStart(2, "0")} `),
    ),
  ],
  [
    "a group without its number",
    "totals.subtotals-stated",
    groupAt(1, (text) => text.replace(/ \(.*\)$/u, "")),
  ],
  [
    "a row left out",
    "totals.attached-rows",
    rows((all) => all.filter((_row, index) => index !== all.findLastIndex(({ kind }) => kind === "item"))),
  ],
  ["a row twice", "totals.unique", rows((all) => [...all, ...all.slice(-1)])],
  ["two rows in another order", "table.item-order", swapped],
  [
    "a damaged code",
    "table.code-whole",
    firstItem(([number = "", code = "", ...rest]) => [number, code.replace(/^\d/u, ""), ...rest]),
  ],
  [
    "a code on two lines",
    "table.code-whole",
    firstItem(([number = "", code = "", ...rest]) => [number, code.replace(".1", ".\n1"), ...rest]),
  ],
  ["a row without a name", "table.name-filled", firstItem((cells) => cells.with(2, ""))],
  [
    "a partial service without its reason",
    "table.reason-filled",
    annexes((annex, index) =>
      index === 0
        ? annex
        : {
            ...annex,
            table: {
              ...annex.table,
              rows: annex.table.rows.map((row) =>
                row.kind === "item" ? { ...row, cells: row.cells.with(4, "") } : row,
              ),
            },
          },
    ),
  ],
  [
    "a number at the left of its column",
    "table.number-centred",
    firstAnnex(({ table }) => ({
      table: {
        ...table,
        columns: table.columns.map((column, index) => (index === 0 ? { ...column, align: "left" } : column)),
      },
    })),
  ],
  [
    "a column without a heading",
    "table.header-filled",
    firstAnnex(({ table }) => ({
      table: {
        ...table,
        columns: table.columns.map((column, index) => (index === 4 ? { ...column, heading: "" } : column)),
      },
    })),
  ],
  ["groups in another order", "table.group-order", groupAt(1, (text) => text.replace(/^I\./u, "V."))],
  [
    "a table wider than the margins",
    "page.margin-right",
    firstAnnex(({ table }) => ({
      table: { ...table, columns: table.columns.map((column) => ({ ...column, width: column.width + 3 })) },
    })),
  ],
  ["an annex that no article names", "annex.referred", wording("2. 04", "Phụ lục II", "danh sách kèm theo")],
  [
    "annexes in Arabic figures",
    "annex.roman",
    annexes((annex, index) => ({ ...annex, heading: `Phụ lục ${index + 1}` })),
  ],
  [
    "annexes in another order",
    "annex.sequence",
    annexes((annex, index) => ({ ...annex, heading: index === 0 ? "Phụ lục II" : "Phụ lục I" })),
  ],
  [
    "one annex with a number",
    "annex.single",
    (layout) => ({ ...layout, annexes: layout.annexes.slice(0, 1) }),
  ],
  [
    "an annex heading in capitals",
    "annex.heading-case",
    firstAnnex(({ heading }) => ({ heading: heading.replace("Phụ lục", "PHỤ LỤC") })),
  ],
  [
    "an annex title in small letters",
    "annex.title-capitals",
    firstAnnex(() => ({ title: "Danh mục dịch vụ công trực tuyến toàn trình" })),
  ],
  ["an annex without a title", "annex.title-present", firstAnnex(() => ({ title: "" }))],
  ["an annex without its information line", "annex.info-present", firstAnnex(() => ({ infoLine: "" }))],
  [
    "an information line without brackets",
    "annex.info-form",
    firstAnnex(({ infoLine }) => ({ infoLine: infoLine.replace(/\)$/u, "") })),
  ],
  [
    "an information line of another type",
    "annex.info-type",
    firstAnnex(({ infoLine }) => ({ infoLine: infoLine.replace("Quyết định", "Kế hoạch") })),
  ],
  [
    "an information line with another date",
    "annex.info-number",
    firstAnnex(({ infoLine }) => ({
      infoLine: infoLine.replace(
        /số\s+\/(\S+) ngày\s+tháng\s+năm\s+của/u,
        "số 16/$1 ngày 13 tháng 5 năm 2023 của",
      ),
    })),
  ],
  [
    "an information line of another issuer",
    "annex.info-issuer",
    firstAnnex(({ infoLine }) => ({ infoLine: infoLine.replace("Chủ tịch Ủy ban", "Ủy ban") })),
  ],
  [
    "a group at the end of a table",
    "table.group-kept",
    rows((all) => [...all, { kind: "group", depth: 2, text: "9. Lĩnh vực Khác (00 dịch vụ công)" }]),
  ],
]
