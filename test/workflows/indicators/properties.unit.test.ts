import fc from "fast-check"
import { expect, test } from "vitest"
import { COUNT_NAMES, NAMED_COUNTS } from "#models/indicator/named-count.ts"
import { INDICATORS } from "#seeds/reference/indicators.ts"
import { readIndicator, workOut } from "#workflows/indicators/evaluate.ts"
import { periodCounts } from "#workflows/indicators/period-counts.ts"
import { whyMoved } from "#workflows/indicators/why-moved.ts"
import { facts, UNITS } from "./any-facts.ts"

const amountOf = (items: readonly { amount: number }[] | null): number | null =>
  items?.reduce((sum, { amount }) => sum + amount, 0) ?? null

test("the list behind every count sums to the count, whatever the office looks like", () => {
  fc.assert(
    fc.property(facts, fc.constantFrom(null, ...UNITS), (made, at) => {
      const counts = periodCounts(made)
      for (const name of COUNT_NAMES.filter((one) => NAMED_COUNTS[one].from !== "CALENDAR"))
        expect([name, amountOf(counts.items(name, at))]).toEqual([name, counts.value(name, at)])
    }),
    { numRuns: 60 },
  )
})

test("services, dossiers and tasks of the units add up to the province; procedures never to less", () => {
  fc.assert(
    fc.property(facts, (made) => {
      const counts = periodCounts(made)
      for (const name of COUNT_NAMES) {
        const { of, from } = NAMED_COUNTS[name]
        const all = counts.value(name, null)
        if (from === "CALENDAR" || all === null) continue
        const sum = UNITS.reduce((total, at) => total + (counts.value(name, at) ?? 0), 0)
        if (of === "PROCEDURE") {
          // A procedure may be higher at one unit than at another: partial ones alone may be fewer or more.
          if (name !== "partialProcedures") expect([name, sum >= all]).toEqual([name, true])
        } else expect([name, sum]).toEqual([name, all])
      }
    }),
    { numRuns: 60 },
  )
})

test("a figure is its numerator by its denominator, and never a number where data is missing", () => {
  const all = INDICATORS.map(readIndicator)
  fc.assert(
    fc.property(facts, fc.constantFrom(...all), fc.constantFrom(null, ...UNITS), (made, indicator, at) => {
      const counts = periodCounts(made)
      const worked = workOut(indicator, (name) => counts.value(name, at))
      if (worked.status === "VALUE")
        expect(worked.quotient).toBe((worked.numerator ?? Number.NaN) / (worked.denominator ?? Number.NaN))
      else expect(worked.quotient).toBeNull()
      if (worked.status === "NO_DATA") expect(worked.value).toBeNull()
    }),
    { numRuns: 200 },
  )
})

test("the records between two periods sum exactly to what a count moved by", () => {
  fc.assert(
    fc.property(facts, facts, fc.constantFrom(null, ...UNITS), (before, after, at) => {
      const [old, now] = [periodCounts(before), periodCounts(after)]
      const listOf = (counts: typeof old, name: (typeof COUNT_NAMES)[number]) => ({
        name,
        label: name,
        value: counts.value(name, at),
        items: counts.items(name, at) ?? [],
      })
      for (const name of COUNT_NAMES.filter((one) => NAMED_COUNTS[one].from !== "CALENDAR")) {
        const { difference, items } = whyMoved(listOf(old, name), listOf(now, name))
        if (difference !== null)
          expect([name, items.reduce((sum, { by }) => sum + by, 0)]).toEqual([name, difference])
        else expect(items).toEqual([])
      }
    }),
    { numRuns: 60 },
  )
})
