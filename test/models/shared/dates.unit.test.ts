import { expect, test } from "vitest"
import {
  addDays,
  dayOf,
  dayOfText,
  formatDay,
  formatInstant,
  formatOfficialDay,
  instantOf,
  isoWithOffset,
  isValidOn,
} from "#models/shared/dates.ts"

test("a decision pads days under ten and only the months January and February", () => {
  expect(formatOfficialDay("2023-03-03")).toBe("ngày 03 tháng 3 năm 2023")
  expect(formatOfficialDay("2023-01-05")).toBe("ngày 05 tháng 01 năm 2023")
  expect(formatOfficialDay("2023-02-28")).toBe("ngày 28 tháng 02 năm 2023")
  expect(formatOfficialDay("2023-12-31")).toBe("ngày 31 tháng 12 năm 2023")
})

test("the day turns at midnight in Viet Nam, not in London", () => {
  expect(dayOf(new Date("2023-03-05T16:59:59Z"))).toBe("2023-03-05")
  expect(dayOf(new Date("2023-03-05T17:00:00Z"))).toBe("2023-03-06")
  expect(instantOf("2023-03-06").toISOString()).toBe("2023-03-05T17:00:00.000Z")
})

test("screens show day/month/year and portals ISO with the offset", () => {
  expect(formatDay("2023-03-05")).toBe("05/03/2023")
  expect(formatInstant(new Date("2023-03-05T17:05:00Z"))).toBe("00:05 06/03/2023")
  expect(isoWithOffset(new Date("2023-06-02T01:15:00Z"))).toBe("2023-06-02T08:15:00+07:00")
})

test("days are counted across months and leap years", () => {
  expect(addDays("2024-02-28", 1)).toBe("2024-02-29")
  expect(addDays("2023-12-31", 1)).toBe("2024-01-01")
})

test("both ends of a validity count, and either may be open", () => {
  expect(isValidOn({ validFrom: "2022-08-15", validTo: "2026-06-30" }, "2026-06-30")).toBe(true)
  expect(isValidOn({ validFrom: "2022-08-15", validTo: "2026-06-30" }, "2026-07-01")).toBe(false)
  expect(isValidOn({ validFrom: "2026-07-01", validTo: null }, "2030-01-01")).toBe(true)
})

test.each([
  ["5/3/2023", "2023-03-05"],
  ["05-03-2023", "2023-03-05"],
  [" 2023-03-05 ", "2023-03-05"],
  ["29/02/2024", "2024-02-29"],
  ["29/02/2023", null],
  ["31/04/2023", null],
  ["3/2023", null],
  ["hôm nay", null],
  ["", null],
])("the day typed as «%s» is %s", (text, day) => {
  expect(dayOfText(text)).toBe(day)
})
