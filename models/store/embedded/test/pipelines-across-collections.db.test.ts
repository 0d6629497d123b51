import type * as mongodb from "mongodb"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

type Row = { _id: number | string; [field: string]: unknown }

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const collection = (name: string) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<Row>(name)
}

beforeEach(async () => {
  for (const name of ["services", "agencies", "copies"]) await collection(name).deleteMany({})
  await collection("services").insertMany([
    { _id: 1, agency: "stp", n: 4, at: new Date("2024-01-01T00:00:00Z"), tags: ["a", "b"] },
    { _id: 2, agency: "stp", n: 2, at: new Date("2024-01-03T00:00:00Z"), tags: [] },
    { _id: 3, agency: "syt", n: 6, at: new Date("2024-01-04T00:00:00Z") },
    { _id: 4, agency: "syt", n: 8, at: new Date("2024-01-02T00:00:00Z"), tags: "b" },
  ])
  await collection("agencies").insertMany([
    { _id: "ubnd", over: null },
    { _id: "stp", over: "ubnd" },
    { _id: "syt", over: "ubnd" },
    { _id: "phong-1", over: "stp" },
  ])
})

const run = (pipeline: object[], from = "services"): Promise<mongodb.Document[]> =>
  collection(from).aggregate(pipeline).toArray()

test("a pipeline inside a pipeline reads other collections", async () => {
  const [row] = await run([
    { $match: { _id: 1 } },
    {
      $lookup: {
        from: "agencies",
        let: { own: "$agency" },
        pipeline: [
          { $match: { $expr: { $eq: ["$_id", "$$own"] } } },
          { $lookup: { from: "agencies", localField: "over", foreignField: "_id", as: "over" } },
          { $set: { over: { $first: "$over._id" } } },
        ],
        as: "office",
      },
    },
    { $project: { office: 1 } },
  ])
  expect(row).toEqual({ _id: 1, office: [{ _id: "stp", over: "ubnd" }] })
})

test("a join may have both fields and a pipeline", async () => {
  const [row] = await run([
    { $match: { _id: 3 } },
    {
      $lookup: {
        from: "services",
        localField: "agency",
        foreignField: "agency",
        pipeline: [{ $match: { n: { $gt: 6 } } }, { $project: { n: 1 } }],
        as: "greater",
      },
    },
    { $project: { greater: 1 } },
  ])
  expect(row).toEqual({ _id: 3, greater: [{ _id: 4, n: 8 }] })
})

test("documents of another collection follow", async () => {
  const rows = await run([
    { $match: { _id: 1 } },
    { $project: { _id: 1 } },
    { $unionWith: { coll: "agencies", pipeline: [{ $match: { over: "stp" } }, { $project: { _id: 1 } }] } },
  ])
  expect(rows).toEqual([{ _id: 1 }, { _id: "phong-1" }])
})

test("results replace a collection and keep its indexes", async () => {
  await collection("copies").insertOne({ _id: "old" })
  await collection("copies").createIndex({ n: 1 })
  expect(await run([{ $match: { n: { $gt: 4 } } }, { $project: { n: 1 } }, { $out: "copies" }])).toEqual([])
  expect(await collection("copies").find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 3, n: 6 },
    { _id: 4, n: 8 },
  ])
  expect((await collection("copies").indexes()).map(({ name }) => name)).toContain("n_1")
})

test("a join by fields goes through lists on both sides, and nothing meets nothing", async () => {
  await collection("copies").insertMany([
    { _id: "c", of: 2 },
    { _id: "b", of: [1, 3] },
    { _id: "a" },
    { _id: "n", of: null },
  ])
  await collection("keys").insertMany([
    { _id: 1, key: [3, 2] },
    { _id: 2, key: 1 },
    { _id: 3 },
    { _id: 4, key: 9 },
  ])
  const join = async (from: string) => {
    const rows = await run(
      [{ $lookup: { from, localField: "key", foreignField: "of", as: "found" } }],
      "keys",
    )
    return rows.map(({ found }) => (found as Row[]).map(({ _id }) => _id))
  }
  const expected = [["c", "b"], ["b"], ["a", "n"], []]
  expect(await join("copies")).toEqual(expected)
  await collection("copies").createIndex({ of: 1 })
  expect((await join("copies")).map((ids) => ids.sort())).toEqual(expected.map((ids) => ids.sort()))
  await collection("copies").dropIndex("of_1")
})
