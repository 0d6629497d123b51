import fc from "fast-check"
import { expect, test } from "vitest"
import { formatCount, formatNumber, numberInWords } from "#models/shared/numbers.ts"

test.each([
  [0, "không"],
  [1, "một"],
  [5, "năm"],
  [10, "mười"],
  [11, "mười một"],
  [15, "mười lăm"],
  [20, "hai mươi"],
  [21, "hai mươi mốt"],
  [24, "hai mươi tư"],
  [25, "hai mươi lăm"],
  [55, "năm mươi lăm"],
  [100, "một trăm"],
  [101, "một trăm linh một"],
  [105, "một trăm linh năm"],
  [110, "một trăm mười"],
  [115, "một trăm mười lăm"],
  [1000, "một nghìn"],
  [1005, "một nghìn không trăm linh năm"],
  [1050, "một nghìn không trăm năm mươi"],
  [2023, "hai nghìn không trăm hai mươi ba"],
  [1_000_001, "một triệu không trăm linh một"],
  [21_000, "hai mươi mốt nghìn"],
])("%i is read «%s»", (value, words) => {
  expect(numberInWords(value)).toBe(words)
})

test("two different totals never read the same", () => {
  fc.assert(
    fc.property(fc.nat(999_999), fc.nat(999_999), (a, b) => {
      expect(numberInWords(a) === numberInWords(b)).toBe(a === b)
    }),
  )
})

test("a count below ten carries a leading zero, thousands a point", () => {
  expect(formatCount(6)).toBe("06")
  expect(formatCount(10)).toBe("10")
  expect(formatCount(1234)).toBe("1.234")
  expect(formatNumber(1234567)).toBe("1.234.567")
})

test("what is not a whole count is refused", () => {
  expect(() => numberInWords(-1)).toThrow(RangeError)
  expect(() => numberInWords(1.5)).toThrow(RangeError)
})
