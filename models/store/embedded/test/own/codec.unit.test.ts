import * as bson from "bson"
import fc from "fast-check"
import { expect, test } from "vitest"
import { decode } from "../../values/decode.ts"
import { encode, encodeChanged } from "../../values/encode.ts"

const {
  Binary,
  BSON,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  Long,
  ObjectId,
  Timestamp,
  MinKey,
  MaxKey,
  UUID,
} = bson

const leaf = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ maxLength: 100 }),
  fc.integer(),
  fc.double(),
  fc.integer().map((n) => new Double(n)),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((n) => Long.fromBigInt(n)),
  fc.boolean(),
  fc.constantFrom(null, new MinKey(), new MaxKey(), new Code("f()"), new Code("f()", { a: "b" })),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc
    .tuple(fc.uint8Array({ maxLength: 40 }), fc.constantFrom(0, 2, 3, 5, 128))
    .map(([bytes, subtype]) => new Binary(bytes, subtype)),
  fc.uint8Array({ minLength: 16, maxLength: 16 }).map((bytes) => new Binary(bytes, 4)),
  fc.constant(new UUID("0d8aa0f2-6b9e-4f0a-8a51-7c3c3f1f0a11")),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => Decimal128.fromString(String(n))),
  fc.constantFrom(new BSONRegExp("^a.b", "im"), new Timestamp({ t: 7, i: 9 })),
)
// Names like "1" are put first by every JavaScript object, whoever reads them.
const name = fc.oneof(
  fc.constantFrom("_id", "tên", "__proto__", "a.b", "", "$set", "$ref", "$id", "length", "x".repeat(80)),
  fc.string({ maxLength: 12 }).filter((text) => !/^\d+$/.test(text) && !text.includes("\0")),
)
const { document } = fc.letrec<{ document: Record<string, unknown>; value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    tie("document"),
    fc.array(tie("value"), { maxLength: 12 }),
  ),
  document: fc.dictionary(name, tie("value"), { maxKeys: 8 }),
}))

test("what is decoded is encoded to the same bytes", () => {
  fc.assert(
    fc.property(document, (given) => {
      const bytes = Buffer.from(BSON.serialize(given))
      expect(encode(decode(bytes)).equals(bytes)).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test("texts, numbers and the rest read as the library reads them", () => {
  fc.assert(
    fc.property(leaf, (value) => {
      const bytes = BSON.serialize({ value })
      const { value: read } = BSON.deserialize(bytes, { promoteValues: false, bsonRegExp: true })
      const { value: own } = decode(bytes)
      if (typeof own === "number") expect(own).toBe((read as { value: number }).value)
      else expect(own).toStrictEqual(read)
    }),
    { numRuns: 2_000 },
  )
})

test("a changed document is encoded to the bytes of encoding it anew", () => {
  fc.assert(
    fc.property(document, fc.array(fc.tuple(name, leaf)), fc.array(name), (given, set, unset) => {
      const raw = Buffer.from(BSON.serialize(given))
      const before = decode(raw)
      const after: Record<string, unknown> = { ...before }
      for (const [field, value] of set) if (field !== "__proto__") after[field] = value
      for (const field of unset) delete after[field]
      const changed = encodeChanged(after, { document: before, raw })
      if (changed) expect(changed.equals(encode(after))).toBe(true)
    }),
    { numRuns: 1_000 },
  )
})

test("ordinary documents are patched, not encoded anew", () => {
  const raw = encode({ _id: "x", a: { b: [1, 2] }, c: 1, d: new Date(0), e: "hết" })
  const before = decode(raw)
  const after = { ...before, c: 2, f: [true] }
  expect(encodeChanged(after, { document: before, raw })?.equals(encode(after))).toBe(true)
})

test("bytes that are cut short or claim a wrong length are refused", () => {
  const bytes = encode({ a: { b: "chữ", c: [1, 2.5] }, d: new ObjectId() })
  for (let length = 0; length < bytes.length; length++)
    expect(() => decode(bytes.subarray(0, length))).toThrow()
  for (let at = 0; at < 4; at++) {
    const wrong = Buffer.from(bytes)
    wrong[at] = 0xee
    expect(() => decode(wrong)).toThrow()
  }
})
