import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import { addDays, type IsoDay } from "#models/shared/dates.ts"
import { rowKey, type TableField } from "./table-field.ts"

type Keyed = { key: readonly string[]; days: { from: string; to: string } | null }

/** A table with a change's rows done to it; new rows stand last. */
export const withChange = (
  { key }: Pick<Keyed, "key">,
  before: readonly Row[],
  changes: readonly RowChange[],
): Row[] => {
  const byKey = new Map(changes.map((change) => [change.key, change]))
  const known = new Set(before.map((row) => rowKey(key, row)))
  return [
    ...before.flatMap((row) => {
      const change = byKey.get(rowKey(key, row))
      if (!change) return [row]
      return change.after ? [change.after] : []
    }),
    ...changes.flatMap((change) => (change.after && !known.has(change.key) ? [change.after] : [])),
  ]
}

/** The columns in which two rows differ. */
export const differingFields = (
  fields: readonly TableField[],
  before: Row | null,
  after: Row | null,
): TableField[] => fields.filter(({ name }) => !sameCell(before?.[name] ?? null, after?.[name] ?? null))

export const sameRow = (fields: readonly TableField[], one: Row | null, other: Row | null): boolean =>
  (one === null) === (other === null) && differingFields(fields, one, other).length === 0

const sameCell = (one: Row[string], other: Row[string]): boolean =>
  Array.isArray(one) || Array.isArray(other)
    ? JSON.stringify(one ?? []) === JSON.stringify(other ?? [])
    : // A column that came later is empty in rows kept before.
      (one ?? "") === (other ?? "")

/** The first day on which anything is otherwise after the change; today where rows have no days of their own. */
export const firstDayOf = (
  table: Keyed & { fields: readonly TableField[] },
  changes: readonly RowChange[],
  today: IsoDay,
): IsoDay => {
  const { days } = table
  if (!days) return today
  return changes.map((change) => firstDayOfRow(table.fields, days, change)).sort()[0] ?? today
}

function firstDayOfRow(
  fields: readonly TableField[],
  { from, to }: { from: string; to: string },
  { before, after }: RowChange,
): IsoDay {
  const starts = [before, after].flatMap((row) => (row ? [String(row[from])] : [])).sort()
  const [first = ""] = starts
  const changed = differingFields(fields, before, after).map(({ name }) => name)
  if (!before || !after || to === from || changed.some((name) => name !== to)) return first
  // Only the last day moves: until the earlier of the two nothing is otherwise.
  const [ends = first] = [before[to], after[to]].filter((day) => typeof day === "string").sort()
  return addDays(String(ends), 1)
}

/** Whether two spans of days share one; an open end is null. */
export const sharesDay = (
  one: { from: IsoDay; to: IsoDay | null },
  other: { from: IsoDay; to: IsoDay | null },
): boolean => (other.to === null || one.from <= other.to) && (one.to === null || other.from <= one.to)
