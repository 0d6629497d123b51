import type { ReturnRow } from "#models/unit-return/unit-return.ts"

/** Rows by field, in the order they are kept; `first`: the running number of the first of each. */
export const groupsOf = (
  rows: readonly ReturnRow[],
): { name: string; first: number; rows: ReturnRow[] }[] => {
  let first = 1
  return [...Map.groupBy(rows, ({ fieldName }) => fieldName)].map(([name, own]) => {
    const group = { name, first, rows: own }
    first += own.length
    return group
  })
}
