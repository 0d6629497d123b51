import * as mongodb from "mongodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

const { Double, Long } = mongodb

type Row = { _id: number | string; [field: string]: unknown }

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

let last = 0
const fresh = async (...documents: Row[]) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  const made = db.collection<Row>(`c${++last}`)
  if (documents.length > 0) await made.insertMany(documents)
  return made
}

/** The driver's types know no update of fields they do not know. */
const change = (update: object) => update as never

test.each<[string, object, object, object]>([
  ["set", { a: 1 }, { $set: { a: 2, "b.c": 3 } }, { a: 2, b: { c: 3 } }],
  ["unset", { a: 1, b: { c: 1, d: 2 } }, { $unset: { a: "", "b.c": "" } }, { b: { d: 2 } }],
  ["increase", { a: 1 }, { $inc: { a: 2, b: -1 } }, { a: 3, b: -1 }],
  ["multiply", { a: 3 }, { $mul: { a: 2, b: 5 } }, { a: 6, b: 0 }],
  ["least and greatest", { a: 3, b: 3 }, { $min: { a: 1, b: 9 }, $max: { c: 4 } }, { a: 1, b: 3, c: 4 }],
  ["rename", { a: 1, b: 2 }, { $rename: { a: "c.d" } }, { b: 2, c: { d: 1 } }],
  ["append", { a: [1] }, { $push: { a: 2, b: 1 } }, { a: [1, 2], b: [1] }],
  [
    "append, sort, cut",
    { a: [5, 1] },
    { $push: { a: { $each: [3, 2], $sort: 1, $slice: 3 } } },
    { a: [1, 2, 3] },
  ],
  ["put in front", { a: [1] }, { $push: { a: { $each: [0], $position: 0 } } }, { a: [0, 1] }],
  [
    "sort documents",
    { a: [{ n: 2 }] },
    { $push: { a: { $each: [{ n: 1 }], $sort: { n: 1 } } } },
    { a: [{ n: 1 }, { n: 2 }] },
  ],
  ["add once", { a: [1] }, { $addToSet: { a: { $each: [1, 2] } } }, { a: [1, 2] }],
  ["take the last", { a: [1, 2, 3] }, { $pop: { a: 1 } }, { a: [1, 2] }],
  ["take the first", { a: [1, 2, 3] }, { $pop: { a: -1 } }, { a: [2, 3] }],
  ["pull by value", { a: [1, 2, 1] }, { $pull: { a: 1 } }, { a: [2] }],
  ["pull by condition", { a: [1, 5, 9] }, { $pull: { a: { $gte: 5 } } }, { a: [1] }],
  ["pull documents", { a: [{ n: 1, x: 0 }, { n: 2 }] }, { $pull: { a: { n: 1 } } }, { a: [{ n: 2 }] }],
  ["pull all", { a: [1, 2, 3, 1] }, { $pullAll: { a: [1, 3] } }, { a: [2] }],
  [
    "places in an array",
    { a: [{ n: 1 }, { n: 2 }] },
    { $set: { "a.1.n": 7, "a.3": 0 } },
    { a: [{ n: 1 }, { n: 7 }, null, 0] },
  ],
  ["every element", { a: [1, 2] }, { $inc: { "a.$[]": 10 } }, { a: [11, 12] }],
  [
    "pipeline",
    { a: 1, b: 2 },
    [{ $set: { sum: { $add: ["$a", "$b"] } } }, { $unset: "b" }],
    { a: 1, sum: 3 },
  ],
])("an update does: %s", async (_, before, update, after) => {
  const c = await fresh({ _id: 1, ...before })
  expect(await c.updateOne({ _id: 1 }, change(update))).toMatchObject({ matchedCount: 1, modifiedCount: 1 })
  expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, ...after })
})

test("an update of the element that was found, and of those a filter names", async () => {
  const steps = [
    { k: "a", n: 1 },
    { k: "b", n: 1 },
    { k: "b", n: 5 },
  ]
  const c = await fresh({ _id: 1, steps })
  await c.updateOne({ _id: 1, "steps.k": "b" }, { $set: { "steps.$.n": 2 } })
  const arrayFilters = [{ "big.n": { $gte: 5 } }]
  await c.updateOne({ _id: 1 }, change({ $inc: { "steps.$[big].n": 10 } }), { arrayFilters })
  expect((await c.findOne({ _id: 1 }))?.["steps"]).toEqual([
    { k: "a", n: 1 },
    { k: "b", n: 2 },
    { k: "b", n: 15 },
  ])
  await c.updateOne({ steps: { $elemMatch: { k: "b", n: { $gt: 10 } } } }, { $set: { "steps.$.k": "c" } })
  expect((await c.findOne({ "steps.k": "c" }))?.["steps"]).toMatchObject([{ k: "a" }, { k: "b" }, { k: "c" }])
})

test("counting keeps the kind of number", async () => {
  const c = await fresh({ _id: 1, long: Long.fromNumber(1), double: new Double(1), int: 2 ** 31 - 1 })
  await c.updateOne({ _id: 1 }, change({ $inc: { long: 1, double: 1, int: 1 } }))
  const [found] = await c.find({ _id: 1 }, { promoteValues: false }).toArray()
  expect(found?.["long"]).toEqual(Long.fromNumber(2))
  expect(found?.["double"]).toEqual(new Double(2))
  expect(found?.["int"]).toEqual(Long.fromNumber(2 ** 31))
})

test("an update that changes nothing says so", async () => {
  const c = await fresh({ _id: 1, a: 1 })
  expect(await c.updateOne({ _id: 1 }, { $set: { a: 1 } })).toMatchObject({
    matchedCount: 1,
    modifiedCount: 0,
  })
  expect(await c.updateOne({ _id: 2 }, { $set: { a: 1 } })).toMatchObject({
    matchedCount: 0,
    modifiedCount: 0,
  })
})

test("an upsert makes the document from the filter and the update", async () => {
  const c = await fresh()
  const made = await c.updateOne(
    { code: "1.001", "unit.id": "stp", n: { $gt: 1 } },
    { $set: { level: "FULL" }, $setOnInsert: { revision: 0 } },
    { upsert: true },
  )
  expect(made.upsertedCount).toBe(1)
  const expected = { _id: made.upsertedId, code: "1.001", unit: { id: "stp" }, level: "FULL", revision: 0 }
  expect(await c.findOne({ code: "1.001" })).toEqual(expected)
  const again = { $set: { level: "PARTIAL" }, $setOnInsert: { revision: 9 } }
  expect(await c.updateOne({ code: "1.001" }, again, { upsert: true })).toMatchObject({
    matchedCount: 1,
    upsertedCount: 0,
  })
  expect((await c.findOne({ code: "1.001" }))?.["revision"]).toBe(0)
  expect((await c.replaceOne({ _id: "r" }, { only: 1 }, { upsert: true })).upsertedId).toBe("r")
})

test("_id never changes", async () => {
  const c = await fresh({ _id: 1, a: 1 })
  await expect(c.updateOne({ _id: 1 }, { $set: { _id: 2 } })).rejects.toMatchObject({ code: 66 })
  await expect(c.replaceOne({ a: 1 }, { _id: 2, a: 1 } as never)).rejects.toMatchObject({ code: 66 })
  expect(await c.updateOne({ _id: 1 }, { $set: { _id: 1, b: 2 } })).toMatchObject({ modifiedCount: 1 })
})

test.each<[string, object, number]>([
  ["two changes to one field", { $set: { a: 1 }, $inc: { a: 1 } }, 40],
  ["a change inside another", { $set: { a: 1, "a.b": 1 } }, 40],
  ["an unknown operator", { $enlarge: { a: 1 } }, 9],
  ["counting up a text", { $inc: { text: 1 } }, 14],
  ["appending to what is no list", { $push: { text: 1 } }, 2],
  ["a field inside a text", { $set: { "text.a": 1 } }, 28],
  ["a position nobody looked for", { $set: { "list.$": 1 } }, 2],
])("an update is refused: %s", async (_, update, code) => {
  const c = await fresh({ _id: 1, text: "x", list: [1] })
  await expect(c.updateOne({ _id: 1 }, change(update))).rejects.toMatchObject({ code })
  expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, text: "x", list: [1] })
})

test("an ordered batch stops at the first refusal, an unordered one goes on", async () => {
  const documents = [{ _id: 1 }, { _id: 2 }, { _id: 1 }, { _id: 3 }]
  const ordered = await fresh()
  await expect(ordered.insertMany(documents)).rejects.toMatchObject({ code: 11000, insertedCount: 2 })
  expect(await ordered.countDocuments()).toBe(2)
  const unordered = await fresh()
  const error = await unordered.insertMany(documents, { ordered: false }).catch((e: unknown) => e)
  expect(error).toMatchObject({ code: 11000, insertedCount: 3 })
  expect((error as { writeErrors: { index: number }[] }).writeErrors.map(({ index }) => index)).toEqual([2])
  expect(await unordered.countDocuments()).toBe(3)
})

test("a mixed batch reports what each part did", async () => {
  const c = await fresh({ _id: 1, n: 1 }, { _id: 2, n: 1 })
  const result = await c.bulkWrite([
    { insertOne: { document: { _id: 3, n: 0 } } },
    { updateMany: { filter: { n: 1 }, update: change({ $inc: { n: 1 } }) } },
    { updateOne: { filter: { _id: 9 }, update: { $set: { n: 9 } }, upsert: true } },
    { replaceOne: { filter: { _id: 3 }, replacement: { n: 7 } } },
    { deleteOne: { filter: { _id: 1 } } },
  ])
  expect(result).toMatchObject({
    insertedCount: 1,
    matchedCount: 3,
    modifiedCount: 3,
    upsertedCount: 1,
    deletedCount: 1,
  })
  expect(result.upsertedIds).toEqual({ 2: 9 })
  expect(await c.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 2, n: 2 },
    { _id: 3, n: 7 },
    { _id: 9, n: 9 },
  ])
})

test("find-and-change gives the document before or after", async () => {
  const c = await fresh({ _id: 1, n: 1 }, { _id: 2, n: 5 })
  const up = change({ $inc: { n: 1 } })
  const after = { returnDocument: "after" } as const
  expect(await c.findOneAndUpdate({}, up, { sort: { n: -1 } })).toEqual({ _id: 2, n: 5 })
  expect(await c.findOneAndUpdate({ _id: 2 }, up, { ...after, projection: { _id: 0 } })).toEqual({ n: 7 })
  expect(await c.findOneAndReplace({ _id: 1 }, { m: 1 }, after)).toEqual({ _id: 1, m: 1 })
  expect(await c.findOneAndDelete({ _id: 1 })).toEqual({ _id: 1, m: 1 })
  expect(await c.findOneAndUpdate({ _id: 4 }, { $set: { n: 0 } }, { upsert: true })).toBeNull()
  expect(await c.findOneAndUpdate({ _id: 5 }, { $set: { n: 1 } }, { upsert: true, ...after })).toEqual({
    _id: 5,
    n: 1,
  })
  expect(await c.findOneAndDelete({ _id: 99 })).toBeNull()
})

test("deleting one and many", async () => {
  const c = await fresh({ _id: 1, k: 1 }, { _id: 2, k: 1 }, { _id: 3, k: 2 }, { _id: 4, k: 1 })
  expect((await c.deleteOne({ k: 1 })).deletedCount).toBe(1)
  expect((await c.deleteMany({ k: 1 })).deletedCount).toBe(2)
  expect((await c.find().toArray()).map(({ _id }) => _id)).toEqual([3])
})

test("a write sent twice under one number happens once", async () => {
  const c = await fresh({ _id: 1, n: 0 })
  const { db } = store.connection
  const command = {
    update: c.collectionName,
    updates: [{ q: { _id: 1 }, u: { $inc: { n: 1 } } }],
    txnNumber: Long.fromNumber(1001),
  }
  const session = store.connection.getClient().startSession()
  await db?.command(command, { session })
  expect(await db?.command(command, { session })).toMatchObject({ n: 1, nModified: 1 })
  expect((await c.findOne({ _id: 1 }))?.["n"]).toBe(1)
  await expect(
    db?.command({ ...command, txnNumber: Long.fromNumber(1000) }, { session }),
  ).rejects.toMatchObject({
    code: 225,
  })
  await db?.command({ ...command, txnNumber: Long.fromNumber(1002) }, { session })
  expect((await c.findOne({ _id: 1 }))?.["n"]).toBe(2)
  await session.endSession()
})
