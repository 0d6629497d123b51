import fc from "fast-check"
import { expect, test } from "vitest"
import { periodOf } from "#models/indicator/period.ts"
import { INDICATORS } from "#seeds/reference/indicators.ts"
import { readIndicator } from "#workflows/indicators/evaluate.ts"
import { forecast } from "#workflows/indicators/forecast.ts"
import { forecastOf } from "#workflows/screens/indicator-trend.ts"

test("worked out by hand: 10, 12, 11, 13 goes on to 12,33, eight in ten between 10,34 and 14,33", () => {
  // Errors 2; −0,16; 1,8048. Level 12,0976, trend 0,29568; 12,0976 + 0,8 × 0,29568. Band 1,28 × √(7,28290304 ÷ 3).
  const told = forecast([10, 12, 11, 13])
  expect(told?.likely).toBeCloseTo(12.334144, 6)
  expect(told?.low).toBeCloseTo(12.334144 - 1.28 * Math.sqrt(7.28290304 / 3), 6)
  expect(told?.high).toBeCloseTo(14.3285, 3)
})

test("what never moved stays, without a band; three values are too few", () => {
  expect(forecast([40, 40, 40, 40])).toEqual({ likely: 40, low: 40, high: 40 })
  expect(forecast([40, 41, 42])).toBeNull()
})

test("the further ahead the wider, the likely value always in the middle; moved by ten it says ten more", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 4, maxLength: 12 }), (values) => {
      const [one, two] = [forecast(values), forecast(values, 2)]
      const higher = forecast(values.map((value) => value + 10))
      if (!one || !two || !higher) throw new Error("not told")
      expect((one.low + one.high) / 2).toBeCloseTo(one.likely)
      expect(two.high - two.low).toBeGreaterThanOrEqual(one.high - one.low - 1e-9)
      expect(higher.likely - one.likely).toBeCloseTo(10)
    }),
  )
})

const indicator = readIndicator({
  ...(INDICATORS.find(({ id }) => id === "766-3.1") as (typeof INDICATORS)[number]),
  direction: "UP",
})
const trend = (values: (number | null)[], isLastRunning = false) =>
  values.map((value, at) => ({
    periodId: `2023-Q${at + 1}`,
    label: "",
    value,
    text: "",
    target: null,
    isGenerated: false,
    isRunning: isLastRunning && at === values.length - 1,
    isLikeNow: value !== null,
  }))
const period = periodOf("2023-Q4") as NonNullable<ReturnType<typeof periodOf>>
const target = {
  indicatorId: "766-3.1",
  unitId: null,
  value: 80,
  validFrom: "2024-01-01",
  validTo: null,
  source: "",
}

test("an indicator is told for the next period beside its target of then, never over 100 %", () => {
  expect(forecastOf(trend([95, 98, 99, 100]), period, indicator, null, [target])).toMatchObject({
    isTold: true,
    label: "quý I/2024",
    high: 100,
    from: 4,
    target: 80,
    reaches: true,
  })
})

test("a running period carries no forecast, and a gap cuts the series: too short is said, with what is there", () => {
  expect(forecastOf(trend([60, 60, 60, 60, 5], true), period, indicator, null, [])).toMatchObject({
    likely: 60,
    reaches: null,
  })
  expect(forecastOf(trend([60, null, 60, 60, 60]), period, indicator, null, [])).toEqual({
    isTold: false,
    why: "Chuỗi quá ngắn để dự báo: có 3 kỳ liền đã hết có số liệu, cần ít nhất 4.",
  })
})

test("a quarter by another formula, or without all its data, ends the series a forecast rests on", () => {
  const points = trend([50, 52, 54, 56, 58]).map((point, at) => ({ ...point, isLikeNow: at > 1 }))
  expect(forecastOf(points, period, indicator, null, [])).toMatchObject({ isTold: false })
})
