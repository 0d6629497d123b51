import fc from "fast-check"
import { expect, test } from "vitest"
import { occurrencesOf } from "#models/plan/occurrences.ts"
import { readDue } from "#workflows/plan-reading/read-due.ts"

const SPAN = { from: "2023-03-03", to: "2024-12-31" }
const daysOf = (text: string, span = SPAN) =>
  occurrencesOf(readDue(text).rule, span).map(({ key, from, due }) => `${key} ${from} ${due}`)

test.each([
  ["Hoàn thành tháng 4/2023", ["mot-lan 2023-03-03 2023-04-30"]],
  ["Quý III/2023", ["mot-lan 2023-07-01 2023-09-30"]],
  ["Năm 2023", ["mot-lan 2023-01-01 2023-12-31"]],
  ["Từ quý II/2023", ["mot-lan 2023-04-01 null"]],
  ["Từ tháng 3/2023, hoàn thành quý IV/2024", ["mot-lan 2023-03-01 2024-12-31"]],
  ["Hằng năm, tháng 5", ["2023 2023-05-01 2023-05-31", "2024 2024-05-01 2024-05-31"]],
  ["Hàng năm", ["2023 2023-01-01 2023-12-31", "2024 2024-01-01 2024-12-31"]],
  ["Khi có yêu cầu", ["mot-lan 2023-03-03 null"]],
])("«%s» as a plan of 3/3/2023 to the end of 2024 has it", (text, days) => {
  expect(daysOf(text)).toEqual(days)
})

test("what goes on all the time is reported by quarters, that of the plan's first day among them", () => {
  expect(daysOf("Thường xuyên").map((one) => one.split(" ")[0])).toEqual(
    [2023, 2024].flatMap((year) => [1, 2, 3, 4].map((quarter) => `${year}-q${quarter}`)),
  )
})

test("what is done once and comes back each year is asked for again from the year after", () => {
  const rule = { ...readDue("Hoàn thành tháng 5/2023").rule, repeats: { every: "YEAR", month: 5 } as const }
  expect(occurrencesOf(rule, SPAN).map(({ key, due }) => `${key} ${due}`)).toEqual([
    "2023 2023-05-31",
    "2024 2024-05-31",
  ])
})

test("whatever a plan writes, no period comes twice, none ends outside the plan, and they follow each other", () => {
  const month = fc.integer({ min: 1, max: 12 })
  const year = fc.integer({ min: 2020, max: 2030 })
  const text = fc.oneof(
    fc.tuple(month, year).map(([m, y]) => `Hoàn thành tháng ${m}/${y}`),
    month.map((m) => `Hằng năm, tháng ${m}`),
    fc.constantFrom("Thường xuyên", "Hằng tháng", "Định kỳ hằng quý", "Hàng năm", "Sớm"),
  )
  fc.assert(
    fc.property(text, year, fc.integer({ min: 0, max: 4 }), (words, first, years) => {
      const span = { from: `${first}-03-03`, to: `${first + years}-12-31` }
      const found = occurrencesOf(readDue(words).rule, span)
      expect(new Set(found.map(({ key }) => key)).size).toBe(found.length)
      const again = found.filter(({ key }) => key !== "mot-lan")
      for (const { from, due } of again) {
        expect(due !== null && from <= due && due >= span.from && due <= span.to).toBe(true)
      }
      const days = again.map(({ due }) => due)
      expect(days).toEqual([...days].sort())
    }),
  )
})
