import fc from "fast-check"
import { expect, test } from "vitest"
import { Decimal128, Double, Long } from "../../values/bson.server.ts"
import { inverted } from "../../values/exact-number.ts"
import { areEqual, compareValues, keyOf } from "../../values/order.ts"

const sign = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

test("keys order numbers as numbers", () => {
  const number = fc.double({ noNaN: true })
  fc.assert(
    fc.property(number, number, (a, b) => sign(keyOf(a), keyOf(b)) === Math.sign(a === b ? 0 : a - b || 0)),
  )
})

test("keys order texts by code point, and end where the text ends", () => {
  const text = fc.string({ unit: "binary" })
  fc.assert(
    fc.property(text, text, (a, b) => {
      const expected = Math.sign(Buffer.compare(Buffer.from(a), Buffer.from(b)))
      expect(sign(keyOf(a), keyOf(b))).toBe(expected)
      expect(sign(inverted(keyOf(a)), inverted(keyOf(b)))).toBe(expected === 0 ? 0 : -expected)
      expect(Math.sign(compareValues(a, b))).toBe(expected)
    }),
  )
})

test("int64 and decimals stand exactly between the doubles", () => {
  const big = fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })
  fc.assert(
    fc.property(big, big, (a, b) => {
      const expected = a < b ? -1 : a > b ? 1 : 0
      expect(sign(keyOf(Long.fromBigInt(a)), keyOf(Long.fromBigInt(b)))).toBe(expected)
      expect(sign(keyOf(Decimal128.fromString(`${a}`)), keyOf(Long.fromBigInt(b)))).toBe(expected)
    }),
  )
  expect(compareValues(Decimal128.fromString("0.1"), 0.1)).toBeLessThan(0)
  expect(areEqual(Decimal128.fromString("0.5"), 0.5)).toBe(true)
  expect(areEqual(new Double(7), 7)).toBe(true)
})

test("keys of lists and documents never run into each other", () => {
  const value = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 3 },
      fc.string(),
      fc.integer(),
      fc.constant(null),
      fc.boolean(),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(fc.string(), tie("any"), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).any
  fc.assert(
    fc.property(value, value, (a, b) => {
      const [left, right] = [keyOf(a), keyOf(b)]
      if (left !== right) expect(left.startsWith(right) || right.startsWith(left)).toBe(false)
      expect(areEqual(a, b)).toBe(left === right)
    }),
  )
})
