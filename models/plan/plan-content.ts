import type { PlanPart } from "./plan.ts"
import type { PlanColumn } from "./plan-column.ts"

/** A paragraph (one cell) or a row of a table, with where a person finds it: «dòng 12», «đoạn 12», «trang «A», dòng 12». */
export type PlanLine = { place: string; cells: string[] }

/** A row of the table as it is written, before anything is read from its cells. */
export type TaskRow = { place: string; part: string; cells: Record<PlanColumn, string> }

/** What a plan says, word for word; tasks are read from it. */
export type PlanContent = {
  /** What stands before, between and after the tables. */
  paragraphs: PlanLine[]
  parts: (PlanPart & { place: string })[]
  rows: TaskRow[]
}
