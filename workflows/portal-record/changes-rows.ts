import { COLUMN_LABELS, ROW_CHANGE_LABELS, type RowChange } from "#models/catalogue-edition/row-change.ts"
import { toCsv } from "#models/shared/csv.ts"
import { withTrainingColumn } from "#models/shared/training-mark.ts"

/** Names of the columns, and what a sheet calls them. */
const COLUMNS = [
  ["thay_doi", "Thay đổi"],
  ["ma_tthc", "Mã TTHC"],
  ["ma_dvc", "Mã DVC"],
  ["ten_tthc", "Tên TTHC"],
  ["don_vi", "Cơ quan thực hiện"],
  ["noi_dung", "Nội dung"],
  ["truoc", "Trước"],
  ["sau", "Sau"],
  ["ly_do", "Lý do"],
] as const

/** A line for each service and column that differs. */
const linesOf = (changes: readonly RowChange[]): string[][] =>
  changes.flatMap(({ kind, procedureCode, serviceCode, name, unitName, columns, reason }) =>
    columns.map(({ column, before, now }) => [
      ROW_CHANGE_LABELS[kind],
      procedureCode,
      serviceCode,
      name,
      unitName,
      COLUMN_LABELS[column],
      before,
      now,
      reason,
    ]),
  )

/** Phụ lục thay đổi as a CSV file: old → new, a line for each service and column. */
export const toChangesCsv = (changes: readonly RowChange[], isTraining: boolean): Uint8Array =>
  toCsv(withTrainingColumn([COLUMNS.map(([name]) => name), ...linesOf(changes)], isTraining))

/** The same as rows of a sheet, headings first. */
export const changesSheet = (
  changes: readonly RowChange[],
  isTraining: boolean,
): readonly (readonly string[])[] =>
  withTrainingColumn([COLUMNS.map(([, heading]) => heading), ...linesOf(changes)], isTraining)
