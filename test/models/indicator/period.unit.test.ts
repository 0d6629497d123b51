import { expect, test } from "vitest"
import {
  periodAYearBefore,
  periodBefore,
  periodOf,
  periodOn,
  periodsUpTo,
  readingDayOf,
} from "#models/indicator/period.ts"
import { dayOf } from "#models/shared/dates.ts"

test("months, quarters and years begin and end on their days, leap years too", () => {
  expect(periodOf("2024-02")).toMatchObject({ from: "2024-02-01", to: "2024-02-29", months: ["2024-02"] })
  expect(periodOf("2023-Q4")).toMatchObject({ from: "2023-10-01", to: "2023-12-31", label: "quý IV/2023" })
  expect(periodOf("2023")).toMatchObject({ from: "2023-01-01", to: "2023-12-31" })
  expect(periodOf("2023")?.months).toHaveLength(12)
})

test.each(["2023-13", "2023-00", "2023-Q5", "23-01", "2023-1", "", "2023-Q"])("«%s» is no period", (id) => {
  expect(periodOf(id)).toBeNull()
})

test("the last second of a quarter in Viet Nam is the quarter's, though it is another day in London", () => {
  expect(periodOn("QUARTER", dayOf(new Date("2023-03-31T16:59:59Z"))).id).toBe("2023-Q1")
  expect(periodOn("QUARTER", dayOf(new Date("2023-03-31T17:00:00Z"))).id).toBe("2023-Q2")
  expect(periodOn("YEAR", dayOf(new Date("2022-12-31T17:00:00Z"))).id).toBe("2023")
  expect(periodOn("MONTH", dayOf(new Date("2023-01-31T17:00:00Z"))).id).toBe("2023-02")
})

test("periods follow one another over the turn of a year", () => {
  const first = periodOn("QUARTER", "2023-02-10")
  expect(periodBefore(first).id).toBe("2022-Q4")
  expect(periodAYearBefore(first).id).toBe("2022-Q1")
  expect(periodsUpTo(first, 3).map(({ id }) => id)).toEqual(["2022-Q3", "2022-Q4", "2023-Q1"])
})

test("a state is read on the last day, on today while the period runs, never before it begins", () => {
  const march = periodOn("MONTH", "2023-03-15")
  expect(readingDayOf(march, "2023-02-28")).toBeNull()
  expect(readingDayOf(march, "2023-03-10")).toBe("2023-03-10")
  expect(readingDayOf(march, "2023-05-01")).toBe("2023-03-31")
})
