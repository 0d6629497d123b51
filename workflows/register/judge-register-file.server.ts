import type { ImportLeftOut, ImportRefusal, ImportWarning } from "#models/procedure/import-report.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { type InvalidInputError, isOfficeError } from "#models/shared/errors.ts"
import type { ImportQuestion } from "./import-answers.ts"
import { type ReadHow, type RegisterFile, readRegisterFile } from "./read-register-file.server.ts"
import type { ReadTable } from "./read-sheet.ts"
import { isLeftOut, isPatch, isRefused, isTaken } from "./register-row.ts"
import { type JudgedRow, settleDuplicates } from "./settle-duplicates.ts"

/** What there is to say of a file before anything of it is taken. */
export type JudgedFile = {
  read: number
  taken: JudgedRow[]
  refused: ImportRefusal[]
  leftOut: ImportLeftOut[]
  warnings: ImportWarning[]
  questions: ImportQuestion[]
  tables: ReadTable[]
}

/** Reads a register file and decides about every row; touches nothing. A file that cannot be read is a refusal too. */
export const judgeRegisterFile = async (bytes: Uint8Array, how: ReadHow): Promise<JudgedFile> => {
  try {
    return judgeRows(await readRegisterFile(bytes, how))
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
  return { read: 0, taken: [], refused, leftOut: [], warnings: [], questions: [], tables: [] }
}

function judgeRows({ rows, warnings: fileWarnings, questions, tables }: RegisterFile): JudgedFile {
  const judged = rows
    .filter(isTaken)
    .map((row): JudgedRow => (isPatch(row) ? row : { ...row, hash: digestOf(row.procedure) }))
  const settled = settleDuplicates(judged)
  const refused = [...rows.filter(isRefused), ...settled.refused]
  const warnings = [
    ...fileWarnings.map((message) => ({ line: 0, code: "", message })),
    ...settled.taken.flatMap((row) =>
      row.warnings.map((message) => ({ line: row.line, code: row.code, message })),
    ),
    ...settled.warnings,
  ]
  return {
    read: rows.length,
    taken: settled.taken,
    refused: refused.sort(byLine),
    leftOut: rows.filter(isLeftOut).map(({ line, code, leftOut }) => ({ line, code, reason: leftOut })),
    warnings: warnings.sort(byLine),
    questions,
    tables,
  }
}

const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line

const isUnreadableFile = (error: unknown): error is InvalidInputError =>
  isOfficeError(error) && error.code === "INVALID_INPUT" && "issues" in error
