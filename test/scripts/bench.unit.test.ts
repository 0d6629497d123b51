import { expect, test } from "vitest"
import { isMet, type Measure } from "../../scripts/bench/area.ts"
import { tableOf } from "../../scripts/bench/table.ts"
import { median, timeInTurn } from "../../scripts/bench/timing.ts"

const aMeasure = (given: Partial<Measure> = {}): Measure => ({
  name: "ratio",
  title: "Bên này / bên kia",
  value: 1234.5,
  unit: "×",
  target: { atLeast: 100 },
  ...given,
})

test("a target is met at its very bound, and missed by less than nothing at all", () => {
  expect(isMet(aMeasure({ value: 100 }))).toBe(true)
  expect(isMet(aMeasure({ value: 99.99 }))).toBe(false)
  expect(isMet(aMeasure({ value: 6, target: { atMost: 6 } }))).toBe(true)
  expect(isMet(aMeasure({ value: 6.01, target: { atMost: 6 } }))).toBe(false)
  expect(isMet(aMeasure({ target: null }))).toBe(true)
})

test("a measure that came to nothing meets no target", () => {
  expect(isMet(aMeasure({ value: Number.NaN }))).toBe(false)
})

test("the table says what is met and what is not, in Vietnamese numbers", () => {
  const [, met, missed, shown] = tableOf([
    aMeasure(),
    aMeasure({ value: 9, target: { atMost: 8 } }),
    aMeasure({ value: 0.25, unit: "ms", target: null }),
  ])
  expect(met).toMatch(/1\.234,5 × +≥ 100 × {2}đạt$/)
  expect(missed).toMatch(/9 × +≤ 8 × {2}KHÔNG ĐẠT$/)
  expect(shown).toMatch(/0,25 ms +–$/)
})

test("the median is the middle, or the mean of the two in the middle", () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([4, 1, 3, 2])).toBe(2.5)
})

test("sides are run in turn, warm-up included", async () => {
  const order: string[] = []
  await timeInTurn(
    { a: (round) => order.push(`a${round}`), b: (round) => order.push(`b${round}`) },
    { rounds: 2, warmUp: 1 },
  )
  expect(order).toEqual(["a0", "b0", "a1", "b1", "a2", "b2"])
})
