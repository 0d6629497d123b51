import fc from "fast-check"
import type { UsageColumn } from "#models/indicator/usage-column.ts"
import type { PeriodFacts } from "#workflows/indicators/period-facts.ts"
import { aProcedure, aQuarter, aService, aSheet } from "./made-facts.ts"

export const UNITS = ["so-a", "so-b", "so-c"]
const CODES = Array.from({ length: 6 }, (_, place) => `1.00000${place}`)
const LEVELS = ["FULL", "PARTIAL", "INFORMATION_ONLY", "NOT_PROVIDED"] as const
const COLUMNS: UsageColumn[] = [
  "received",
  "onlineReceived",
  "finished",
  "feeDossiers",
  "identityVerified",
  "paidOnline",
]

const code = fc.constantFrom(...CODES)
const unit = fc.constantFrom(...UNITS)
const onceEach = <T>(rows: T[], keyOf: (row: T) => string): T[] => [
  ...new Map(rows.map((row) => [keyOf(row), row])).values(),
]

/** A quarter of an office that looks like anything. */
export const facts: fc.Arbitrary<PeriodFacts> = fc
  .record({
    procedures: fc.array(
      fc
        .tuple(code, unit, fc.boolean(), fc.boolean(), fc.boolean())
        .map(([one, at, isEligible, costs, givesResult]) =>
          aProcedure(one, at, { isEligible, costs, hasFee: costs, givesResult }),
        ),
    ),
    catalogue: fc.array(
      fc
        .tuple(code, unit, fc.constantFrom(...LEVELS), fc.boolean())
        .map(([one, at, level, isPublic]) => aService(one, at, level, { isPublic })),
    ),
    usage: fc.array(
      fc
        .tuple(
          unit,
          fc.constantFrom("2023-01", "2023-02", "2023-03"),
          fc.array(fc.tuple(code, fc.array(fc.nat(50), { minLength: 6, maxLength: 6 }))),
        )
        .map(([at, month, rows]) =>
          aSheet(
            at,
            month,
            onceEach(rows, ([one]) => one).map(([one, numbers]) => [
              one,
              Object.fromEntries(COLUMNS.map((name, place) => [name, numbers[place] ?? 0])),
            ]),
          ),
        ),
    ),
    tasks: fc.array(
      fc
        .tuple(unit, fc.constantFrom("2023-01-31", "2023-03-31"), fc.option(fc.constant("2023-02-10")))
        .map(([at, due, doneOn]) => ({ id: "", name: "", unitId: at, due, doneOn })),
    ),
  })
  .map(({ procedures, catalogue, usage, tasks }) =>
    aQuarter({
      procedures: onceEach(procedures, ({ code: one, unitId }) => one + unitId),
      catalogue: onceEach(catalogue, ({ serviceId }) => serviceId),
      usage: onceEach(usage, ({ id }) => id),
      tasks: tasks.map((task, place) => ({ ...task, id: `t${place}` })),
    }),
  )
