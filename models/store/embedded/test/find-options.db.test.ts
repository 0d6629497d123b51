import type * as mongodb from "mongodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

type Row = { _id: number; [field: string]: unknown }

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
  await collection().insertMany([
    {
      _id: 3,
      name: "c",
      n: 30,
      list: [1, 2, 3, 4, 5],
      rows: [
        { k: "a", v: 1 },
        { k: "b", v: 2 },
        { k: "b", v: 3 },
      ],
    },
    { _id: 1, name: "a", n: 10, list: [5, 6], rows: [] },
    { _id: 2, name: "B", n: 20, o: { x: 1, y: { z: 2 } } },
    { _id: 4, name: "á", n: 40 },
  ])
  await collection().createIndex({ n: 1 })
})
afterAll(() => store.close())

const collection = () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<Row>("rows")
}

const ids = async (filter: object, options: mongodb.FindOptions = {}) =>
  (
    await collection()
      .find(filter, { ...options, projection: { _id: 1 } })
      .toArray()
  ).map(({ _id }) => _id)
const shape = async (_id: number, projection: object, filter: object = {}) =>
  collection().findOne({ _id, ...filter }, { projection: { _id: 0, ...projection } })
const codeOf = (promise: Promise<unknown>) => promise.then(() => null).catch((error) => error.code)

test("natural order and its reverse, by sort and by hint", async () => {
  expect(await ids({}, { sort: { $natural: 1 } })).toEqual([3, 1, 2, 4])
  expect(await ids({}, { sort: { $natural: -1 } })).toEqual([4, 2, 1, 3])
  expect(await ids({}, { hint: { $natural: -1 } })).toEqual([4, 2, 1, 3])
})

test("a hint that names no index is refused", async () => {
  expect(await codeOf(ids({}, { hint: "nothing_1" }))).toBe(2)
})

test("a negative limit is one batch", async () => {
  expect(await ids({}, { limit: -2, sort: { _id: 1 } })).toEqual([1, 2])
})

test("counting by hint, limit and skip", async () => {
  expect(await collection().countDocuments({ n: { $gt: 10 } }, { hint: { n: 1 }, limit: 2 })).toBe(2)
  expect(await store.connection.db?.command({ count: "rows", query: {}, skip: 1, limit: 2 })).toMatchObject({
    n: 2,
  })
})

test("distinct values are ordered, looked for in lists and equal by the collation", async () => {
  expect(await collection().distinct("list")).toEqual([1, 2, 3, 4, 5, 6])
  expect(await collection().distinct("name")).toEqual(["B", "a", "c", "á"])
  const values = await collection().distinct("name", {}, { collation: { locale: "vi", strength: 1 } })
  expect(values).toHaveLength(3)
})

test("variables of the command are seen in the filter and the projection", async () => {
  const rows = await collection()
    .find(
      { $expr: { $gt: ["$n", "$$least"] } },
      { let: { least: 25 }, projection: { over: { $subtract: ["$n", "$$least"] } } },
    )
    .sort({ _id: 1 })
    .toArray()
  expect(rows).toEqual([
    { _id: 3, over: 5 },
    { _id: 4, over: 15 },
  ])
})

test("lists are cut by place, by content and by what the filter met", async () => {
  expect(await shape(3, { list: { $slice: 2 }, name: 1 })).toEqual({ name: "c", list: [1, 2] })
  expect(await shape(3, { list: { $slice: [-3, 2] }, name: 1 })).toEqual({ name: "c", list: [3, 4] })
  expect(await shape(1, { list: { $slice: -1 } })).toEqual({ name: "a", n: 10, list: [6], rows: [] })
  expect(await shape(3, { rows: { $elemMatch: { k: "b" } } })).toEqual({ rows: [{ k: "b", v: 2 }] })
  expect(await shape(3, { "rows.$": 1 }, { "rows.v": { $gte: 2 } })).toEqual({ rows: [{ k: "b", v: 2 }] })
  expect(await shape(3, { "list.$": 1 }, { list: { $elemMatch: { $gt: 3 } } })).toEqual({ list: [4] })
})

test("nested fields are kept, dropped and computed", async () => {
  expect(await shape(2, { "o.y.z": 1 })).toEqual({ o: { y: { z: 2 } } })
  expect(await shape(2, { o: { x: 1 } })).toEqual({ o: { x: 1 } })
  expect(await shape(2, { "o.y": 0, name: 0, n: 0 })).toEqual({ o: { x: 1 } })
  expect(await shape(3, { "rows.k": 1 })).toEqual({ rows: [{ k: "a" }, { k: "b" }, { k: "b" }] })
  expect(await shape(2, { double: { $multiply: ["$n", 2] }, text: "word" })).toEqual({
    double: 40,
    text: "word",
  })
  expect(await shape(2, { renamed: "$o.x" })).toEqual({ renamed: 1 })
})

const refused: [topic: string, projection: object, code: number][] = [
  ["keeping and dropping together", { name: 1, n: 0 }, 31254],
  ["dropping and keeping together", { n: 0, name: 1 }, 31253],
  ["a path inside one named before", { o: 1, "o.x": 1 }, 31249],
  ["a path around one named before", { "o.x": 1, o: 1 }, 31250],
  ["a name that begins with a dollar", { $name: 1 }, 16410],
  ["an unknown operator", { name: { $nonsense: 1 } }, 31325],
  ["an empty part", { o: {} }, 51270],
  ["a place in the middle of a path", { "rows.$.k": 1 }, 31394],
  ["two places", { "rows.$": 1, "list.$": 1 }, 31276],
  ["a place and a match", { "rows.$": 1, list: { $elemMatch: { $gt: 1 } } }, 31255],
  ["a match inside a document", { "o.l": { $elemMatch: { $gt: 1 } } }, 31275],
]

test.each(refused)("refused in a projection: %s", async (_topic, projection, code) => {
  expect(await codeOf(collection().find({}, { projection }).toArray())).toBe(code)
})
