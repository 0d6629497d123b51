import * as mongodb from "mongodb"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

const { Double, Long } = mongodb

type Row = { _id: number; [field: string]: unknown }

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const rows = () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<Row>("rows")
}

beforeEach(() => rows().deleteMany({}))

type Change = Parameters<ReturnType<typeof rows>["updateOne"]>[1]
type Options = Parameters<ReturnType<typeof rows>["updateOne"]>[2] & { filter?: object }

/** What one update makes of a document. */
const changed = async (before: object, change: object, { filter, ...options }: Options = {}) => {
  await rows().deleteMany({})
  await rows().insertOne({ _id: 1, ...before })
  await rows().updateOne({ _id: 1, ...filter }, change as Change, options)
  const after = await rows().findOne({ _id: 1 }, { projection: { _id: 0 } })
  return after
}

/** Number and message with which an update of a document is refused. */
const refusal = async (before: object, change: object, options: Options = {}) =>
  changed(before, change, options).then(
    () => null,
    ({ code, message }) => ({ code, message }),
  )

test("numbers grow in the wider of the two types", async () => {
  const sums = await rows()
    .insertOne({
      _id: 1,
      i: 1,
      l: Long.fromNumber(1),
      d: 1.5,
      max: 2147483647,
    })
    .then(() =>
      rows().updateOne({ _id: 1 }, {
        $inc: { i: 1, l: 1, d: 1, max: 1, fresh: 2 },
      } as object as Change),
    )
    .then(() => rows().findOne({ _id: 1 }, { promoteValues: false }))
  expect(mongodb.BSON.EJSON.stringify(sums, { relaxed: false })).toBe(
    '{"_id":{"$numberInt":"1"},"i":{"$numberInt":"2"},"l":{"$numberLong":"2"},"d":{"$numberDouble":"2.5"},"max":{"$numberLong":"2147483648"},"fresh":{"$numberInt":"2"}}',
  )
})

test("a product of nothing is zero of the factor's type", async () => {
  expect(await changed({}, { $mul: { n: 5 } })).toEqual({ n: 0 })
  expect(await changed({ n: 2.5 }, { $mul: { n: new Double(2) } })).toEqual({ n: 5 })
})

test("least and greatest go by the order of all values", async () => {
  expect(await changed({ a: 5, b: 5 }, { $min: { a: 3, b: 7, c: 1 } })).toEqual({ a: 3, b: 5, c: 1 })
  expect(await changed({ a: 5, b: null }, { $max: { a: "text", b: 0 } })).toEqual({ a: "text", b: 0 })
})

test("a push may place, sort and cut", async () => {
  expect(await changed({ a: [1, 2] }, { $push: { a: { $each: [9], $position: 1 } } })).toEqual({
    a: [1, 9, 2],
  })
  expect(await changed({ a: [1, 2, 3] }, { $push: { a: { $each: [9], $position: -1 } } })).toEqual({
    a: [1, 2, 9, 3],
  })
  expect(await changed({ a: [3, 1] }, { $push: { a: { $each: [2], $sort: 1, $slice: -2 } } })).toEqual({
    a: [2, 3],
  })
  expect(
    await changed(
      { a: [{ n: 2, k: "x" }] },
      { $push: { a: { $each: [{ n: 1, k: "y" }], $sort: { n: 1 } } } },
    ),
  ).toEqual({
    a: [
      { n: 1, k: "y" },
      { n: 2, k: "x" },
    ],
  })
  expect(await changed({}, { $push: { "a.b": { $each: [] } } })).toEqual({ a: { b: [] } })
})

test("a set of values grows by what it lacks, documents by their fields in order", async () => {
  expect(
    await changed(
      { a: [1, { x: 1, y: 2 }] },
      { $addToSet: { a: { $each: [1, { y: 2, x: 1 }, { x: 1, y: 2 }] } } },
    ),
  ).toEqual({
    a: [1, { x: 1, y: 2 }, { y: 2, x: 1 }],
  })
})

test("elements are pulled by value, by condition and by their own fields", async () => {
  expect(await changed({ a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } })).toEqual({ a: [1] })
  expect(await changed({ a: [{ n: 1, t: ["x"] }, { n: 2 }] }, { $pull: { a: { n: { $gt: 1 } } } })).toEqual({
    a: [{ n: 1, t: ["x"] }],
  })
  expect(await changed({ a: ["ab", "cd"] }, { $pull: { a: /^a/ } })).toEqual({ a: ["cd"] })
  expect(await changed({ a: [1, 2, 1] }, { $pullAll: { a: [1] } })).toEqual({ a: [2] })
  expect(await changed({ a: [[1], [2]] }, { $pull: { a: [1] } })).toEqual({ a: [[2]] })
  expect(await changed({ a: [{ b: [1, 2] }, { b: [2] }] }, { $pull: { "a.$[].b": 2 } })).toEqual({
    a: [{ b: [1] }, { b: [] }],
  })
})

test("the element the filter met, all elements, those of a named filter", async () => {
  expect(await changed({ a: [1, 2, 3] }, { $set: { "a.$": 9 } }, { filter: { a: 2 } })).toEqual({
    a: [1, 9, 3],
  })
  expect(
    await changed({ a: [{ n: 1 }, { n: 2 }] }, { $inc: { "a.$.n": 5 } }, { filter: { "a.n": 2 } }),
  ).toEqual({
    a: [{ n: 1 }, { n: 7 }],
  })
  expect(await changed({ a: [{ n: 1 }, { n: 2 }] }, { $set: { "a.$[].n": 0 } })).toEqual({
    a: [{ n: 0 }, { n: 0 }],
  })
  expect(
    await changed(
      {
        a: [
          { n: 1, l: [1, 2] },
          { n: 2, l: [2, 3] },
        ],
      },
      { $inc: { "a.$[row].l.$[item]": 10 } },
      { arrayFilters: [{ "row.n": { $gt: 1 } }, { item: { $gte: 3 } }] },
    ),
  ).toEqual({
    a: [
      { n: 1, l: [1, 2] },
      { n: 2, l: [2, 13] },
    ],
  })
})

test("a field is renamed over another, into a document and out of one", async () => {
  expect(await changed({ a: 1, b: 2 }, { $rename: { a: "b" } })).toEqual({ b: 1 })
  expect(await changed({ a: 1 }, { $rename: { a: "x.y" } })).toEqual({ x: { y: 1 } })
  expect(await changed({ x: { y: 1, z: 2 } }, { $rename: { "x.y": "a" } })).toEqual({ x: { z: 2 }, a: 1 })
  expect(await changed({ a: 1 }, { $rename: { none: "b" } })).toEqual({ a: 1 })
})

test("dates and places beyond the end", async () => {
  expect((await changed({}, { $currentDate: { at: true } }))?.["at"]).toBeInstanceOf(Date)
  expect(await changed({ a: [1] }, { $set: { "a.3": 4 } })).toEqual({ a: [1, null, null, 4] })
  expect(await changed({ a: [1, 2] }, { $unset: { "a.0": 1 } })).toEqual({ a: [null, 2] })
})

test("a pipeline computes from the document", async () => {
  expect(
    await changed({ a: 2, b: 3, gone: 1 }, [
      { $set: { sum: { $add: ["$a", "$b"] } } },
      { $unset: "gone" },
      { $set: { twice: { $multiply: ["$sum", 2] } } },
    ]),
  ).toEqual({ a: 2, b: 3, sum: 5, twice: 10 })
  expect(await changed({ o: { x: 1 } }, [{ $replaceWith: "$o" }])).toEqual({ x: 1 })
  expect(await changed({ a: 1, b: 2 }, [{ $project: { b: 1 } }])).toEqual({ b: 2 })
  expect(
    await changed({ a: 1 }, [{ $set: { a: { $add: ["$a", "$$by"] } } }], { let: { by: 5 } } as Options),
  ).toEqual({ a: 6 })
})

test("an upsert starts from the filter's equalities and is told by its id", async () => {
  const result = await rows().updateOne(
    { _id: 7, "o.a": 1, $and: [{ b: { $eq: 2 } }], n: { $gt: 5 }, l: { $in: [4] } } as object,
    { $set: { c: 3 }, $setOnInsert: { d: 4 }, $push: { e: 1 } } as object as Change,
    { upsert: true },
  )
  expect(result).toMatchObject({ matchedCount: 0, modifiedCount: 0, upsertedId: 7, upsertedCount: 1 })
  expect(await rows().findOne({ _id: 7 })).toEqual({ _id: 7, o: { a: 1 }, b: 2, l: 4, c: 3, d: 4, e: [1] })
})

test("an update that changes nothing matches and modifies nothing", async () => {
  await rows().insertOne({ _id: 1, a: 1 })
  expect(await rows().updateOne({ _id: 1 }, { $set: { a: 1 } })).toMatchObject({
    matchedCount: 1,
    modifiedCount: 0,
  })
})

const refused: [
  topic: string,
  before: object,
  change: object,
  code: number,
  words: RegExp,
  options?: Options,
][] = [
  [
    "two changes of one path",
    {},
    { $set: { a: 1 }, $inc: { a: 1 } },
    40,
    /Updating the path 'a' would create a conflict at 'a'/,
  ],
  [
    "a change inside a changed path",
    {},
    { $set: { a: {}, "a.b": 1 } },
    40,
    /Updating the path 'a\.b' would create a conflict at 'a'/,
  ],
  [
    "a field inside a number",
    { a: 1 },
    { $set: { "a.b": 1 } },
    28,
    /Cannot create field 'b' in element \{a: 1\}/,
  ],
  [
    "a field inside null",
    { a: null },
    { $set: { "a.b": 1 } },
    28,
    /Cannot create field 'b' in element \{a: null\}/,
  ],
  [
    "a field of a list",
    { a: [] },
    { $set: { "a.b": 1 } },
    28,
    /Cannot create field 'b' in element \{a: \[\]\}/,
  ],
  ["another id", {}, { $set: { _id: 2 } }, 66, /would modify the immutable field '_id'/],
  [
    "growing a text",
    { a: "x" },
    { $inc: { a: 1 } },
    14,
    /Cannot apply \$inc to a value of non-numeric type.*of non-numeric type string/,
  ],
  [
    "growing by a text",
    {},
    { $inc: { a: "x" } },
    14,
    /Cannot increment with non-numeric argument: \{a: "x"\}/,
  ],
  [
    "a push into no list",
    { a: 1 },
    { $push: { a: 1 } },
    2,
    /The field 'a' must be an array but is of type int in document \{_id: 1\}/,
  ],
  [
    "a set in no list",
    { a: 1 },
    { $addToSet: { a: 1 } },
    2,
    /Cannot apply \$addToSet to a non-array field.*type int/,
  ],
  ["pulling from no list", { a: 1 }, { $pull: { a: 1 } }, 2, /Cannot apply \$pull to a non-array value/],
  [
    "pulling all from no list",
    { a: 1 },
    { $pullAll: { a: [1] } },
    2,
    /Cannot apply \$pull to a non-array value/,
  ],
  ["popping from no list", { a: 1 }, { $pop: { a: 1 } }, 14, /contains an element of non-array type 'int'/],
  ["an unknown operator", {}, { $nonsense: { a: 1 } }, 9, /Unknown modifier: \$nonsense/],
  [
    "no document for an operator",
    {},
    { $set: 5 },
    9,
    /Modifiers operate on fields but we found type int instead/,
  ],
  ["an empty path", {}, { $set: { "": 1 } }, 56, /empty update path is not valid/],
  ["a path with an empty part", {}, { $set: { "a..b": 1 } }, 56, /contains an empty field name/],
  [
    "a place the filter says nothing of",
    { a: [1] },
    { $set: { "a.$": 1 } },
    2,
    /positional operator did not find the match needed/,
  ],
  [
    "all elements of no list",
    { a: 1 },
    { $set: { "a.$[]": 1 } },
    2,
    /Cannot apply array updates to non-array element a: 1/,
  ],
  [
    "a filter no path names",
    { a: [1] },
    { $set: { b: 1 } },
    9,
    /array filter for identifier 'x' was not used/,
    { arrayFilters: [{ x: 1 }] },
  ],
  [
    "a path whose filter is not given",
    { a: [1] },
    { $set: { "a.$[x]": 1 } },
    2,
    /No array filter found for identifier 'x' in path 'a\.\$\[x\]'/,
  ],
  [
    "renaming to itself",
    { a: 1 },
    { $rename: { a: "a" } },
    2,
    /source and target field for \$rename must differ/,
  ],
  ["renaming inside itself", { a: 1 }, { $rename: { a: "a.b" } }, 2, /on the same path/],
  ["an update stage that reads", {}, [{ $match: {} }], 72, /not allowed to be used within an update/],
  ["a dollar in a stored name's start", {}, { $set: { $a: 1 } }, 52, /dollar \(\$\) prefixed field '\$a'/],
]

test.each(refused)("refused: %s", async (_topic, before, change, code, words, options) => {
  expect(await refusal(before, change, options)).toEqual({ code, message: expect.stringMatching(words) })
})
