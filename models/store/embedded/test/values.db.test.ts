import * as mongodb from "mongodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

const { Binary, BSONRegExp, Decimal128, Double, Long, ObjectId, Timestamp, MinKey, MaxKey, UUID } = mongodb

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

const collection = (name: string) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<{ _id: number | string | mongodb.ObjectId; [field: string]: unknown }>(name)
}

test("every kind of value comes back as the bytes it was kept with", async () => {
  const values = collection("values")
  const document = {
    _id: new ObjectId(),
    text: "Đăng ký khai sinh 𠀋 \u0000 cuối",
    whole: 7,
    large: 2 ** 40,
    fraction: 0.1,
    integralDouble: new Double(5),
    long: Long.fromString("9007199254740993"),
    smallLong: Long.fromNumber(3),
    decimal: Decimal128.fromString("12345678901234567890.000000000001"),
    yes: true,
    nothing: null,
    at: new Date("2023-06-02T01:15:00.123Z"),
    bytes: new Binary(Buffer.from([0, 1, 255]), 0),
    uuid: new UUID(),
    pattern: new BSONRegExp("^a", "im"),
    stamp: new Timestamp({ t: 5, i: 6 }),
    lowest: new MinKey(),
    highest: new MaxKey(),
    nested: { z: 1, a: { list: [1, "hai", { ba: null }, []] } },
  }
  await values.insertOne(document)
  const bytes = mongodb.BSON.serialize(document)
  const [raw] = await values.find({ _id: document._id }, { raw: true }).toArray()
  expect(Buffer.from(raw as unknown as Uint8Array).equals(Buffer.from(bytes))).toBe(true)

  await values.updateOne({ _id: document._id }, { $set: { added: 1 } })
  await values.updateOne({ _id: document._id }, { $unset: { added: "" } })
  const [changed] = await values.find({ _id: document._id }, { raw: true }).toArray()
  expect(Buffer.from(changed as unknown as Uint8Array).equals(Buffer.from(bytes))).toBe(true)
})

test("fields keep their order, and _id comes first", async () => {
  const ordered = collection("ordered")
  await ordered.insertOne({ b: 1, a: 2, _id: "x" })
  await ordered.updateOne({ _id: "x" }, { $set: { z: 0, c: 3 } })
  expect(Object.keys((await ordered.findOne({ _id: "x" })) ?? {})).toEqual(["_id", "b", "a", "c", "z"])
})

test("numbers of all kinds are equal when their value is", async () => {
  const numbers = collection("numbers")
  await numbers.createIndex({ n: 1 })
  await numbers.insertMany([
    { _id: 1, n: 5 },
    { _id: 2, n: new Double(5) },
    { _id: 3, n: Long.fromNumber(5) },
    { _id: 4, n: Decimal128.fromString("5.0") },
    { _id: 5, n: Decimal128.fromString("5.00000000000000000001") },
    { _id: 6, n: Long.fromString("9007199254740993") },
    { _id: 7, n: 9007199254740992 },
  ])
  const ids = async (filter: object) =>
    (await numbers.find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)
  expect(await ids({ n: 5 })).toEqual([1, 2, 3, 4])
  expect(await ids({ n: { $gt: 5, $lt: 6 } })).toEqual([5])
  expect(await ids({ n: Long.fromString("9007199254740993") })).toEqual([6])
  expect(await ids({ n: { $lt: Long.fromString("9007199254740993"), $gt: 100 } })).toEqual([7])
})

test("values of different types sort as MongoDB sorts them", async () => {
  const mixed = collection("mixed")
  await mixed.insertMany([
    { _id: 1, v: new MaxKey() },
    { _id: 2, v: new Date(0) },
    { _id: 3, v: true },
    { _id: 4, v: new ObjectId() },
    { _id: 5, v: new Binary(Buffer.from("x")) },
    { _id: 6, v: { a: 1 } },
    { _id: 7, v: "chữ" },
    { _id: 8, v: 3 },
    { _id: 9 },
    { _id: 10, v: null },
    { _id: 11, v: new MinKey() },
    { _id: 12, v: [] },
    { _id: 13, v: -1.5 },
  ])
  const sorted = async () => (await mixed.find().sort({ v: 1, _id: 1 }).toArray()).map(({ _id }) => _id)
  const order = [11, 12, 9, 10, 13, 8, 7, 6, 5, 4, 3, 2, 1]
  expect(await sorted()).toEqual(order)
  await mixed.createIndex({ v: 1, _id: 1 })
  expect(await sorted()).toEqual(order)
})

test("a filter by identifier, date or bytes finds exactly that one", async () => {
  const typed = collection("typed")
  const id = new ObjectId()
  const at = new Date("2024-01-05T00:00:00Z")
  const bytes = new Binary(Buffer.from("tệp"))
  await typed.insertMany([
    { _id: 1, ref: id, at, bytes },
    { _id: 2, ref: new ObjectId(), at: new Date(0), bytes: new Binary(Buffer.from("tep")) },
  ])
  for (const filter of [{ ref: id }, { at }, { bytes }, { ref: { $in: [id] } }, { at: { $gte: at } }])
    expect((await typed.find(filter).toArray()).map(({ _id }) => _id)).toEqual([1])
})

test("a document of nearly 16 MiB is kept and a larger one is refused", async () => {
  const large = collection("large")
  const bytes = new Binary(Buffer.alloc(15 * 1024 * 1024, 7))
  await large.insertOne({ _id: 1, bytes })
  expect(((await large.findOne({ _id: 1 }))?.["bytes"] as typeof bytes | undefined)?.length()).toBe(
    bytes.length(),
  )
  await large.insertOne({ _id: 2, bytes })
  await large.insertOne({ _id: 3, bytes })
  expect((await large.find().toArray()).length).toBe(3)
  const more = new Binary(Buffer.alloc(2 * 1024 * 1024))
  await expect(large.updateOne({ _id: 1 }, { $set: { more } })).rejects.toThrow()
})

test("Vietnamese names sort as Vietnamese people sort them when asked", async () => {
  const names = collection("names")
  const shuffled = ["Đồng Tháp", "Cà Mau", "Ấp", "An Giang", "Đà Nẵng", "Dĩ An"]
  await names.insertMany(shuffled.map((name, index) => ({ _id: index, name })))
  const sorted = await names.find().collation({ locale: "vi" }).sort({ name: 1 }).toArray()
  expect(sorted.map(({ name }) => name)).toEqual([
    "An Giang",
    "Ấp",
    "Cà Mau",
    "Dĩ An",
    "Đà Nẵng",
    "Đồng Tháp",
  ])
})
