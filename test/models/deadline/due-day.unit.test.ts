import { readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import { expect, test } from "vitest"
import { dueDayOf } from "#models/deadline/due-day.ts"
import { type LegalClock, regimeInForceOn } from "#models/legal-regime/legal-regime.ts"
import { workCalendar } from "#models/shared/working-days.ts"
import { HOLIDAYS } from "#seeds/reference/holidays.ts"
import { LEGAL_REGIMES } from "#seeds/reference/regimes/index.ts"

type Row = { clock: string; fact: string; due: string; rule: string; article: string }

const TABLE = path.join(import.meta.dirname, "../../golden/deadlines/deadlines-2023-2027.csv")
const rows: Row[] = parse(readFileSync(TABLE), { columns: true })
const calendar = workCalendar(HOLIDAYS)

/** Limits of shortened procedures, which run no clock of the ledger. */
const SHORTENED: Record<string, Pick<LegalClock, "amount" | "unit">> = {
  SHORTENED_AFTER: { amount: 3, unit: "DAY" },
  SHORTENED_DATABASE: { amount: 2, unit: "WORKING_DAY" },
}

/** As the pack in force on the day of the fact has it. */
const lawOf = ({ clock, fact }: Row): Pick<LegalClock, "amount" | "unit" | "counts"> | undefined =>
  SHORTENED[clock] ?? regimeInForceOn(LEGAL_REGIMES, fact).clocks.find(({ kind }) => kind === clock)

test("the table has three hundred days and more, of each year from 2023 to 2027, each with its article", () => {
  expect(rows.length).toBeGreaterThanOrEqual(300)
  expect([...new Set(rows.map(({ fact }) => fact.slice(0, 4)))].sort()).toEqual([
    "2023",
    "2024",
    "2025",
    "2026",
    "2027",
  ])
  expect(rows.every(({ rule, article }) => rule !== "" && article !== "")).toBe(true)
})

test.each([...new Set(rows.map(({ clock }) => clock))])(
  "the last days of %s by the packs are those of the table",
  (clock) => {
    const wrong = rows
      .filter((row) => row.clock === clock)
      .flatMap((row) => {
        const law = lawOf(row)
        const due = law ? dueDayOf(law, row.fact, calendar) : "không có thời hạn"
        return due === row.due ? [] : [{ ...row, due, table: row.due }]
      })
    expect(wrong).toEqual([])
  },
)

test("a pack names the article the table names", () => {
  const said = rows.flatMap((row) => {
    const clock = regimeInForceOn(LEGAL_REGIMES, row.fact).clocks.find(({ kind }) => kind === row.clock)
    return clock && clock.article !== row.article ? [row] : []
  })
  expect(said).toEqual([])
})
