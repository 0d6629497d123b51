import { afterAll, beforeAll, expect, test } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

type Row = { _id: number | string; [field: string]: unknown }

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const database = () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db
}
const rows = (...ids: number[]): Row[] => ids.map((_id) => ({ _id }))
const idsOf = (documents: { _id: unknown }[]) => documents.map(({ _id }) => _id)

test("a capped collection keeps its newest documents, by number and by bytes", async () => {
  const c = await database().createCollection<Row>("capped", { capped: true, size: 4096, max: 3 })
  await c.insertMany(rows(1, 2, 3, 4))
  await c.insertOne({ _id: 5 })
  expect(idsOf(await c.find().toArray())).toEqual([3, 4, 5])
  expect(await c.isCapped()).toBe(true)
  expect(await c.options()).toMatchObject({ capped: true, size: 4096, max: 3 })
  const small = await database().createCollection<Row>("small", { capped: true, size: 1024 })
  await small.insertMany([1, 2, 3].map((_id) => ({ _id, text: "x".repeat(400) })))
  expect(idsOf(await small.find().toArray())).toEqual([2, 3])
})

test("a tailable cursor goes on as documents come", async () => {
  const c = await database().createCollection<Row>("tailed", { capped: true, size: 4096 })
  await c.insertMany(rows(1, 2))
  const cursor = c.find({}, { tailable: true, awaitData: true, maxAwaitTimeMS: 2_000 })
  expect([(await cursor.next())?._id, (await cursor.next())?._id]).toEqual([1, 2])
  const third = cursor.next()
  await c.insertOne({ _id: 3 })
  expect((await third)?._id).toBe(3)
  await cursor.close()
  await database().collection<Row>("not-capped").insertOne({ _id: 1 })
  const refused = database().collection<Row>("not-capped").find({}, { tailable: true }).toArray()
  await expect(refused).rejects.toMatchObject({ code: 2 })
})

test("a plain collection can be bounded later", async () => {
  const c = database().collection<Row>("bounded")
  await c.insertMany(rows(1, 2))
  await database().command({ convertToCapped: "bounded", size: 4096 })
  expect(await c.isCapped()).toBe(true)
  expect(await c.countDocuments()).toBe(2)
})

test("a view shows what its pipeline gives, and cannot be written", async () => {
  const source = database().collection<Row>("source")
  await source.insertMany([
    { _id: 1, kind: "a", n: 3 },
    { _id: 2, kind: "b", n: 1 },
    { _id: 3, kind: "a", n: 2 },
  ])
  await database().createCollection("view", { viewOn: "source", pipeline: [{ $match: { kind: "a" } }] })
  const nested = [{ $set: { twice: { $multiply: ["$n", 2] } } }]
  await database().createCollection("nested", { viewOn: "view", pipeline: nested })
  const view = database().collection<Row>("nested")
  expect(await view.find({ n: { $gt: 1 } }, { sort: { n: 1 }, projection: { twice: 1 } }).toArray()).toEqual([
    { _id: 3, twice: 4 },
    { _id: 1, twice: 6 },
  ])
  expect(await view.countDocuments()).toBe(2)
  expect(await view.estimatedDocumentCount()).toBe(2)
  expect(await view.distinct("twice")).toEqual([4, 6])
  const joined = await source
    .aggregate([{ $lookup: { from: "view", localField: "_id", foreignField: "_id", as: "seen" } }])
    .toArray()
  expect(joined.map(({ seen }) => seen.length)).toEqual([1, 0, 1])
  await expect(view.insertOne({ _id: 9 })).rejects.toMatchObject({ code: 166 })
  await expect(view.updateMany({}, { $set: { n: 1 } })).rejects.toMatchObject({ code: 166 })
  const listed = await database().listCollections({ type: "view" }).toArray()
  expect(listed.map(({ name }) => name).sort()).toEqual(["nested", "view"])
})

test("a validator refuses documents, says why, and can be bypassed or loosened", async () => {
  const validator = { $jsonSchema: { required: ["name"], properties: { name: { bsonType: "string" } } } }
  const c = await database().createCollection<Row>("validated", { validator })
  const refusal = { code: 121, errInfo: { failingDocumentId: 1, details: { operatorName: "$jsonSchema" } } }
  await expect(c.insertOne({ _id: 1 })).rejects.toMatchObject(refusal)
  await c.insertOne({ _id: 2, name: "a" })
  await expect(c.updateOne({ _id: 2 }, { $set: { name: 5 } })).rejects.toMatchObject({ code: 121 })
  await c.insertOne({ _id: 3 }, { bypassDocumentValidation: true })
  await database().command({ collMod: "validated", validationLevel: "moderate" })
  await c.updateOne({ _id: 3 }, { $set: { seen: true } })
  await expect(c.updateOne({ _id: 2 }, { $unset: { name: 1 } })).rejects.toMatchObject({ code: 121 })
  await database().command({ collMod: "validated", validator: {} })
  await c.insertOne({ _id: 4 })
})

test("a collection's own collation holds where a command names none", async () => {
  const c = await database().createCollection<Row>("collated", { collation: { locale: "en", strength: 2 } })
  await c.insertMany([
    { _id: "x", name: "An" },
    { _id: "y", name: "binh" },
  ])
  expect(await c.findOne({ name: "AN" })).toMatchObject({ _id: "x" })
  expect(await c.findOne({ name: "AN" }, { collation: { locale: "simple" } })).toBeNull()
  expect((await c.updateMany({ name: "BINH" }, { $set: { seen: true } })).modifiedCount).toBe(1)
  await c.createIndex({ name: 1 }, { unique: true })
  await expect(c.insertOne({ _id: "z", name: "aN" })).rejects.toMatchObject({ code: 11000 })
  const [, index] = await c.indexes()
  expect(index?.["collation"]).toMatchObject({ locale: "en", strength: 2 })
})

test("an index of its own collation keeps unique keys apart and serves no wrong search", async () => {
  const c = database().collection<Row>("collated-index")
  await c.insertMany([
    { _id: 1, name: "a" },
    { _id: 2, name: "B" },
  ])
  await c.createIndex({ name: 1 }, { unique: true, collation: { locale: "en", strength: 1 } })
  await expect(c.insertOne({ _id: 3, name: "Á" })).rejects.toMatchObject({ code: 11000 })
  expect(
    await c
      .find({ name: { $gt: "A" } })
      .sort({ name: 1 })
      .toArray(),
  ).toMatchObject([{ _id: 2 }, { _id: 1 }])
  expect(await c.findOne({ name: "A" })).toBeNull()
})

test("options are shown as they were given; other options for the same name are refused", async () => {
  const timeseries = { timeField: "at", metaField: "of" }
  await database().createCollection("measured", { timeseries, expireAfterSeconds: 60 })
  const [listed] = await database().listCollections({ name: "measured" }).toArray()
  expect(listed).toMatchObject({ type: "timeseries", options: { timeseries, expireAfterSeconds: 60 } })
  await database().createCollection("again", { capped: true, size: 4096 })
  const other = database().createCollection("again", { capped: true, size: 8192 })
  await expect(other).rejects.toMatchObject({ code: 48 })
  await expect(database().createCollection("bad", { capped: true })).rejects.toMatchObject({ code: 72 })
  const unknown = database().command({ create: "bad", nonsense: 1 })
  await expect(unknown).rejects.toMatchObject({ code: 40415 })
})

test("sizes are those of the documents that are there", async () => {
  const c = database().collection<Row>("sized")
  await c.insertMany(rows(1, 2, 3, 4))
  const stats = await database().command({ collStats: "sized" })
  expect(stats).toMatchObject({ count: 4, size: 56, avgObjSize: 14, nindexes: 1, capped: false })
  expect(stats["indexSizes"]._id_).toBeGreaterThan(0)
  const [staged] = await c.aggregate([{ $collStats: { storageStats: {} } }]).toArray()
  expect(staged?.["storageStats"]).toMatchObject({ count: 4, size: 56 })
  const { databases } = await database().admin().listDatabases()
  expect(databases.find(({ name }) => name === database().databaseName)?.sizeOnDisk).toBeGreaterThan(0)
})

test("tools learn of the host, the replica set and the users", async () => {
  const admin = database().admin()
  expect(await admin.command({ hostInfo: 1 })).toMatchObject({ system: { hostname: expect.any(String) } })
  expect((await admin.command({ replSetGetStatus: 1 }))["members"]).toContainEqual(
    expect.objectContaining({ stateStr: "PRIMARY" }),
  )
  expect(Array.isArray((await admin.command({ usersInfo: 1 }))["users"])).toBe(true)
})
