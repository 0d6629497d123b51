import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { gunzipSync, gzipSync } from "node:zlib"
import mongoose from "mongoose"
import { afterEach, beforeEach, expect, test } from "vitest"
import { backUp } from "#models/store/backup/back-up.server.ts"
import { EXACT } from "#models/store/backup/backup-file.server.ts"
import { checkBackup, restore } from "#models/store/backup/restore.server.ts"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

const {
  BSON,
  Binary,
  BSONRegExp,
  Code,
  Decimal128,
  Double,
  Int32,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} = mongoose.mongo
type Db = mongoose.mongo.Db

let store: Store
let folder: string
let from: Db
let into: Db
beforeEach(async () => {
  store = await openTestStore({ asItIs: true })
  folder = mkdtempSync(join(tmpdir(), "sao-luu-"))
  const client = store.connection.getClient()
  from = client.db(store.connection.name)
  into = client.db(`${store.connection.name}-khac`)
})
afterEach(async () => {
  await into.dropDatabase()
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = () => join(folder, "ban-sao")
const copy = () =>
  backUp({ client: store.connection.getClient(), db: from }, { file: file(), now: new Date(0) })

/** Documents as bytes by collection, and the indexes. */
const contentOf = async (db: Db) => {
  const names = (await db.listCollections().toArray()).map(({ name }) => name).sort()
  return Promise.all(
    names.map(async (name) => ({
      name,
      documents: (await db.collection(name).find({}, EXACT).sort({ _id: 1 }).toArray()).map((document) =>
        Buffer.from(BSON.serialize(document)).toString("hex"),
      ),
      indexes: (await db.collection(name).listIndexes().toArray())
        .map((index) => JSON.stringify(index))
        .sort(),
    })),
  )
}

const everyType = {
  double: new Double(2),
  text: "Đắk Nông",
  nested: { list: [1, new Double(1), null, { a: [] }], empty: {} },
  binary: new Binary(Buffer.from([1, 2, 3]), 4),
  id: new ObjectId(),
  no: false,
  day: new Date("2023-05-12T09:00:00.123Z"),
  nothing: null,
  regex: new BSONRegExp("^a.b", "ix"),
  code: new Code("return 1"),
  scoped: new Code("return x", { x: new Int32(1) }),
  int: new Int32(7),
  stamp: new Timestamp({ t: 7, i: 9 }),
  long: Long.fromString("9223372036854775807"),
  small: Long.fromNumber(3),
  decimal: Decimal128.fromString("-1.50E+3"),
  low: new MinKey(),
  high: new MaxKey(),
}

test("what is restored equals what was backed up, byte for byte, with its indexes", async () => {
  const rows = from.collection<{ _id: number }>("rows")
  await rows.insertMany(Array.from({ length: 1203 }, (_, n) => ({ _id: n, ...everyType, code: `c${n}` })))
  await rows.createIndex({ code: 1 }, { unique: true })
  await rows.createIndex({ "nested.list": 1, int: -1 }, { name: "ghép", sparse: true })
  await rows.createIndex({ day: 1 }, { expireAfterSeconds: 10 ** 9, partialFilterExpression: { no: false } })
  await from.collection("trống").createIndex({ a: 1 })
  const before = await contentOf(from)
  const { documents, collections } = await copy()
  expect({ documents, collections }).toEqual({ documents: 1203, collections: 2 })
  expect(await restore(into, await checkBackup(file()))).toEqual({
    madeAt: new Date(0),
    collections: 2,
    documents: 1203,
  })
  expect(await contentOf(into)).toEqual(before)
  await expect(into.collection("rows").insertOne({ code: "c7" })).rejects.toMatchObject({ code: 11000 })
})

test("a copy made while money moves holds the sum it had at one moment", async () => {
  const accounts = from.collection<{ _id: number; balance: number }>("accounts")
  const log = from.collection<{ _id: number }>("log")
  await accounts.insertMany(Array.from({ length: 400 }, (_, n) => ({ _id: n, balance: 100 })))
  let isOver = false
  let moved = 0
  const writer = (async () => {
    while (!isOver) {
      const [giver, taker] = [moved % 400, (moved * 7 + 1) % 400]
      await store.inTransaction(async (session) => {
        await accounts.updateOne({ _id: giver }, { $inc: { balance: -1 } }, { session })
        await accounts.updateOne({ _id: taker }, { $inc: { balance: 1 } }, { session })
        await log.insertOne({ _id: moved }, { session })
      })
      moved += 1
    }
  })()
  while (moved < 20) await new Promise((resolve) => setTimeout(resolve, 5))
  await copy()
  const after = moved
  isOver = true
  await writer
  await restore(into, await checkBackup(file()))
  const balances = await into.collection("accounts").find().toArray()
  expect(balances).toHaveLength(400)
  expect(balances.reduce((sum, { balance }) => sum + balance, 0)).toBe(40_000)
  // As many moves are logged as were made by then, one after the other.
  const logged = await into.collection<{ _id: number }>("log").find().sort({ _id: 1 }).toArray()
  expect(logged.map(({ _id }) => _id)).toEqual(Array.from({ length: logged.length }, (_, n) => n))
  expect(logged.length).toBeLessThanOrEqual(after + 1)
})

test("what holds data is not written over unless told so, and then holds the backup only", async () => {
  await from.collection("rows").insertOne({ a: 1 })
  await copy()
  await into.collection("old").insertOne({ b: 1 })
  await expect(restore(into, await checkBackup(file()))).rejects.toThrow(/đang có dữ liệu.*--replace/u)
  expect((await contentOf(into)).map(({ name }) => name)).toEqual(["old"])
  await restore(into, await checkBackup(file()), { replace: true })
  expect((await contentOf(into)).map(({ name }) => name)).toEqual(["rows"])
})

test("a backup with a byte changed, cut short, or something else altogether is refused", async () => {
  await from.collection("rows").insertMany(Array.from({ length: 50 }, (_, n) => ({ text: `dòng ${n}` })))
  await copy()
  const good = readFileSync(file())
  const content = gunzipSync(good)
  const changed = Buffer.from(content)
  changed[content.indexOf("dòng 33")] = 0x44
  const bad: [string, Buffer][] = [
    ["a letter changed", gzipSync(changed)],
    [
      "a byte of the file changed",
      Buffer.from(good.map((byte, at) => (at === good.length >> 1 ? byte ^ 1 : byte))),
    ],
    ["no trailer", gzipSync(content.subarray(0, content.length - 90))],
    ["more after the trailer", gzipSync(Buffer.concat([content, content]))],
    ["not a backup", Buffer.from("không phải bản sao lưu")],
    ["empty", Buffer.alloc(0)],
  ]
  for (const [what, bytes] of bad) {
    writeFileSync(file(), bytes)
    await expect(checkBackup(file()), what).rejects.toThrow(/không phải bản sao lưu, bị cắt ngắn/u)
  }
  writeFileSync(file(), good)
  truncateSync(file(), good.length - 20)
  await expect(checkBackup(file())).rejects.toThrow(/bị cắt ngắn/u)
  await expect(checkBackup(join(folder, "không có"))).rejects.toThrow(/Không tìm thấy tệp/u)
})

test("a backup that is changed between check and restore leaves what was there", async () => {
  await from.collection("rows").insertMany(Array.from({ length: 50 }, (_, n) => ({ text: `dòng ${n}` })))
  await copy()
  const checked = await checkBackup(file())
  truncateSync(file(), readFileSync(file()).length - 20)
  await into.collection("old").insertOne({ b: 1 })
  const before = await contentOf(into)
  await expect(restore(into, checked, { replace: true })).rejects.toThrow(/bị cắt ngắn/u)
  expect(await contentOf(into)).toEqual(before)
})

test("a file that announces more than a document can hold is refused before that is gathered", async () => {
  const announced = Buffer.from([1, 0, 0, 0, 0x40])
  writeFileSync(file(), gzipSync(Buffer.concat([announced, Buffer.alloc(256 * 1024 * 1024)])))
  await expect(checkBackup(file())).rejects.toThrow(/không phải bản sao lưu/u)
})

test("a copy that cannot be written leaves no file, and a restore that fails on the way leaves what was there", async () => {
  await from.collection<{ _id: number }>("rows").insertMany([
    { _id: 1, code: "a" },
    { _id: 2, code: "a" },
  ] as never[])
  const nowhere = join(folder, "không có thư mục", "ban-sao")
  await expect(
    backUp({ client: store.connection.getClient(), db: from }, { file: nowhere, now: new Date() }),
  ).rejects.toThrow(/ENOENT/u)
  expect(existsSync(nowhere)).toBe(false)
  await copy()
  await into.collection("old").insertOne({ b: 1 })
  const before = await contentOf(into)
  // Fails while the collections take shape: another already has the name they are filled under.
  const failing = Object.create(into) as Db
  failing.command = () => Promise.reject(new Error("đĩa đầy"))
  failing.renameCollection = (() => Promise.reject(new Error("đĩa đầy"))) as Db["renameCollection"]
  await expect(restore(failing, await checkBackup(file()), { replace: true })).rejects.toThrow("đĩa đầy")
  expect(await contentOf(into)).toEqual(before)
})
