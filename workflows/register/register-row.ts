import type { Procedure } from "#models/procedure/procedure.ts"

/** What one row of an import file came to: a procedure, or a refusal that names the field. */
export type RegisterRow =
  /** `original` is the row's own text (JSON), kept beside the snapshot. */
  | { line: number; code: string; procedure: Procedure; warnings: string[]; original: string }
  | { line: number; code: string; field: string; reason: string }

export type TakenRow = Extract<RegisterRow, { procedure: Procedure }>
export type RefusedRow = Extract<RegisterRow, { reason: string }>

export const isTaken = (row: RegisterRow): row is TakenRow => "procedure" in row

export const isRefused = (row: RegisterRow): row is RefusedRow => "reason" in row

/** Thrown while a row is being read; becomes the row's refusal. */
export class FieldFault extends Error {
  readonly field: string
  constructor(field: string, reason: string) {
    super(reason)
    this.field = field
  }
}

/** Reads one row; a `FieldFault` becomes its refusal, anything else is a bug and goes on. */
export const readRow = (
  line: number,
  code: string,
  original: string,
  read: () => { procedure: Procedure; warnings: string[] },
): RegisterRow => {
  try {
    return { line, code, original, ...read() }
  } catch (error) {
    if (error instanceof FieldFault) return { line, code, field: error.field, reason: error.message }
    throw error
  }
}
