import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { parse } from "csv-parse/sync"
import type { Marked } from "./level-evidence.ts"

/** The table that ships with the office, so that likeness can be asked for where no list has been imported. */
const TABLE = createRequire(import.meta.url).resolve("#seeds/nation/full-process.csv")

let read: Marked[] | null = null

/** Procedures the nation's database marked on 18/7/2026, with decision, agency, field and mark; without names. Read once. */
const nationalMarks = (): readonly Marked[] => {
  read ??= (parse(readFileSync(TABLE), { columns: true }) as Record<string, string>[]).flatMap(marksOf)
  return read
}

function marksOf({
  decision = "",
  announcer = "",
  field = "",
  field_name = "",
  full = "",
  not_full = "",
}: Record<string, string>): Marked[] {
  const some = (codes: string, fullProcess: boolean) =>
    codes
      .split(" ")
      .filter((code) => code !== "")
      .map((code) => ({
        code,
        name: "",
        announcer,
        field: { code: field, name: field_name },
        decision,
        fullProcess,
      }))
  return [...some(full, true), ...some(not_full, false)]
}

/** The procedures at hand, with the table's mark where theirs is unknown, and then what only the table knows. */
export const withNationalMarks = (procedures: readonly Marked[]): Marked[] => {
  const marks = new Map(nationalMarks().map(({ code, fullProcess }) => [code, fullProcess]))
  const atHand = new Set(procedures.map(({ code }) => code))
  return [
    ...procedures.map((one) => ({ ...one, fullProcess: one.fullProcess ?? marks.get(one.code) ?? null })),
    ...nationalMarks().filter(({ code }) => !atHand.has(code)),
  ]
}
