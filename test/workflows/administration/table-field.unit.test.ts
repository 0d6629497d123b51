import { expect, test } from "vitest"
import { readCell } from "#workflows/administration/table-field.ts"

const whole = { kind: "NUMBER", name: "n", label: "Số dòng", min: 1, max: 20_000, isWhole: true } as const
const broken = { kind: "NUMBER", name: "n", label: "Tỷ lệ", min: 0, max: 1, isWhole: false } as const

test.each([
  ["1", 1],
  ["1000", 1000],
  ["1.000", 1000],
  ["12.345", 12_345],
])("%s in a column of whole numbers is %i", (text, value) => {
  expect(readCell(whole, text)).toEqual({ ok: true, value })
})

test.each(["1,5", "1.5", "1.00", "1.0000", "1e3", "0x10", "1 000", "một", "20.001", "0"])(
  "%s in a column of whole numbers is refused, with what was typed and the bounds as officials write them",
  (text) => {
    expect(readCell(whole, text)).toEqual({
      ok: false,
      fault: `Số dòng: «${text}» chưa đúng. Ghi số nguyên từ 1 đến 20.000.`,
    })
  },
)

test.each([
  ["0,8", 0.8],
  ["0.125", 0.125],
  ["1", 1],
])("%s in a column of broken numbers is %d", (text, value) => {
  expect(readCell(broken, text)).toEqual({ ok: true, value })
})

test.each(["1e-1", "0x1", "0,8,1", "80 %", "Infinity"])("%s is no broken number", (text) => {
  expect(readCell(broken, text).ok).toBe(false)
})
