import mongoose from "mongoose"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

type Row = { _id: number | string; [field: string]: unknown }

let store: Store
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

const run = (pipeline: object[], from = "services") => collection(from).aggregate(pipeline).toArray()
const codeOf = (promise: Promise<unknown>) => promise.then(() => null).catch((error) => error.code)

test("a field that is there keeps its place when it is set again, and a document is merged into", async () => {
  const [row] = await run([
    { $match: { _id: 1 } },
    { $addFields: { n: { $add: ["$n", 1] }, more: { a: { $literal: 1 } }, agency: "$$REMOVE" } },
    { $set: { "more.b": 2 } },
    { $unset: ["at", "tags"] },
  ])
  expect(Object.entries(row ?? {})).toEqual([
    ["_id", 1],
    ["n", 5],
    ["more", { a: 1, b: 2 }],
  ])
})

test("a list is unwound with its places, a lone value once, nothing on demand", async () => {
  const rows = await run([
    { $unwind: { path: "$tags", includeArrayIndex: "i", preserveNullAndEmptyArrays: true } },
    { $sort: { _id: 1, i: 1 } },
    { $project: { tags: 1, i: 1 } },
  ])
  expect(rows).toEqual([
    { _id: 1, tags: "a", i: 0 },
    { _id: 1, tags: "b", i: 1 },
    { _id: 2, i: null },
    { _id: 3, i: null },
    { _id: 4, tags: "b", i: null },
  ])
})

test("several pipelines run over the same documents", async () => {
  const [result] = await run([
    {
      $facet: {
        most: [{ $sort: { n: -1 } }, { $limit: 1 }, { $project: { n: 1 } }],
        agencies: [{ $sortByCount: "$agency" }],
        total: [{ $count: "n" }],
        none: [{ $match: { n: 0 } }, { $count: "n" }],
      },
    },
  ])
  expect(result).toEqual({
    most: [{ _id: 4, n: 8 }],
    agencies: expect.arrayContaining([
      { _id: "stp", count: 2 },
      { _id: "syt", count: 2 },
    ]),
    total: [{ n: 4 }],
    none: [],
  })
})

test("documents are put in buckets, by bounds and evenly", async () => {
  const byBounds = await run([
    {
      $bucket: {
        groupBy: "$n",
        boundaries: [0, 5, 7],
        default: "more",
        output: { ids: { $push: "$_id" } },
      },
    },
  ])
  expect(byBounds).toEqual([
    { _id: 0, ids: [1, 2] },
    { _id: 5, ids: [3] },
    { _id: "more", ids: [4] },
  ])
  const evenly = await run([{ $bucketAuto: { groupBy: "$n", buckets: 2 } }])
  expect(evenly).toEqual([
    { _id: { min: 2, max: 6 }, count: 2 },
    { _id: { min: 6, max: 8 }, count: 2 },
  ])
})

test("groups gather the first, the top, the greatest few, the merged and the mean", async () => {
  const rows = await run([
    { $sort: { _id: 1 } },
    {
      $group: {
        _id: "$agency",
        first: { $first: "$n" },
        last: { $last: "$n" },
        top: { $top: { sortBy: { n: -1 }, output: ["$_id", "$n"] } },
        two: { $topN: { n: 2, sortBy: { at: -1 }, output: "$_id" } },
        most: { $maxN: { n: 1, input: "$n" } },
        mean: { $avg: "$n" },
        spread: { $stdDevPop: "$n" },
        merged: { $mergeObjects: { last: "$_id" } },
        n: { $count: {} },
        set: { $addToSet: "$agency" },
      },
    },
    { $sort: { _id: 1 } },
  ])
  expect(rows[0]).toEqual({
    _id: "stp",
    first: 4,
    last: 2,
    top: [1, 4],
    two: [2, 1],
    most: [4],
    mean: 3,
    spread: 1,
    merged: { last: 2 },
    n: 2,
    set: ["stp"],
  })
})

test("parts of documents are left out by their own content", async () => {
  await collection("copies").insertOne({
    _id: 1,
    level: 1,
    part: { level: 5, secret: true },
    list: [{ level: 1 }, { level: 9 }],
  })
  const rows = await run([{ $redact: { $cond: [{ $gt: ["$level", 3] }, "$$PRUNE", "$$DESCEND"] } }], "copies")
  expect(rows).toEqual([{ _id: 1, level: 1, list: [{ level: 1 }] }])
})

test("a part becomes the document", async () => {
  const rows = await run([{ $match: { _id: 1 } }, { $replaceWith: { id: "$_id", tags: { $size: "$tags" } } }])
  expect(rows).toEqual([{ id: 1, tags: 2 }])
  expect(await codeOf(run([{ $replaceRoot: { newRoot: "$n" } }]))).toBe(40228)
})

test("a sample holds each document once", async () => {
  const rows = await run([{ $sample: { size: 10 } }])
  expect(rows.map(({ _id }) => _id).sort()).toEqual([1, 2, 3, 4])
})

test("through mongoose, an aggregation is a cursor and knows its model's collection", async () => {
  const Service = store.connection.model(
    "StagedService",
    new mongoose.Schema({ n: Number, _id: Number }),
    "services",
  )
  const seen: number[] = []
  for await (const row of Service.aggregate([{ $sort: { n: 1 } }]).cursor({ batchSize: 2 })) seen.push(row.n)
  expect(seen).toEqual([2, 4, 6, 8])
})

const refused: [topic: string, pipeline: object[], code: number][] = [
  ["an unknown stage", [{ $nonsense: {} }], 40324],
  ["two stages in one", [{ $match: {}, $sort: {} }], 40323],
  ["a group without id", [{ $group: { n: { $sum: 1 } } }], 15955],
  ["an unknown accumulator", [{ $group: { _id: 1, n: { $nonsense: 1 } } }], 15952],
  ["a limit of nothing", [{ $limit: 0 }], 15958],
  ["an empty projection", [{ $project: {} }], 51272],
  ["an output before the end", [{ $out: "copies" }, { $match: {} }], 40601],
  ["a path without its sign", [{ $unwind: "tags" }], 28818],
]

test.each(refused)("refused: %s", async (_topic, pipeline, code) => {
  expect(await codeOf(run(pipeline))).toBe(code)
})
