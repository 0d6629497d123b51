import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

type Row = { _id: number | string; [field: string]: unknown }

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
  await collection("services").insertMany([
    {
      _id: 1,
      agencyId: "stp",
      level: "FULL",
      dossiers: 10,
      tags: ["a", "b"],
      at: new Date("2023-03-01T00:00:00Z"),
    },
    {
      _id: 2,
      agencyId: "stp",
      level: "PARTIAL",
      dossiers: 5,
      tags: [],
      at: new Date("2023-03-05T00:00:00Z"),
    },
    {
      _id: 3,
      agencyId: "syt",
      level: "FULL",
      dossiers: 7,
      tags: ["b"],
      at: new Date("2023-04-01T00:00:00Z"),
    },
    { _id: 4, agencyId: "syt", level: "FULL", dossiers: 0, at: new Date("2023-04-02T00:00:00Z") },
  ])
  await collection("agencies").insertMany([
    { _id: "stp", name: "Sở Tư pháp" },
    { _id: "syt", name: "Sở Y tế" },
  ])
})
afterAll(() => store.close())

const collection = (name: string) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<Row>(name)
}

const run = (pipeline: object[]) => collection("services").aggregate(pipeline).toArray()

test("groups are counted and summed", async () => {
  const rows = await run([
    { $match: { dossiers: { $gt: 0 } } },
    {
      $group: {
        _id: { agency: "$agencyId", level: "$level" },
        n: { $sum: 1 },
        all: { $sum: "$dossiers" },
        most: { $max: "$dossiers" },
        mean: { $avg: "$dossiers" },
      },
    },
    { $sort: { "_id.agency": 1, "_id.level": 1 } },
  ])
  expect(rows).toEqual([
    { _id: { agency: "stp", level: "FULL" }, n: 1, all: 10, most: 10, mean: 10 },
    { _id: { agency: "stp", level: "PARTIAL" }, n: 1, all: 5, most: 5, mean: 5 },
    { _id: { agency: "syt", level: "FULL" }, n: 1, all: 7, most: 7, mean: 7 },
  ])
})

test("conditional sums, first, last and lists in a group", async () => {
  const [row] = await run([
    { $sort: { _id: 1 } },
    {
      $group: {
        _id: null,
        full: { $sum: { $cond: [{ $eq: ["$level", "FULL"] }, 1, 0] } },
        first: { $first: "$_id" },
        last: { $last: "$_id" },
        ids: { $push: "$_id" },
        tagged: { $push: "$tags" },
      },
    },
  ])
  expect(row).toEqual({
    _id: null,
    full: 3,
    first: 1,
    last: 4,
    ids: [1, 2, 3, 4],
    tagged: [["a", "b"], [], ["b"]],
  })
})

test("another collection is joined, with and without a pipeline", async () => {
  const rows = await run([
    { $match: { _id: { $in: [1, 3] } } },
    { $lookup: { from: "agencies", localField: "agencyId", foreignField: "_id", as: "agency" } },
    { $unwind: "$agency" },
    { $project: { name: "$agency.name" } },
    { $sort: { _id: 1 } },
  ])
  expect(rows).toEqual([
    { _id: 1, name: "Sở Tư pháp" },
    { _id: 3, name: "Sở Y tế" },
  ])
  const isBusy = { $and: [{ $eq: ["$agencyId", "$$agency"] }, { $gt: ["$dossiers", 5] }] }
  const pipeline = [{ $match: { $expr: isBusy } }, { $project: { _id: 1 } }]
  const inner = await collection("agencies")
    .aggregate([
      { $lookup: { from: "services", let: { agency: "$_id" }, pipeline, as: "busy" } },
      { $sort: { _id: 1 } },
    ])
    .toArray()
  expect(inner.map((row) => row["busy"])).toEqual([[{ _id: 1 }], [{ _id: 3 }]])
})

test("lists are unwound, fields added, documents counted", async () => {
  expect(await run([{ $unwind: "$tags" }, { $sortByCount: "$tags" }])).toEqual([
    { _id: "b", count: 2 },
    { _id: "a", count: 1 },
  ])
  expect(await run([{ $match: { level: "FULL" } }, { $count: "n" }])).toEqual([{ n: 3 }])
  const month = { $dateToString: { date: "$at", format: "%Y-%m", timezone: "+07:00" } }
  const [row] = await run([
    { $match: { _id: 1 } },
    { $addFields: { "extra.month": month } },
    { $project: { extra: 1 } },
  ])
  expect(row).toEqual({ _id: 1, extra: { month: "2023-03" } })
  expect(await collection("services").findOne({ _id: 1 })).not.toHaveProperty("extra")
})

test("several results at once", async () => {
  const top = [{ $sort: { dossiers: -1 } }, { $limit: 1 }, { $project: { _id: 1 } }]
  expect(await run([{ $facet: { total: [{ $count: "n" }], top } }])).toEqual([
    { total: [{ n: 4 }], top: [{ _id: 1 }] },
  ])
})

test("a stage nobody knows is refused", async () => {
  await expect(run([{ $conjure: {} }])).rejects.toMatchObject({ code: 40324 })
})
