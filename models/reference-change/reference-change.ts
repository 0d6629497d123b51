import type { IsoDay } from "../shared/dates.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { ReferenceChangeContext } from "./context.ts"
import type { ReferenceChangeState } from "./states.ts"
import type { TableId } from "./table-names.ts"

export type Cell = string | number | boolean | null | string[]
/** A row of a table of office data, flat: one cell to a column. */
export type Row = Record<string, Cell>

/** What is done to one row. `before` is the row as its drafter saw it: another row in its place is refused. */
export type RowChange = { key: string; before: Row | null; after: Row | null }

/** Thay đổi dữ liệu nền: what is to be done to the rows of one table, and how far it has come. Rows never change once submitted. */
export type ReferenceChange = {
  id: string
  table: TableId
  rows: RowChange[]
  /** The first day on which anything is otherwise than before. */
  effectiveFrom: IsoDay
  reason: string
  /** The file it was read from; null for one made by hand. */
  fileName: string | null
  /** Columns of the table the file lacked, and of the file the table lacks; missing where it had exactly the table's, or none. */
  fileColumns?: { absent: string[]; unused: string[] }
  createdAt: Date
  workflow: WorkflowSnapshot<ReferenceChangeState, ReferenceChangeContext>
  revision: number
  /** What stood in the draft before it was edited, by the revision at which it was seen; missing where it never was. */
  earlier?: DraftVersion[]
}

/** A draft as it stood at one revision. */
export type DraftVersion = Pick<ReferenceChange, "rows" | "reason" | "revision">
