import fc from "fast-check"
import { expect, test } from "vitest"
import { WORK_FIGURES, type WorkFigure } from "#models/catalogue-edition/figures/work-left.ts"
import { addDays } from "#models/shared/dates.ts"
import { workCalendar, workingDaysFrom } from "#models/shared/working-days.ts"
import { FEWEST_DAYS, type Forecast, forecastOf } from "#workflows/cockpit/forecast.ts"
import type { WorkDay } from "#workflows/cockpit/work-history.ts"

const OPENED = "2023-03-01"
/** 30/4 and 1/5 off, with the days off in exchange. */
const CALENDAR = workCalendar([{ day: "2023-05-01" }, { day: "2023-05-02" }, { day: "2023-05-03" }])

/** What is left at the end of each working day from the opening on; `today` is the day after the last. */
const foretold = (levels: readonly number[], calendar = CALENDAR): Forecast => {
  const days = levels.map(
    (left, place): WorkDay => ({
      day: place === 0 ? OPENED : workingDaysFrom(OPENED, place, calendar),
      left: Object.fromEntries(WORK_FIGURES.map((figure) => [figure, left])) as Record<WorkFigure, number>,
    }),
  )
  const today = workingDaysFrom(days.at(-1)?.day ?? OPENED, 1, calendar)
  return forecastOf({ days, figure: "unregisteredServices", openedOn: OPENED, today }, calendar)
}

test("ten a day with forty left end on the fourth working day, and nothing speaks for another", () => {
  expect(foretold([100, 90, 80, 70, 60, 50, 40])).toEqual({
    kind: "FORECAST",
    perDay: 10,
    seen: 6,
    likely: "2023-03-16",
    earliest: "2023-03-16",
    latest: "2023-03-16",
  })
})

test("weekends and days off are passed over", () => {
  const forecast = foretold(Array.from({ length: 38 }, (_, n) => 100 - n))
  expect(forecast).toMatchObject({ perDay: 1 })
  // 63 working days after 24/04/2023, of which 1–3/5 are none.
  expect(forecast).toMatchObject({ likely: workingDaysFrom("2023-04-24", 63, CALENDAR) })
})

test("with too few full working days there is none, nor where nothing comes off, nor where it takes years", () => {
  expect(foretold([100, 50, 40, 30, 20, 10])).toEqual({ kind: "NONE", why: "TOO_FEW_DAYS" })
  expect(foretold([100, 50, 40, 30, 20, 10, 5])).toMatchObject({ kind: "FORECAST", seen: FEWEST_DAYS })
  expect(foretold([5, 5, 5, 5, 5, 5, 6])).toEqual({ kind: "NONE", why: "NO_PROGRESS" })
  expect(foretold([900, 900, 900, 900, 900, 900, 899])).toEqual({ kind: "NONE", why: "TOO_FAR" })
  expect(foretold([3, 2, 1, 0, 0, 0, 0])).toEqual({ kind: "DONE" })
})

test("where half of the days brought nothing, no last day can be seen", () => {
  expect(foretold([40, 30, 20, 10, 10, 10, 10])).toMatchObject({ kind: "FORECAST", latest: null })
})

const anyLevels = fc.array(fc.integer({ min: -5, max: 40 }), { minLength: 6, maxLength: 25 }).map((steps) => {
  let left = 400
  return [left, ...steps.map((done) => (left = Math.max(1, left - done)))]
})

test("the likely day lies between the earliest and the latest, and after today", () => {
  fc.assert(
    fc.property(anyLevels, (levels) => {
      const forecast = foretold(levels)
      if (forecast.kind !== "FORECAST") return
      expect(forecast.perDay).toBeGreaterThan(0)
      expect(forecast.earliest <= forecast.likely).toBe(true)
      expect(forecast.latest === null || forecast.likely <= forecast.latest).toBe(true)
      expect(forecast.earliest > addDays(OPENED, FEWEST_DAYS)).toBe(true)
    }),
  )
})

test("more left at the same pace never ends earlier", () => {
  fc.assert(
    fc.property(anyLevels, fc.integer({ min: 1, max: 300 }), (levels, more) => {
      const [fewer, greater] = [foretold(levels), foretold(levels.map((left) => left + more))]
      if (fewer.kind !== "FORECAST" || greater.kind !== "FORECAST") return
      expect(greater.likely >= fewer.likely).toBe(true)
      expect(greater.earliest >= fewer.earliest).toBe(true)
    }),
  )
})
