import type * as mongodb from "mongodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

type Row = { _id: number; [field: string]: unknown }

let store: TestStore
let names = 0
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const database = () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db
}
const fresh = async (...documents: Row[]) => {
  const made = database().collection<Row>(`answers${++names}`)
  if (documents.length > 0) await made.insertMany(documents)
  return made
}

test("elements are pulled by either of two conditions, on values and on fields", async () => {
  const c = await fresh({
    _id: 1,
    tags: [
      { k: "a", n: 1 },
      { k: "b", n: 2 },
      { k: "c", n: 3 },
    ],
    n: [1, 5, 9],
  })
  await c.updateOne({ _id: 1 }, { $pull: { tags: { $or: [{ k: "a" }, { n: { $gt: 2 } }] } } as never })
  await c.updateOne({ _id: 1 }, { $pull: { n: { $gt: 2, $lt: 8 } } as never })
  expect(await c.findOne({ _id: 1 })).toEqual({ _id: 1, tags: [{ k: "b", n: 2 }], n: [1, 9] })
})

test("the first element either condition meets is shown", async () => {
  const c = await fresh({ _id: 1, tags: [{ k: "a" }, { k: "b" }, { k: "c" }] })
  const projection = { tags: { $elemMatch: { $or: [{ k: "c" }, { k: "b" }] } } }
  expect(await c.findOne({}, { projection })).toEqual({ _id: 1, tags: [{ k: "b" }] })
})

test("a variable is the value of its expression, and a literal is taken as it is written", async () => {
  const c = await fresh({ _id: 1, price: "$5" }, { _id: 2, price: "5" })
  const found = c.find({ $expr: { $eq: ["$price", "$$wanted"] } }, { let: { wanted: { $literal: "$5" } } })
  expect((await found.toArray()).map(({ _id }) => _id)).toEqual([1])
  const sum = c.find({ $expr: { $eq: ["$_id", "$$two"] } }, { let: { two: { $add: [1, 1] } } })
  expect((await sum.toArray()).map(({ _id }) => _id)).toEqual([2])
})

test("an index asked for in a transaction that is given up is not there", async () => {
  const c = await fresh({ _id: 1, code: "a" })
  const session = await store.connection.startSession()
  session.startTransaction()
  await expect(c.createIndex({ code: 1 }, { session })).rejects.toMatchObject({ code: 263 })
  await session.abortTransaction()
  session.startTransaction()
  const made = `made${names}`
  await database().createCollection(made, { session })
  await database().collection(made).createIndex({ code: 1 }, { session })
  await expect(database().collection(made).indexes()).rejects.toMatchObject({ code: 26 })
  await session.abortTransaction()
  await session.endSession()
  expect((await c.indexes()).map(({ name }) => name)).toEqual(["_id_"])
  expect(await database().listCollections({ name: made }).toArray()).toEqual([])
})

test("a write that more members should confirm than there are is done, and says so", async () => {
  const name = `confirmed${names}`
  const reply = await database()
    .command({
      insert: name,
      documents: [{ _id: 1 }],
      writeConcern: { w: 2, wtimeout: 100 },
    })
    .catch((error: mongodb.MongoServerError) => error)
  const said = JSON.stringify("result" in reply ? reply["result"] : reply)
  expect(said).toMatch(/Not enough data-bearing nodes/)
  expect(await database().collection(name).countDocuments()).toBe(1)
})

test("an identifier whose fields begin with a dollar is not stored", async () => {
  const c = await fresh()
  await expect(c.insertOne({ _id: { $x: 1 } } as never)).rejects.toMatchObject({ code: 52 })
  await c.insertOne({ _id: { x: 1 } } as never)
  expect(await c.countDocuments()).toBe(1)
})

test("an order for the one document to change is not known yet", async () => {
  const c = await fresh({ _id: 1 }, { _id: 2 })
  const updates = [{ q: {}, u: { $set: { seen: true } }, sort: { _id: -1 } }]
  const refused = await database()
    .command({ update: c.collectionName, updates })
    .then(
      (reply) => reply["writeErrors"],
      (error) => [error],
    )
  expect(refused).toMatchObject([{ code: 40415 }])
  expect(await c.countDocuments({ seen: true })).toBe(0)
})

test("a session of snapshots reads everything as it was at its first reading", async () => {
  const c = await fresh({ _id: 1, n: 0 })
  const session = await store.connection.getClient().startSession({ snapshot: true })
  expect(await c.find({}, { session }).toArray()).toEqual([{ _id: 1, n: 0 }])
  await c.updateOne({ _id: 1 }, { $set: { n: 5 } })
  await c.insertOne({ _id: 2, n: 1 })
  expect(await c.find({}, { session }).toArray()).toEqual([{ _id: 1, n: 0 }])
  expect(await c.aggregate([{ $group: { _id: null, sum: { $sum: "$n" } } }], { session }).toArray()).toEqual([
    { _id: null, sum: 0 },
  ])
  expect(await c.distinct("n", {}, { session })).toEqual([0])
  await session.endSession()
  expect(await c.distinct("n")).toEqual([1, 5])
})
