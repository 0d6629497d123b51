import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

type Row = { _id: number; [field: string]: unknown }

let store: TestStore
let names = 0
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const fresh = async (...documents: Row[]) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  const made = db.collection<Row>(`i${++names}`)
  if (documents.length > 0) await made.insertMany(documents)
  return made
}

test("a unique index names the key that met and its value", async () => {
  const c = await fresh({ _id: 1, agencyId: "stp", code: "a" })
  await c.createIndex({ agencyId: 1, code: 1 }, { unique: true })
  await c.insertOne({ _id: 2, agencyId: "stp", code: "b" })
  await expect(c.insertOne({ _id: 3, agencyId: "stp", code: "a" })).rejects.toMatchObject({
    code: 11000,
    keyPattern: { agencyId: 1, code: 1 },
    keyValue: { agencyId: "stp", code: "a" },
  })
  await expect(c.updateOne({ _id: 2 }, { $set: { code: "a" } })).rejects.toMatchObject({ code: 11000 })
  expect(await c.updateOne({ _id: 2 }, { $set: { code: "b", seen: true } })).toMatchObject({
    modifiedCount: 1,
  })
  await expect(c.insertOne({ _id: 1 })).rejects.toMatchObject({ code: 11000, keyValue: { _id: 1 } })
})

test("absent counts as null in a unique index, unless it is sparse or partial", async () => {
  const plain = await fresh()
  await plain.createIndex({ code: 1 }, { unique: true })
  await plain.insertOne({ _id: 1 })
  await expect(plain.insertOne({ _id: 2, code: null })).rejects.toMatchObject({ code: 11000 })
  const sparse = await fresh()
  await sparse.createIndex({ code: 1 }, { unique: true, sparse: true })
  await sparse.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3, code: "a" }])
  await expect(sparse.insertOne({ _id: 4, code: "a" })).rejects.toMatchObject({ code: 11000 })
  expect(await sparse.countDocuments({ code: null })).toBe(2)
  const partial = await fresh()
  await partial.createIndex({ code: 1 }, { unique: true, partialFilterExpression: { state: "OPEN" } })
  await partial.insertMany([
    { _id: 1, code: "a", state: "CLOSED" },
    { _id: 2, code: "a", state: "CLOSED" },
    { _id: 3, code: "a", state: "OPEN" },
  ])
  await expect(partial.updateOne({ _id: 1 }, { $set: { state: "OPEN" } })).rejects.toMatchObject({
    code: 11000,
  })
  expect(await partial.countDocuments({ code: "a" })).toBe(3)
})

test("a unique index cannot be made over duplicates, and nothing is left of the attempt", async () => {
  const c = await fresh({ _id: 1, a: 1 }, { _id: 2, a: 1 })
  await expect(c.createIndex({ a: 1 }, { unique: true })).rejects.toMatchObject({ code: 11000 })
  expect((await c.indexes()).map(({ name }) => name)).toEqual(["_id_"])
  await c.insertOne({ _id: 3, a: 1 })
})

test("lists are indexed by their elements", async () => {
  const c = await fresh({ _id: 1, tags: ["a", "b"] }, { _id: 2, tags: ["b"] }, { _id: 3, tags: [] })
  await c.createIndex({ tags: 1 })
  const found = async (filter: object) =>
    (await c.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)
  expect(await found({ tags: "b" })).toEqual([1, 2])
  expect(await found({ tags: { $in: ["a", "b"] } })).toEqual([1, 2])
  await c.updateOne({ _id: 1 }, { $pull: { tags: "b" } } as never)
  expect(await found({ tags: "b" })).toEqual([2])
  await c.deleteOne({ _id: 2 })
  expect(await found({ tags: { $gte: "a" } })).toEqual([1])
  expect(await found({ tags: [] })).toEqual([3])
})

test("indexes can be listed, made twice and dropped", async () => {
  const c = await fresh({ _id: 1 })
  expect(await c.createIndex({ a: 1, b: -1 })).toBe("a_1_b_-1")
  expect(await c.createIndex({ a: 1, b: -1 })).toBe("a_1_b_-1")
  expect((await c.indexes()).map(({ name }) => name)).toEqual(["_id_", "a_1_b_-1"])
  await expect(c.createIndex({ a: 1, b: -1 }, { name: "other" })).rejects.toMatchObject({ code: 85 })
  await expect(c.createIndex({ a: 1, b: -1 }, { unique: true })).rejects.toMatchObject({ code: 86 })
  await expect(c.dropIndex("nothing")).rejects.toMatchObject({ code: 27 })
  await c.dropIndex("a_1_b_-1")
  expect(await c.indexes()).toHaveLength(1)
  await expect(store.connection.db?.command({ listIndexes: "nowhere" })).rejects.toMatchObject({ code: 26 })
})

const stagesOf = (plan: Record<string, unknown>): string[] => [
  String(plan["stage"]),
  ...(plan["inputStage"] ? stagesOf(plan["inputStage"] as Record<string, unknown>) : []),
]

test.each<[string, object, object, string, number]>([
  ["one _id", { _id: 77 }, {}, "IXSCAN", 1],
  ["a prefix of a compound index", { agency: "a3" }, {}, "IXSCAN", 100],
  ["a whole compound key", { agency: "a3", n: 33 }, {}, "IXSCAN", 1],
  ["prefix and range", { agency: "a3", n: { $gte: 900 } }, {}, "IXSCAN", 10],
  ["several values", { _id: { $in: [1, 2, 3] } }, {}, "IXSCAN", 3],
  ["a range", { _id: { $gt: 10, $lte: 20 } }, {}, "IXSCAN", 10],
  ["either of two", { $or: [{ _id: 5 }, { agency: "a3", n: 33 }] }, {}, "OR", 2],
  ["the order", { agency: "a3" }, { n: -1 }, "IXSCAN", 100],
])("an index serves %s without reading the rest", async (_, filter, sort, stage, read) => {
  const c = await fresh(...Array.from({ length: 1000 }, (_x, i) => ({ _id: i, agency: `a${i % 10}`, n: i })))
  await c.createIndex({ agency: 1, n: 1 })
  const explained = await c
    .find(filter)
    .sort(sort as never)
    .explain("executionStats")
  const plan = stagesOf(explained["queryPlanner"].winningPlan)
  // MongoDB 8 has a stage of its own for one _id.
  expect(plan.map((name) => (name.startsWith("EXPRESS") || name === "IDHACK" ? "IXSCAN" : name))).toContain(
    stage,
  )
  expect(plan).not.toContain("COLLSCAN")
  expect(plan).not.toContain("SORT")
  expect(explained["executionStats"].totalDocsExamined).toBe(read)
})

test("an index gives the distinct values of its field without reading every document", async () => {
  const c = await fresh(
    ...Array.from({ length: 1000 }, (_x, i) => ({ _id: i, agency: `a${i % 10}`, n: i % 3 })),
  )
  await c.createIndex({ agency: 1, n: 1 })
  expect(await c.distinct("agency")).toHaveLength(10)
  expect(await c.distinct("n", { agency: "a3" })).toEqual([0, 1, 2])
  const explained = await store.connection.db?.command({
    explain: { distinct: c.collectionName, key: "agency" },
    verbosity: "executionStats",
  })
  expect(stagesOf(explained?.["queryPlanner"].winningPlan)).toContain("DISTINCT_SCAN")
  expect(explained?.["executionStats"].totalDocsExamined).toBeLessThanOrEqual(10)
})

test("a descending index gives what a scan gives", async () => {
  const rows = Array.from({ length: 200 }, (_, i) => ({
    _id: i,
    a: i % 7,
    b: ["x", null, 3, "y"][i % 4] ?? null,
  }))
  const plain = await fresh(...rows)
  const indexed = await fresh(...rows)
  await indexed.createIndex({ a: -1, b: -1, _id: 1 })
  const filters = [
    { a: 3 },
    { a: { $gt: 2, $lte: 5 } },
    { a: 1, b: { $gte: "x" } },
    { a: 1, b: null },
    { a: { $in: [1, 6] }, b: { $lt: 4 } },
  ]
  const sorts = [{ a: -1, b: -1, _id: 1 }, { a: 1, b: 1, _id: -1 }, { _id: 1 }]
  for (const filter of filters)
    for (const sort of sorts as never[])
      expect(await indexed.find(filter).sort(sort).toArray()).toEqual(
        await plain.find(filter).sort(sort).toArray(),
      )
})

test("collections can be made, listed, renamed and dropped", async () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  await db.createCollection("made")
  await expect(db.createCollection("made", { collation: { locale: "vi" } })).rejects.toMatchObject({
    code: 48,
  })
  await db.collection<Row>("made").insertOne({ _id: 1 })
  await db.renameCollection("made", "renamed")
  expect((await db.listCollections({ name: /made|renamed/ }).toArray()).map(({ name }) => name)).toEqual([
    "renamed",
  ])
  expect(await db.collection("renamed").countDocuments()).toBe(1)
  expect(await db.dropCollection("renamed")).toBe(true)
  expect(await db.listCollections({ name: "renamed" }).toArray()).toEqual([])
})
