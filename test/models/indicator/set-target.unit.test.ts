import { expect, test } from "vitest"
import { ownTargetOn, withTargetIn } from "#models/indicator/set-target.ts"

const III = { from: "2023-07-01", to: "2023-09-30" }
const OPEN = { value: 80, source: "QĐ 766", validFrom: "2022-08-15", validTo: null }

test("a quarter set within an open span leaves what stood before and after it", () => {
  expect(withTargetIn([OPEN], { ...III, value: 90, source: "CV 15" })).toEqual([
    { ...OPEN, validTo: "2023-06-30" },
    { value: 90, source: "CV 15", validFrom: "2023-07-01", validTo: "2023-09-30" },
    { ...OPEN, validFrom: "2023-10-01" },
  ])
})

test("a quarter left empty is cut out, and what ended before it stays", () => {
  const earlier = { ...OPEN, validTo: "2022-12-31" }
  const year = { value: 70, source: "KH 122", validFrom: "2023-01-01", validTo: "2023-12-31" }
  const left = withTargetIn([earlier, year], { ...III, value: null, source: "" })
  expect(left.map(({ validFrom, validTo }) => [validFrom, validTo])).toEqual([
    ["2022-08-15", "2022-12-31"],
    ["2023-01-01", "2023-06-30"],
    ["2023-10-01", "2023-12-31"],
  ])
  expect(ownTargetOn(left, "2023-08-01")).toBeNull()
  expect(ownTargetOn(left, "2023-10-01")?.value).toBe(70)
})

test("four quarters set one after another stand beside one another without a shared day", () => {
  const quarters = [
    ["2023-01-01", "2023-03-31", 10],
    ["2023-04-01", "2023-06-30", 20],
    ["2023-07-01", "2023-09-30", 30],
    ["2023-10-01", "2023-12-31", 40],
  ] as const
  const set = quarters.reduce<ReturnType<typeof withTargetIn>>(
    (all, [from, to, value]) => withTargetIn(all, { from, to, value, source: "KH" }),
    [OPEN],
  )
  expect(set.map(({ validFrom, validTo, value }) => [validFrom, validTo, value])).toEqual([
    ["2022-08-15", "2022-12-31", 80],
    ...quarters,
    ["2024-01-01", null, 80],
  ])
})
