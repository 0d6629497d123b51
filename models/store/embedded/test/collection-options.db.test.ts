import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

type Row = { _id: number | string; [field: string]: unknown }

let store: TestStore
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
  const collation = { locale: "vi", strength: 1 }
  await database().createCollection("again", { collation })
  const [listed] = await database().listCollections({ name: "again" }).toArray()
  expect(listed).toMatchObject({ type: "collection", options: { collation } })
  const other = database().createCollection("again", { collation: { locale: "en" } })
  await expect(other).rejects.toMatchObject({ code: 48 })
  const unknown = database().command({ create: "bad", nonsense: 1 })
  await expect(unknown).rejects.toMatchObject({ code: 40415 })
})

test("the size of a database is that of the documents that are there", async () => {
  const c = database().collection<Row>("sized")
  await c.insertMany(rows(1, 2, 3, 4))
  const { databases } = await database().admin().listDatabases()
  expect(databases.find(({ name }) => name === database().databaseName)?.sizeOnDisk).toBeGreaterThan(0)
})
