import {
  COLUMN_LABELS,
  type ColumnChange,
  ROW_CHANGE_KINDS,
  ROW_CHANGE_LABELS,
  type RowChange,
} from "#models/catalogue-edition/row-change.ts"
import { GROUP_LETTERS, groupRow, indexed } from "./annex-rows.ts"
import type { Column, Row } from "./document-layout.ts"

/** Begins the title of every change annex; by it such an annex is known when a document is read back. */
export const CHANGE_ANNEX_TITLE = "NỘI DUNG ĐIỀU CHỈNH SO VỚI"

const center = (heading: string, width: number): Column => ({ heading, width, align: "center" })
const left = (heading: string, width: number): Column => ({ heading, width, align: "left" })

/** Fills 247 mm. */
export const CHANGE_COLUMNS: Column[] = [
  center("TT", 13),
  center("Mã TTHC\n(Mã DVC)", 29),
  left("Tên thủ tục hành chính", 60),
  left("Cơ quan thực hiện", 35),
  left("Trước điều chỉnh", 40),
  left("Sau điều chỉnh", 40),
  left("Giải trình lý do", 30),
]

/** Phụ lục thay đổi: by kind of change, each service with every column that differs, before and after, and why. */
export const changeRows = (changes: readonly RowChange[]): Row[] => {
  const groups = ROW_CHANGE_KINDS.map((kind) => ({
    kind,
    rows: changes.filter((change) => change.kind === kind),
  })).filter(({ rows }) => rows.length > 0)
  return indexed(groups).flatMap(([letter, { kind, rows }]) => [
    groupRow(0, `${GROUP_LETTERS[letter]}. ${ROW_CHANGE_LABELS[kind].toLocaleUpperCase("vi")}`, rows.length),
    ...rows.map((change, index): Row => ({ kind: "item", cells: cellsOf(change, index + 1) })),
  ])
}

const cellsOf = (change: RowChange, number: number): string[] => [
  String(number),
  `${change.procedureCode}\n(${change.serviceCode})`,
  change.name,
  change.unitName,
  change.columns.map((one) => sideOf(one, "before")).join("\n"),
  change.columns.map((one) => sideOf(one, "now")).join("\n"),
  change.reason,
]

/** `Mức độ: Một phần`; a service that was not, or is no more, in the catalogue has no level there. */
const sideOf = (change: ColumnChange, side: "before" | "now"): string => {
  const none = change.column === "level" ? (side === "before" ? "chưa có" : "không còn") : "(không)"
  return `${COLUMN_LABELS[change.column]}: ${change[side] || none}`
}
