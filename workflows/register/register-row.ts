import type { Procedure } from "#models/procedure/procedure.ts"
import type { Scope } from "#models/procedure-scope/scope.ts"
import { FieldFault } from "./field-fault.ts"
import type { ProcedurePatch } from "./procedure-patch.ts"

type Place = { line: number; code: string }

/** A row that says all of its procedure, as national records do. */
export type WholeRow = Place & {
  procedure: Procedure
  warnings: string[]
  /** The row's own text (JSON), kept beside the snapshot. */
  original: string
  /** Why it is none of ours, where such rows are read all the same. */
  outside?: { scope: Scope; reason: string }
}
/** A row that says some of it, as sheets do; more lines than one where a list gives each level a row. */
export type PatchRow = Place & {
  patch: ProcedurePatch
  warnings: string[]
  original: string
  lines: number[]
}
export type TakenRow = WholeRow | PatchRow
/** A row not taken: the field names where, the reason what to do. */
export type RefusedRow = Place & { field: string; reason: string }
/** A row that is right and not for us: another province's, internal, deleted. */
export type LeftOutRow = Place & { leftOut: string }

/** What one row of an import file came to. */
export type RegisterRow = TakenRow | RefusedRow | LeftOutRow

export const isWhole = (row: RegisterRow): row is WholeRow => "procedure" in row
export const isPatch = (row: RegisterRow): row is PatchRow => "patch" in row
export const isTaken = (row: RegisterRow): row is TakenRow => isWhole(row) || isPatch(row)
export const isRefused = (row: RegisterRow): row is RefusedRow => "reason" in row
export const isLeftOut = (row: RegisterRow): row is LeftOutRow => "leftOut" in row

/** Reads one row; a `FieldFault` becomes its refusal, anything else is a bug and goes on. */
export const readRow = (line: number, code: string, read: () => RegisterRow): RegisterRow => {
  try {
    return read()
  } catch (error) {
    if (error instanceof FieldFault) return { line, code, field: error.field, reason: error.message }
    throw error
  }
}
