import type { ImportRefusal, ImportWarning } from "#models/procedure/import-report.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { type InvalidInputError, isOfficeError } from "#models/shared/errors.ts"
import type { ImportLimits } from "#workflows/uploads/import-limits.ts"
import { type RegisterFile, readRegisterFile } from "./read-register-file.server.ts"
import { isRefused, isTaken, type TakenRow } from "./register-row.ts"
import { settleDuplicates } from "./settle-duplicates.ts"

/** A row that can be taken, with the hash of its procedure. */
export type JudgedRow = TakenRow & { hash: string }
/** What there is to say of a file before anything of it is taken. */
export type JudgedFile = {
  read: number
  taken: JudgedRow[]
  refused: ImportRefusal[]
  warnings: ImportWarning[]
}

/** Reads a register file and decides about every row; touches nothing. A file that cannot be read is a refusal too. */
export const judgeRegisterFile = async (bytes: Uint8Array, limits: ImportLimits): Promise<JudgedFile> => {
  try {
    return judgeRows(await readRegisterFile(bytes, limits))
  } catch (error) {
    return unreadable(error)
  }
}

/** What is said of a file that cannot be read. Throws on whatever is no refusal of the file. */
export const unreadable = (error: unknown): JudgedFile => {
  if (!isUnreadableFile(error)) throw error
  const issues = error.issues.length > 0 ? error.issues : [{ message: error.message }]
  const refused = issues.map(({ row = 0, field = "Tệp", message }) => ({
    line: row,
    code: "",
    field,
    reason: message,
  }))
  return { read: 0, taken: [], refused, warnings: [] }
}

function judgeRows({ rows, warnings: fileWarnings }: RegisterFile): JudgedFile {
  const hashed = rows.filter(isTaken).map((row) => ({ ...row, hash: digestOf(row.procedure) }))
  const settled = settleDuplicates(hashed)
  const refused = [...rows.filter(isRefused), ...settled.refused]
  const warnings = [
    ...fileWarnings.map((message) => ({ line: 0, code: "", message })),
    ...settled.taken.flatMap((row) =>
      row.warnings.map((message) => ({ line: row.line, code: row.procedure.code, message })),
    ),
    ...settled.warnings,
  ]
  return {
    read: rows.length,
    taken: settled.taken,
    refused: refused.sort(byLine),
    warnings: warnings.sort(byLine),
  }
}

const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line

const isUnreadableFile = (error: unknown): error is InvalidInputError =>
  isOfficeError(error) && error.code === "INVALID_INPUT" && "issues" in error
