import { PROCEDURE_CODE, SERVICE_CODE } from "#models/procedure/procedure.ts"
import { romanNumeral } from "#models/shared/numbers.ts"
import { centreOf, isBold } from "#workflows/pdf-reading/lines.ts"
import { PRACTICE } from "../law.ts"
import { type Checked, type Fault, type LintRule, rulesOf } from "../lint-rule.ts"
import { fault, inMm, points, quoted, sizes } from "../measure.ts"
import { catalogueRows, codeColumn, type ItemRow } from "../recognise/catalogue-rows.ts"
import type { ReadTable } from "../recognise/document-parts.ts"
import type { GridRow } from "../recognise/grid.ts"
import { allTables, isGroup } from "../recognise/tables.ts"

const rule = rulesOf("table")

const tables = ({ parts }: Checked): ReadTable[] => allTables(parts)
const lists = (checked: Checked): ReadTable[] => tables(checked).filter((table) => codeColumn(table) >= 0)
const rowText = ({ cells }: GridRow): string => quoted(cells.map(({ text }) => text).join(" | "))
const eachRow = (rows: readonly GridRow[], isRight: (row: GridRow) => boolean, expected: string): Fault[] =>
  rows.filter((row) => !isRight(row)).map((row) => fault(row.page, rowText(row), expected))
const itemsOf = (table: ReadTable): ItemRow[] => catalogueRows(table).filter((row) => row.kind === "item")

/** Height that rows can fill on a page that begins with the repeated header. */
const roomOn = ({ parts, profile }: Checked, page: number, table: ReadTable): number => {
  const found = parts.pages.find((one) => one.page.number === page)?.page
  const header = table.headers[0]
  const { top, bottom } = profile.allowed.margins
  return (found?.height ?? 0) - points(top.min + bottom.min) - (header ? header.y1 - header.y0 : 0)
}

export const TABLE_RULES: LintRule[] = [
  rule("present", PRACTICE, "Phụ lục danh mục có bảng.", ({ parts }) =>
    parts.annexes
      .filter(({ table }) => table === null || table.rows.length === 0)
      .map(({ pages }) => fault(pages[0]?.page.number ?? 0, "không có bảng", "bảng danh mục")),
  ),
  rule("header-repeated", PRACTICE, "Hàng tiêu đề của bảng lặp lại ở mỗi trang.", (checked) =>
    tables(checked).flatMap(({ missingHeaders }) =>
      missingHeaders.map((row) => fault(row.page, rowText(row), "hàng tiêu đề của bảng")),
    ),
  ),
  rule("header-bold", PRACTICE, "Hàng tiêu đề của bảng in đậm.", (checked) =>
    tables(checked).flatMap(({ headers }) =>
      eachRow(headers.slice(0, 1), ({ cells }) => cells.every(({ lines }) => lines.every(isBold)), "chữ đậm"),
    ),
  ),
  rule("header-centred", PRACTICE, "Tiêu đề cột được canh giữa ô.", (checked) =>
    tables(checked).flatMap(({ headers }) =>
      eachRow(
        headers.slice(0, 1),
        ({ cells }) =>
          cells.every((cell) =>
            cell.lines.every(
              (line) =>
                Math.abs(centreOf(line) - centreOf(cell)) <= points(checked.profile.tolerance.centring),
            ),
          ),
        "căn giữa ô",
      ),
    ),
  ),
  rule("header-filled", PRACTICE, "Mỗi cột có tiêu đề.", (checked) =>
    tables(checked).flatMap(({ headers }) =>
      eachRow(headers.slice(0, 1), ({ cells }) => cells.every(({ text }) => text !== ""), "tên của từng cột"),
    ),
  ),
  rule("size", PRACTICE, "Chữ trong bảng đúng cỡ chữ quy định.", (checked) =>
    tables(checked).flatMap(({ headers, rows }) =>
      sizes(
        [...headers, ...rows].flatMap(({ cells }) => cells.flatMap(({ lines }) => lines)),
        "tableCell",
        checked.profile,
      ),
    ),
  ),
  rule("one-size", PRACTICE, "Chữ trong một bảng dùng thống nhất một cỡ.", (checked) =>
    tables(checked).flatMap(({ rows }) => {
      const sizesUsed = rows.flatMap(({ cells }) =>
        cells.flatMap(({ lines }) => lines.flatMap(({ words }) => words)),
      )
      const [first] = sizesUsed
      const other =
        first && sizesUsed.find(({ size }) => Math.abs(size - first.size) > checked.profile.tolerance.size)
      return first && other
        ? [
            fault(
              rows[0]?.page ?? 0,
              `cỡ ${first.size} và ${other.size} tại ${quoted(other.text)}`,
              "một cỡ chữ",
            ),
          ]
        : []
    }),
  ),
  rule("columns-aligned", PRACTICE, "Các cột thẳng hàng suốt bảng.", (checked) =>
    tables(checked).flatMap(({ headers, rows }) => {
      const edges = headers[0]?.cells.map(({ x0 }) => x0) ?? []
      const slack = points(checked.profile.tolerance.position)
      return eachRow(
        [...headers, ...rows].filter((row) => !isGroup(row)),
        ({ cells }) =>
          cells.length === edges.length &&
          cells.every(({ x0 }, index) => Math.abs(x0 - (edges[index] ?? 0)) <= slack),
        `${edges.length} cột thẳng với tiêu đề`,
      )
    }),
  ),
  rule("cell-inside", PRACTICE, "Chữ nằm trọn trong ô.", (checked) =>
    tables(checked).flatMap(({ headers, rows }) =>
      eachRow(
        [...headers, ...rows],
        ({ cells }) =>
          cells.every((cell) =>
            cell.lines.every(
              (line) =>
                line.x0 >= cell.x0 && line.x1 <= cell.x1 && line.y0 >= cell.y0 - 1 && line.y1 <= cell.y1 + 1,
            ),
          ),
        "chữ không chạm đường kẻ ô",
      ),
    ),
  ),
  rule("row-whole", PRACTICE, "Không tách một hàng của bảng sang hai trang.", (checked) =>
    lists(checked).flatMap((table) =>
      itemsOf(table)
        .filter(({ pieces }) => pieces.length > 0)
        .filter(({ row, pieces }) => {
          const height = [row, ...pieces].reduce((sum, { y0, y1 }) => sum + y1 - y0, 0)
          return height <= roomOn(checked, row.page, table)
        })
        .map(({ row }) =>
          fault(row.page, `hàng ${rowText(row)} tách sang trang sau`, "cả hàng trên một trang"),
        ),
    ),
  ),
  rule("group-kept", PRACTICE, "Hàng nhóm không đứng cuối trang.", (checked) =>
    tables(checked).flatMap((table) =>
      table.rows.flatMap((row, index) => {
        const next = table.rows[index + 1]
        if (!isGroup(row) || next?.page === row.page) return []
        // A row nearly as tall as a page cannot be kept with its group.
        const together = row.y1 - row.y0 + (next ? next.y1 - next.y0 : 0)
        return together > roomOn(checked, row.page, table)
          ? []
          : [fault(row.page, rowText(row), "cùng trang với hàng tiếp theo")]
      }),
    ),
  ),
  rule("group-bold", PRACTICE, "Hàng nhóm in đậm.", (checked) =>
    tables(checked).flatMap(({ rows }) =>
      eachRow(
        rows.filter(isGroup),
        ({ cells }) => cells.every(({ lines }) => lines.every(isBold)),
        "chữ đậm",
      ),
    ),
  ),
  rule("group-order", PRACTICE, "Hàng nhóm đánh thứ tự A, B; I, II; 1, 2 liên tục.", (checked) =>
    lists(checked).flatMap((table) => {
      const counts = [0, 0, 0]
      return catalogueRows(table).flatMap((row) => {
        if (row.kind !== "group") return []
        counts[row.depth] = (counts[row.depth] ?? 0) + 1
        counts.fill(0, row.depth + 1)
        const place = counts[row.depth] ?? 0
        const wanted =
          row.depth === 0
            ? String.fromCharCode(64 + place)
            : row.depth === 1
              ? romanNumeral(place)
              : String(place)
        return row.label === wanted ? [] : [fault(row.row.page, quoted(row.text), `${wanted}. …`)]
      })
    }),
  ),
  rule("item-order", PRACTICE, "Số thứ tự liên tục trong mỗi cấp.", (checked) =>
    lists(checked).flatMap((table) => {
      let number = 0
      for (const row of catalogueRows(table)) {
        if (row.kind === "group") {
          if (row.depth === 0) number = 0
          continue
        }
        number += 1
        if (row.number !== String(number)) return [fault(row.row.page, quoted(row.number), String(number))]
      }
      return []
    }),
  ),
  rule("number-centred", PRACTICE, "Số thứ tự được canh giữa cột.", (checked) =>
    lists(checked).flatMap((table) =>
      eachRow(
        itemsOf(table).map(({ row }) => row),
        ({ cells: [first] }) =>
          first?.lines.every(
            (line) =>
              Math.abs(centreOf(line) - centreOf(first)) <= points(checked.profile.tolerance.centring),
          ) ?? true,
        "canh giữa cột",
      ),
    ),
  ),
  rule("code-whole", PRACTICE, "Mã thủ tục, mã dịch vụ không bị ngắt dòng.", (checked) =>
    lists(checked).flatMap((table) =>
      itemsOf(table)
        .filter(({ codeLines }) => !codeLines.every((line) => line.split(" ").every(isCode)))
        .map(({ row, codeLines }) =>
          fault(row.page, quoted(codeLines.join(" / ")), "mỗi mã trọn trên một dòng"),
        ),
    ),
  ),
  rule("name-filled", PRACTICE, "Mỗi hàng có tên thủ tục và cơ quan thực hiện.", (checked) =>
    lists(checked).flatMap((table) => {
      const column = codeColumn(table)
      return eachRow(
        itemsOf(table).map(({ row }) => row),
        ({ cells }) => cells[column + 1]?.text !== "" && cells[column + 2]?.text !== "",
        "đủ tên và cơ quan thực hiện",
      )
    }),
  ),
  rule("reason-filled", PRACTICE, "Mỗi dịch vụ một phần có lý do chưa toàn trình.", (checked) =>
    lists(checked).flatMap((table) => {
      const column = table.headers[0]?.cells.findIndex(({ text }) => /^Lý do/u.test(text)) ?? -1
      return column < 0
        ? []
        : eachRow(
            itemsOf(table).map(({ row }) => row),
            ({ cells }) => cells[column]?.text !== "",
            "lý do và căn cứ",
          )
    }),
  ),
  rule("group-line", PRACTICE, "Hàng nhóm bắt đầu sát lề trái của bảng.", (checked) =>
    tables(checked).flatMap(({ rows }) =>
      rows.filter(isGroup).flatMap((row) => {
        const [line] = row.cells[0]?.lines ?? []
        return line && line.x0 - row.x0 > points(5)
          ? [fault(row.page, `cách ${inMm(line.x0 - row.x0)} tại ${rowText(row)}`, "sát lề trái của bảng")]
          : []
      }),
    ),
  ),
]

const isCode = (text: string): boolean => {
  const bare = text.replace(/^\((.*)\)$/u, "$1")
  return PROCEDURE_CODE.test(bare) || SERVICE_CODE.test(bare)
}
