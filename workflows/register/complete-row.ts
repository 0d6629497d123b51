import type { Procedure } from "#models/procedure/procedure.ts"
import { applyPatch } from "./procedure-patch.ts"
import {
  isPatch,
  type RefusedRow,
  type RegisterRow,
  readRow,
  type TakenRow,
  type WholeRow,
} from "./register-row.ts"

/** What a taken row makes of the procedure the register holds under its code (null: none); a refusal where that lacks a part. */
export const completeRow = (row: TakenRow, current: Procedure | null): WholeRow | RefusedRow => {
  if (!isPatch(row)) return row
  const { line, code, patch, original } = row
  return readRow(line, code, () => {
    const { procedure, warnings } = applyPatch(current, patch)
    return { line, code, procedure, original, warnings: [...row.warnings, ...warnings] }
  }) as WholeRow | RefusedRow
}

/** The rows of a file that stands for itself: nothing is in the register yet. */
export const completeRows = (rows: readonly RegisterRow[]): Exclude<RegisterRow, { patch: unknown }>[] =>
  rows.map((row) => (isPatch(row) ? completeRow(row, null) : row))
