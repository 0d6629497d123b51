import { expect, test } from "vitest"
import { type Comparable, likenessFinder } from "#workflows/evidence/likeness.ts"

const one = (code: string, name: string, fullProcess: boolean | null, marks: string[] = []): Comparable => ({
  code,
  name,
  marks,
  fullProcess,
})
const REGISTER = [
  one("1.000001", "Đăng ký khai sinh", true, ["G01"]),
  one("1.000002", "Đăng ký lại khai sinh", true, ["G01"]),
  one("1.000003", "Đăng ký khai tử", false, ["G01"]),
  one("1.000004", "Cấp giấy phép xây dựng", false, ["G20"]),
  one("1.000005", "Đăng ký khai sinh có yếu tố nước ngoài", null, ["G01"]),
]

test("the most alike come first; one without the nation's flag does not vote, nor the procedure itself", () => {
  const { of, full, nearest } = likenessFinder(REGISTER)("1.000001")
  expect(nearest.map(({ code }) => code)).toEqual(["1.000002", "1.000003"])
  expect({ of, full }).toEqual({ of: 2, full: 1 })
})

test("a procedure's own flag never counts for itself", () => {
  const turned = REGISTER.map((some) => (some.code === "1.000001" ? { ...some, fullProcess: false } : some))
  expect(likenessFinder(turned)("1.000001")).toEqual(likenessFinder(REGISTER)("1.000001"))
})

test("at most ten are named, the order of the register does not matter, and an unknown code has none", () => {
  const many = Array.from({ length: 30 }, (_, i) =>
    one(`2.0000${String(i).padStart(2, "0")}`, `Cấp thẻ số ${i}`, i % 2 === 0),
  )
  const all = [...many, one("3.000001", "Việc khác", true)]
  const found = likenessFinder(all)("2.000003")
  expect(found.of).toBe(10)
  expect(likenessFinder(all.toReversed())("2.000003")).toEqual(found)
  expect(likenessFinder(all)("9.999999")).toEqual({ of: 0, full: 0, nearest: [] })
})
