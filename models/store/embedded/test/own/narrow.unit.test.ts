import * as bson from "bson"
import fc from "fast-check"
import { expect, test } from "vitest"
import { decode } from "../../values/decode.ts"
import { encode } from "../../values/encode.ts"
import { fieldTreeOf, narrowed } from "../../values/narrow.ts"

const { Binary, BSONRegExp, Code, Decimal128, Long, MaxKey, MinKey, ObjectId, Timestamp } = bson

const everyType = {
  double: 1.5,
  string: "Đắk Nông",
  document: { trong: { sâu: 1 }, khác: 2 },
  array: [1, { a: 2 }],
  binary: new Binary(Buffer.from("abc")),
  id: new ObjectId(),
  yes: true,
  day: new Date(0),
  none: null,
  regex: new BSONRegExp("^a", "i"),
  code: new Code("x"),
  scoped: new Code("x", { y: 1 }),
  small: 1,
  stamp: new Timestamp({ t: 1, i: 2 }),
  large: Long.fromString("9007199254740993"),
  decimal: Decimal128.fromString("1.5"),
  low: new MinKey(),
  high: new MaxKey(),
  last: "cuối",
}

test("the last field is found behind a value of every type", () => {
  const kept = decode(narrowed(encode(everyType), fieldTreeOf(["last", "document.trong"])))
  expect(kept).toEqual({ document: { trong: { sâu: 1 } }, last: "cuối" })
})

test("a field of any type is kept as it is", () => {
  for (const name of Object.keys(everyType) as (keyof typeof everyType)[])
    expect(narrowed(encode(everyType), fieldTreeOf([name])), name).toEqual(
      encode({ [name]: everyType[name] }),
    )
})

test("what is kept equals what decoding the whole and leaving out the rest gives", () => {
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      fc.string(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie("document"),
      fc.array(fc.integer()),
    ),
    document: fc.dictionary(fc.constantFrom("a", "b", "c", "đ"), tie("value"), { maxKeys: 4 }),
  })).document
  fc.assert(
    fc.property(value, (document) => {
      const source = document as Record<string, unknown>
      const kept = decode(narrowed(encode(source), fieldTreeOf(["a", "b.c", "đ"])))
      const b = source["b"]
      const isDocument = b !== null && typeof b === "object" && !Array.isArray(b)
      const under = isDocument ? ("c" in b ? { c: (b as Record<string, unknown>)["c"] } : {}) : b
      expect(kept).toEqual(
        decode(
          encode({
            ...("a" in source ? { a: source["a"] } : {}),
            ...("b" in source ? { b: under } : {}),
            ...("đ" in source ? { đ: source["đ"] } : {}),
          }),
        ),
      )
    }),
  )
})
