import type { ClientSession } from "mongoose"
import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { ConcurrentEditError, InvalidInputError } from "#models/shared/errors.ts"
import { EMPTY_PLACE, type FieldConflict } from "#models/shared/field-conflict.ts"
import { commonFaults } from "./common-faults.ts"
import { namesOf, type OfficeData, readOfficeData } from "./office-data.server.ts"
import type { ReferenceTable, RowFault, TableChange } from "./reference-table.ts"
import { differingFields, firstDayOf, sameRow, withChange } from "./table-change.ts"
import { cellInForm, cellInWords, rowKey, type TableField } from "./table-field.ts"

/** A table as it stands with what rules ask of the rest of the office. */
export type TableNow = { table: ReferenceTable; rows: readonly Row[]; office: OfficeData }

export const readTableNow = async (
  table: ReferenceTable,
  today: IsoDay,
  session: ClientSession | null = null,
): Promise<TableNow> => ({
  table,
  rows: await table.read(session),
  office: await readOfficeData(today, session),
})

export const changeOf = ({ table, rows, office }: TableNow, changes: readonly RowChange[]): TableChange => ({
  before: rows,
  after: withChange(table, rows, changes),
  rows: changes,
  effectiveFrom: firstDayOf(table, changes, office.today),
})

/** What a change may not do, row by row; empty when it may be taken. */
export const faultsOf = ({ table, office }: TableNow, change: TableChange): RowFault[] => {
  const common = commonFaults(table, change, office)
  // Rules of a table may rely on rows that can be read.
  return common.length > 0 ? common : table.faults(change, office)
}

/** @throws InvalidInputError field by field for one row, row by row for several */
export const assertNoFaults = (
  faults: readonly RowFault[],
  changes: readonly RowChange[],
  fieldOf: (fault: RowFault) => { field?: string; row?: number },
): void => {
  if (faults.length === 0) return
  const [first] = faults
  throw new InvalidInputError(
    faults.length === 1 || changes.length === 1
      ? (first?.message ?? "")
      : `Có ${faults.length} điều chưa đúng trong ${changes.length} dòng. Hãy sửa rồi làm lại; chưa có gì được ghi.`,
    faults.map((fault) => ({ ...fieldOf(fault), message: fault.message })),
  )
}

/** Where two versions of a row differ, in words; with `mine`, the row a refused form holds, what it says there. */
export const rowDifferences = (
  { table, office }: Pick<TableNow, "table" | "office">,
  before: Row | null,
  now: Row | null,
  mine?: Row,
): FieldConflict[] => {
  const names = namesOf(office)
  const said = (field: TableField, row: Row | null) =>
    (row && cellInWords(field, row[field.name], names)) || EMPTY_PLACE
  return differingFields(table.fields, before, now).map((field) => ({
    field: field.label,
    before: said(field, before),
    now: said(field, now),
    ...(mine && now
      ? { mine: said(field, mine), take: { [`cells.${field.name}`]: cellInForm(field, now[field.name]) } }
      : {}),
  }))
}

/**
 * That the rows are as the drafter saw them.
 * @throws ConcurrentEditError with what is different now
 */
export const assertSeen = ({ table, rows, office }: TableNow, changes: readonly RowChange[]): void => {
  const byKey = new Map(rows.map((row) => [rowKey(table.key, row), row]))
  for (const { key, before } of changes) {
    const now = byKey.get(key) ?? null
    if (sameRow(table.fields, before, now)) continue
    throw new ConcurrentEditError(
      now === null
        ? "Dòng này không còn trong bảng: đã có thay đổi khác được xác nhận. Xem lại rồi soạn lại."
        : before === null
          ? "Dòng này vừa được người khác thêm vào bảng. Xem hai bản rồi soạn lại."
          : "Dòng này đã khác lúc bạn mở: có thay đổi khác vừa được xác nhận. Xem hai bản rồi soạn lại.",
      {
        changed: rowDifferences({ table, office }, before, now),
      },
    )
  }
}
