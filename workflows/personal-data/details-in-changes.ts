import type { ReferenceChange, Row, RowChange } from "#models/reference-change/reference-change.ts"
import type { TableId } from "#models/reference-change/table-names.ts"
import { erasedName } from "#models/user/user.ts"

/** `named`: the field that says a name or an address of theirs, which others' things may repeat. */
type Details = { whose: string; named: string; without: (row: Row, userId: string) => Row }

/** Tables of office data whose rows hold somebody's details, and how a row of one person's stands without them. */
const TABLES: Partial<Record<TableId, Details>> = {
  "nguoi-dung": {
    whose: "id",
    named: "fullName",
    without: ({ signOnId: _, ...row }, userId) => ({ ...row, fullName: erasedName(userId) }),
  },
  "thu-dien-tu": {
    whose: "userId",
    named: "address",
    without: (row) => ({ ...row, address: "" }),
  },
}

type Change = Pick<ReferenceChange, "table" | "rows" | "earlier">

const rowsOf = ({ table, rows, earlier = [] }: Change, userId: string): Row[] => {
  const whose = TABLES[table]?.whose
  return whose === undefined
    ? []
    : [rows, ...earlier.map((one) => one.rows)]
        .flat()
        .flatMap(({ before, after }) => [before ?? [], after ?? []].flat())
        .filter((row) => row[whose] === userId)
}

/** Whether a change of office data holds details of a person. */
export const holdsDetailsOf = (change: Change, userId: string): boolean => rowsOf(change, userId).length > 0

/** What a change says somebody is or was called, and where mail reaches or reached them. */
export const namesInChange = (change: Change, userId: string): string[] => {
  const named = TABLES[change.table]?.named
  return named === undefined
    ? []
    : rowsOf(change, userId).flatMap((row) => (typeof row[named] === "string" ? [row[named]] : []))
}

/** The same change without a person's details: everything else of it stays as it was drafted. */
export const withoutDetailsOf = <T extends Change>(change: T, userId: string): T => {
  const table = TABLES[change.table]
  if (!table) return change
  const clean = (row: Row | null): Row | null =>
    row?.[table.whose] === userId ? table.without(row, userId) : row
  const cleanAll = (rows: readonly RowChange[]): RowChange[] =>
    rows.map(({ key, before, after }) => ({ key, before: clean(before), after: clean(after) }))
  return {
    ...change,
    rows: cleanAll(change.rows),
    ...(change.earlier
      ? { earlier: change.earlier.map((one) => ({ ...one, rows: cleanAll(one.rows) })) }
      : {}),
  }
}
