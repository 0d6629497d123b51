import { expect, test } from "vitest"
import { countNamesIn, formulaInWords, formulaValue, parseFormula } from "#models/indicator/formula.ts"

const worked = (text: string, counts: Record<string, number | null> = {}) => {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(parsed.fault)
  return formulaValue(parsed.formula, (name) => counts[name] ?? null)
}
const fault = (text: string) => {
  const parsed = parseFormula(text)
  return parsed.ok ? null : parsed.fault
}

test("signs are worked out in the order people write them, brackets first", () => {
  expect(worked("2 + 3 × 4 − 6 ÷ 2")).toBe(11)
  expect(worked("(2 + 3) * 4 / 2")).toBe(10)
  expect(worked("10 − 3 − 2")).toBe(5)
  expect(worked("a − (b − c)", { a: 10, b: 3, c: 2 })).toBe(9)
  expect(worked("1,5 × 2")).toBe(3)
})

test("the larger of two systems' counts; without any, a twelfth of last year's", () => {
  const dossiers = "firstOf(max(ours; theirs); lastYear ÷ 12)"
  expect(worked(dossiers, { ours: 90, theirs: 100 })).toBe(100)
  expect(worked(dossiers, { ours: 90, theirs: null })).toBe(90)
  expect(worked(dossiers, { ours: 0, theirs: null, lastYear: 240 })).toBe(20)
  expect(worked(dossiers, { lastYear: 240 })).toBe(20)
  expect(worked(dossiers, {})).toBeNull()
})

test("a count nobody has makes the whole unknown, and so does dividing by nothing", () => {
  expect(worked("a + b", { a: 1 })).toBeNull()
  expect(worked("a ÷ b", { a: 1, b: 0 })).toBeNull()
})

test.each([
  ["", "Công thức còn trống."],
  ["a +", "Công thức dừng giữa chừng: thiếu một số đếm hoặc ngoặc đóng."],
  ["(a + b", "Thiếu ngoặc đóng."],
  ["a b", "Thừa «b» ở vị trí 3."],
  ["a; b", "Thừa «;» ở vị trí 2."],
  ["max a", "Sau «max» phải có ngoặc mở."],
  ["a % b", "Ký tự «%» không dùng được trong công thức."],
  ["process.exit()", "Ký tự «.» không dùng được trong công thức."],
  [`${"(".repeat(30)}a${")".repeat(30)}`, "Công thức lồng quá nhiều ngoặc."],
  [Array.from({ length: 300 }, () => "a").join("+"), "Công thức quá dài."],
])("%s is refused in words", (text, said) => {
  expect(fault(text)).toBe(said)
})

test("a formula names its counts once each and is said in their words", () => {
  const parsed = parseFormula("a × (b + c) ÷ a − 2")
  if (!parsed.ok) throw new Error(parsed.fault)
  expect(countNamesIn(parsed.formula)).toEqual(["a", "b", "c"])
  expect(formulaInWords(parsed.formula, (name) => name.toUpperCase())).toBe("[A] × ([B] + [C]) ÷ [A] − 2")
})
