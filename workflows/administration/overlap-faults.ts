import type { Row } from "#models/reference-change/reference-change.ts"
import { formatDay } from "#models/shared/dates.ts"
import type { RowFault, TableChange } from "./reference-table.ts"
import { sharesDay } from "./table-change.ts"

type Overlap = {
  /** The columns of the first and the last day. */
  span: readonly [string, string]
  /** Whether two rows may not stand on one day. */
  same: (one: Row, other: Row) => boolean
  /** What is wrong, as a sentence about the other row. */
  message: (other: Row) => string
}

/** Changed rows that share a day with another row of the table that says otherwise. */
export const overlapFaults = (
  { rows, after }: Pick<TableChange, "rows" | "after">,
  { span: [from, to], same, message }: Overlap,
): RowFault[] =>
  rows.flatMap(({ key, after: row }) => {
    if (!row) return []
    const other = after.find(
      (one) => one !== row && same(one, row) && sharesDay(spanOf(one, from, to), spanOf(row, from, to)),
    )
    return other
      ? [
          {
            key,
            field: from,
            message: `${message(other)} (từ ${formatDay(String(other[from]))}${other[to] ? ` đến ${formatDay(String(other[to]))}` : ""}). Hãy kết thúc dòng kia trước, hoặc đổi ngày.`,
          },
        ]
      : []
  })

const spanOf = (row: Row, from: string, to: string) => ({
  from: String(row[from]),
  to: typeof row[to] === "string" ? row[to] : null,
})
