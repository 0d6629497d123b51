import * as mongodb from "mongodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

const { Binary, Decimal128, Double, Long, MaxKey, ObjectId } = mongodb

type Row = { _id: string; [field: string]: unknown }

const ID = new ObjectId("65f000000000000000000001")

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
  await rows().insertMany([
    { _id: "int", v: 6 },
    { _id: "long", v: Long.fromNumber(6) },
    { _id: "double", v: new Double(6.5) },
    { _id: "decimal", v: Decimal128.fromString("7") },
    { _id: "text", v: "Hello\nWorld" },
    { _id: "null", v: null },
    { _id: "none" },
    { _id: "date", v: new Date("2024-01-01T00:00:00Z") },
    { _id: "id", v: ID },
    { _id: "bytes", v: new Binary(Buffer.from([6, 1])) },
    { _id: "true", v: true },
    { _id: "object", v: { a: 1, b: [1, 2] } },
    { _id: "list", v: [1, 5, 9] },
    { _id: "empty", v: [] },
    { _id: "texts", v: ["a", "b", null] },
    {
      _id: "rows",
      v: [
        { k: "x", n: 1, l: [1, 2] },
        { k: "y", n: 5, l: [3] },
      ],
    },
    { _id: "nested", v: [[1, 2], [3]] },
    { _id: "NaN", v: Number.NaN },
  ])
})
afterAll(() => store.close())

const rows = () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<Row>("rows")
}

const found = async (filter: object) =>
  (
    await rows()
      .find(filter as object)
      .toArray()
  )
    .map(({ _id }) => _id)
    .sort()

const cases: [topic: string, filter: object, expected: string[]][] = [
  ["equality across kinds of numbers", { v: 6 }, ["int", "long"]],
  ["equality with an element", { v: 5 }, ["list"]],
  ["equality with a whole list", { v: [1, 5, 9] }, ["list"]],
  ["equality with a list inside a list", { v: [1, 2] }, ["nested"]],
  ["equality with a document, fields in order", { v: { a: 1, b: [1, 2] } }, ["object"]],
  ["equality with a document, fields out of order", { v: { b: [1, 2], a: 1 } }, []],
  ["null finds what is not there too", { v: null }, ["none", "null", "texts"]],
  ["not null", { v: { $ne: null }, _id: /^(int|null|none)$/ }, ["int"]],
  ["NaN equals itself", { v: Number.NaN }, ["NaN"]],
  ["greater compares only its own kind", { v: { $gt: 6 } }, ["decimal", "double", "list"]],
  ["less than a text", { v: { $lt: "b" } }, ["text", "texts"]],
  ["between, by two elements of one list", { v: { $gt: 6, $lt: 3 } }, ["list"]],
  ["between, by one element", { v: { $elemMatch: { $gt: 6, $lt: 3 } } }, []],
  ["one of several", { v: { $in: [ID, true, "a"] } }, ["id", "texts", "true"]],
  ["one of patterns", { v: { $in: [/^Hel/] } }, ["text"]],
  ["none of several", { v: { $nin: [null, 6] }, _id: /^(int|null|none|true)$/ }, ["true"]],
  ["there or not", { v: { $exists: false } }, ["none"]],
  ["kinds by name", { v: { $type: "int" } }, ["int", "list"]],
  ["kinds by number", { v: { $type: 18 } }, ["long"]],
  ["any number", { v: { $type: "number" } }, ["NaN", "decimal", "double", "int", "list", "long"]],
  ["a list as such", { v: { $type: "array" } }, ["empty", "list", "nested", "rows", "texts"]],
  ["several kinds", { v: { $type: ["bool", "date"] } }, ["date", "true"]],
  ["remainders", { v: { $mod: [4, 2] } }, ["double", "int", "long"]],
  ["patterns by line", { v: { $regex: "^World$", $options: "m" } }, ["text"]],
  ["patterns over lines", { v: { $regex: "hello.world", $options: "is" } }, ["text"]],
  ["not a pattern", { v: { $not: /o/ }, _id: /^(text|int)$/ }, ["int"]],
  ["not a comparison", { v: { $not: { $gte: 6 } }, _id: /^(int|null|none)$/ }, ["none", "null"]],
  ["how many", { v: { $size: 2 } }, ["nested", "rows"]],
  ["all of several", { v: { $all: [9, 1] } }, ["list"]],
  [
    "all with conditions on elements",
    { v: { $all: [{ $elemMatch: { k: "x" } }, { $elemMatch: { n: 5 } }] } },
    ["rows"],
  ],
  ["fields of one element", { v: { $elemMatch: { k: "x", n: 1 } } }, ["rows"]],
  ["fields of different elements", { "v.k": "x", "v.n": 5 }, ["rows"]],
  ["fields of different elements asked of one", { v: { $elemMatch: { k: "x", n: 5 } } }, []],
  ["by place", { "v.1": 5 }, ["list"]],
  ["a field at a place", { "v.1.k": "y" }, ["rows"]],
  ["lists inside elements", { "v.l": 3 }, ["rows"]],
  ["lists of lists", { v: { $elemMatch: { $elemMatch: { $gt: 2 } } } }, ["nested"]],
  ["below a document", { "v.b": 2 }, ["object"]],
  [
    "missing below",
    { "v.zz": null, _id: { $in: ["object", "int", "list", "rows"] } },
    ["int", "object", "rows"],
  ],
  ["either", { $or: [{ v: true }, { v: ID }] }, ["id", "true"]],
  ["neither", { $nor: [{ v: { $exists: true } }] }, ["none"]],
  ["an expression", { $expr: { $eq: [{ $type: "$v" }, "date"] } }, ["date"]],
  [
    "everything is below the greatest key",
    { v: { $lt: new MaxKey() }, _id: { $in: ["int", "none"] } },
    ["int"],
  ],
  ["a comment", { $comment: "why", v: true }, ["true"]],
]

test.each(cases)("%s", async (_topic, filter, expected) => {
  expect(await found(filter)).toEqual(expected)
})

test("an index gives the same answers as reading everything", async () => {
  await rows().createIndex({ v: 1 })
  for (const [topic, filter, expected] of cases)
    expect([topic, await found(filter)]).toEqual([topic, expected])
})

const refused: [topic: string, filter: object, code: number, words: RegExp][] = [
  ["an unknown operator", { v: { $nonsense: 1 } }, 2, /unknown operator: \$nonsense/],
  ["an unknown operator at the top", { $nonsense: 1 }, 2, /unknown top level operator: \$nonsense/],
  ["operators among fields", { v: { $gt: 1, x: 1 } }, 2, /unknown operator: x/],
  ["nothing to choose from", { $or: [] }, 2, /nonempty array/],
  ["no list for $in", { v: { $in: 1 } }, 2, /\$in needs an array/],
  ["no list for $nin", { v: { $nin: 1 } }, 2, /\$nin needs an array/],
  ["no list for $all", { v: { $all: 1 } }, 2, /\$all needs an array/],
  ["operators inside $in", { v: { $in: [{ $gt: 1 }] } }, 2, /cannot nest \$ under \$in/],
  ["a pattern that is none", { v: { $regex: "(" } }, 51091, /Regular expression is invalid/],
  [
    "an option that is none",
    { v: { $regex: "a", $options: "q" } },
    51108,
    /invalid flag in regex options: q/,
  ],
  ["options without a pattern", { v: { $options: "i" } }, 2, /\$options needs a \$regex/],
  ["a negation of a value", { v: { $not: 1 } }, 2, /\$not needs a regex or a document/],
  ["a remainder by zero", { v: { $mod: [0, 1] } }, 2, /divisor cannot be 0/],
  ["a kind that is none", { v: { $type: "nonsense" } }, 2, /Unknown type name alias: nonsense/],
  ["an expression that is none", { $expr: { $nonsense: 1 } }, 168, /Unrecognized expression '\$nonsense'/],
]

test.each(refused)("refused: %s", async (_topic, filter, code, words) => {
  const refusal = await found(filter).then(
    () => null,
    (error) => ({ code: error.code, message: error.message }),
  )
  expect(refusal).toEqual({ code, message: expect.stringMatching(words) })
})
