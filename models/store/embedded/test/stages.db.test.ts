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

test("groups gather the first, the last, the merged and the mean", async () => {
  const rows = await run([
    { $sort: { _id: 1 } },
    {
      $group: {
        _id: "$agency",
        first: { $first: "$n" },
        last: { $last: "$n" },
        mean: { $avg: "$n" },
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
    mean: 3,
    merged: { last: 2 },
    n: 2,
    set: ["stp"],
  })
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
