import mongoose from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

type Row = { _id: number; [field: string]: unknown }

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await articles().createIndex(
    { title: "text", body: "text" },
    { weights: { title: 3 }, default_language: "none" },
  )
  await articles().insertMany([
    { _id: 1, title: "Đăng ký khai sinh", body: "trẻ em sinh tại Việt Nam" },
    { _id: 2, title: "Đăng ký kết hôn", body: "hồ sơ đăng ký kết hôn, đăng ký lại" },
    { _id: 3, title: "Cấp bản sao", body: ["trích lục", "khai sinh"] },
    { _id: 4, title: "Cafe", body: "x" },
  ])
})
afterAll(() => store.close())

const collection = (name: string) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<Row>(name)
}
const articles = () => collection("articles")
const found = async ($search: string, more: object = {}) =>
  (
    await articles()
      .find({ $text: { $search, ...more } })
      .sort({ _id: 1 })
      .toArray()
  ).map(({ _id }) => _id)
const codeOf = (promise: Promise<unknown>) => promise.then(() => null).catch((error) => error.code)

test("any of the words finds, without regard to case and accents", async () => {
  expect(await found("sinh hôn")).toEqual([1, 2, 3])
  expect(await found("KHAI")).toEqual([1, 3])
  expect(await found("Café")).toEqual([4])
  expect(await found("caf")).toEqual([])
})

test("accents and case count when asked to", async () => {
  expect(await found("Café", { $diacriticSensitive: true })).toEqual([])
  expect(await found("cafe", { $caseSensitive: true })).toEqual([])
  expect(await found("Cafe", { $caseSensitive: true, $diacriticSensitive: true })).toEqual([4])
})

test("a phrase must stand as it is, a word with a minus must be absent", async () => {
  expect(await found('"khai sinh"')).toEqual([1, 3])
  expect(await found("sinh -trích")).toEqual([1])
  expect(await found("-sinh")).toEqual([])
})

test("the score is shown and sorts, and the title weighs more", async () => {
  const rows = await articles()
    .find({ $text: { $search: "khai sinh" } })
    .project({ score: { $meta: "textScore" } })
    .sort({ score: { $meta: "textScore" } })
    .toArray()
  expect(rows.map(({ _id }) => _id)).toEqual([1, 3])
  expect(rows[0]?.["score"]).toBeGreaterThan(rows[1]?.["score"])
})

test("a word's score grows with its share of the field", async () => {
  await collection("shops").createIndex({ name: "text" }, { default_language: "none" })
  await collection("shops").insertMany([
    { _id: 1, name: "coffee shop" },
    { _id: 2, name: "coffee" },
  ])
  const rows = await collection("shops")
    .find({ $text: { $search: "coffee" } }, { projection: { score: { $meta: "textScore" } } })
    .sort({ _id: 1 })
    .toArray()
  expect(rows.map(({ score }) => score)).toEqual([0.75, 1.1])
})

test("a pipeline begins with a search, shows its score and sorts by it", async () => {
  const rows = await articles()
    .aggregate([
      { $match: { $text: { $search: "khai sinh" }, _id: { $gt: 0 } } },
      { $sort: { score: { $meta: "textScore" } } },
      { $project: { score: { $meta: "textScore" }, title: 1 } },
    ])
    .toArray()
  expect(rows.map(({ _id }) => _id)).toEqual([1, 3])
  expect(rows[0]?.["score"]).toBeGreaterThan(1)
})

test("mongoose's text search goes through", async () => {
  const Article = store.connection.model(
    "SearchedArticle",
    new mongoose.Schema({ _id: Number, title: String }),
    "articles",
  )
  const rows = await Article.find({ $text: { $search: "hôn" } }, { score: { $meta: "textScore" } }).sort({
    score: { $meta: "textScore" },
  })
  expect(rows.map(({ _id }) => _id)).toEqual([2])
})

test("an index over every field finds in all of them", async () => {
  await collection("notes").createIndex({ "$**": "text" }, { default_language: "none" })
  await collection("notes").insertMany([
    { _id: 1, a: { b: ["deep word"] } },
    { _id: 2, c: "other" },
  ])
  expect(
    await collection("notes")
      .find({ $text: { $search: "deep" } })
      .toArray(),
  ).toHaveLength(1)
})

test("refused: a search without an index, without words, a score without a search", async () => {
  await collection("plain").insertOne({ _id: 1 })
  expect(
    await codeOf(
      collection("plain")
        .find({ $text: { $search: "a" } })
        .toArray(),
    ),
  ).toBe(27)
  expect(
    await codeOf(
      articles()
        .find({ $text: {} } as object)
        .toArray(),
    ),
  ).toBe(9)
  expect(
    await codeOf(
      articles()
        .find({}, { projection: { score: { $meta: "textScore" } } })
        .toArray(),
    ),
  ).toBe(40218)
})
