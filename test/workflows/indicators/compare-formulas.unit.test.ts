import fc from "fast-check"
import { expect, test } from "vitest"
import { COUNT_NAMES } from "#models/indicator/named-count.ts"
import { INDICATORS } from "#seeds/reference/indicators.ts"
import { compareFormulas } from "#workflows/indicators/compare-formulas.ts"
import { readIndicator } from "#workflows/indicators/evaluate.ts"
import { periodCounts } from "#workflows/indicators/period-counts.ts"
import { facts, UNITS } from "./any-facts.ts"
import { aProcedure, aQuarter, aService, aSheet } from "./made-facts.ts"

const [any] = INDICATORS
const formula = (numerator: string, denominator = "") =>
  readIndicator({ ...(any as (typeof INDICATORS)[number]), numerator, denominator })
const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0)

const office = aQuarter({
  procedures: [
    aProcedure("1.1", "so-a", { isEligible: true }),
    aProcedure("1.2", "so-a"),
    aProcedure("1.3", "so-b"),
  ],
  catalogue: [
    aService("1.1", "so-a", "FULL"),
    aService("1.2", "so-a", "PARTIAL"),
    aService("1.3", "so-b", "INFORMATION_ONLY"),
  ],
  usage: [aSheet("so-a", "2023-01", [["1.1", { received: 10, onlineReceived: 4 }]])],
})

test("of all online procedures against the full ones, the partial ones stand between", () => {
  const [numerator, denominator] = compareFormulas(
    formula("onlineProcedures", "procedures"),
    formula("fullProcedures", "eligibleProcedures"),
    periodCounts(office),
    null,
  )
  expect(numerator).toMatchObject({
    a: 2,
    b: 1,
    records: { onlyA: [{ code: "1.2", inA: 1, inB: 0 }], onlyB: [], alike: { records: 1, amount: 1 } },
  })
  expect(denominator?.records?.onlyA.map(({ code }) => code).sort()).toEqual(["1.2", "1.3"])
  expect(denominator).toMatchObject({ a: 3, b: 1, records: { alike: { records: 1, amount: 1 } } })
})

test("a line both count for another number is said with both numbers", () => {
  const [numerator] = compareFormulas(
    formula("received"),
    formula("onlineReceived"),
    periodCounts(office),
    null,
  )
  expect(numerator?.records).toMatchObject({
    onlyA: [],
    onlyB: [],
    unlike: [{ code: "1.1", unitId: "so-a", inA: 10, inB: 4 }],
  })
})

test("numbers of a formula stand apart, sums and differences are told record by record", () => {
  const [numerator] = compareFormulas(
    formula("2 × fullProcedures + 5"),
    formula("procedures − fullProcedures"),
    periodCounts(office),
    null,
  )
  expect(numerator).toMatchObject({ a: 7, b: 2 })
  expect(numerator?.records).toMatchObject({
    constantA: 5,
    constantB: 0,
    onlyA: [{ code: "1.1", inA: 2 }],
    onlyB: [{ code: "1.2" }, { code: "1.3" }],
  })
})

test("counts divided by one another, and what nobody has data of, have no records between", () => {
  const [quotient, one] = compareFormulas(
    formula("received ÷ onlineReceived"),
    formula("received"),
    periodCounts(office),
    null,
  )
  expect(quotient).toMatchObject({ a: 2.5, b: 10, records: null })
  expect(one).toMatchObject({ a: 1, b: 1, records: { constantA: 1, constantB: 1 } })
  const [missing] = compareFormulas(formula("rated"), formula("received"), periodCounts(office), null)
  expect(missing).toMatchObject({ a: null, records: null })
})

test("of any two formulas the records alike, of one alone and unlike add up to both numbers", () => {
  const some = [
    ...INDICATORS.map(readIndicator),
    ...COUNT_NAMES.map((name) => formula(name, "max(received; procedures)")),
    formula("procedures − fullProcedures + 2 × partialProcedures", "firstOf(received; procedures)"),
  ]
  fc.assert(
    fc.property(
      facts,
      fc.constantFrom(...some),
      fc.constantFrom(...some),
      fc.constantFrom(null, ...UNITS),
      (made, a, b, at) => {
        for (const { a: inA, b: inB, records } of compareFormulas(a, b, periodCounts(made), at)) {
          if (!records) continue
          const { onlyA, onlyB, unlike, alike, constantA, constantB } = records
          expect(sum([...onlyA, ...unlike].map((row) => row.inA)) + alike.amount + constantA).toBeCloseTo(
            inA ?? Number.NaN,
          )
          expect(sum([...onlyB, ...unlike].map((row) => row.inB)) + alike.amount + constantB).toBeCloseTo(
            inB ?? Number.NaN,
          )
        }
      },
    ),
    { numRuns: 400 },
  )
})

test("turned round, each side says what the other said", () => {
  fc.assert(
    fc.property(
      facts,
      fc.constantFrom(...COUNT_NAMES),
      fc.constantFrom(...COUNT_NAMES),
      (made, one, other) => {
        const counts = periodCounts(made)
        const [there] = compareFormulas(formula(one), formula(other), counts, null)
        const [back] = compareFormulas(formula(other), formula(one), counts, null)
        expect(back?.records?.onlyA.map(({ key }) => key)).toEqual(
          there?.records?.onlyB.map(({ key }) => key),
        )
        expect(back?.records?.alike).toEqual(there?.records?.alike)
      },
    ),
    { numRuns: 100 },
  )
})
