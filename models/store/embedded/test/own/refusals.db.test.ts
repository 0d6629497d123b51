/** What MongoDB 7.0 refuses before a command runs: each command is refused with its number, and has changed nothing. */
import { once } from "node:events"
import { connect, type Socket } from "node:net"
import * as mongodb from "mongodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type EmbeddedStore, startEmbeddedStore } from "../../index.ts"

const { BSON, MongoClient } = mongodb
const { Binary, Long, Timestamp, UUID } = BSON

let running: EmbeddedStore
let client: mongodb.MongoClient
let socket: Socket
beforeAll(async () => {
  running = await startEmbeddedStore({ dataDir: null })
  client = await new MongoClient(running.uri).connect()
  socket = connect(Number(new URL(running.uri.replace("mongodb:", "http:")).port), "127.0.0.1")
  await once(socket, "connect")
  await database()
    .collection<{ _id: number }>("rows")
    .insertMany([{ _id: 1 }, { _id: 2 }])
})
afterAll(async () => {
  socket.destroy()
  await client.close()
  await running.close()
})

const database = () => client.db("t")

/** The answer to a command as it is given, past the driver, which sets sessions and numbers of its own. */
const asked = async (command: object): Promise<mongodb.BSON.Document> => {
  const body = BSON.serialize({ ...command, $db: "t" })
  const message = Buffer.alloc(21)
  message.writeInt32LE(21 + body.length, 0)
  message.writeInt32LE(2013, 12)
  socket.write(Buffer.concat([message, body]))
  let reply = Buffer.alloc(0)
  while (reply.length < 4 || reply.length < reply.readInt32LE(0))
    reply = Buffer.concat([reply, ...(await once(socket, "data"))])
  return BSON.deserialize(reply.subarray(21))
}

/** The number a command is refused with, of the command or of its first statement; null when it was done. */
const refusal = async (command: object): Promise<unknown> => {
  const reply = await asked(command)
  return reply["code"] ?? reply["writeErrors"]?.[0]?.code ?? null
}
const unchanged = async () =>
  expect(await database().collection("rows").find().toArray()).toEqual([{ _id: 1 }, { _id: 2 }])

const update = (statement: object, more: object = {}) => ({ update: "rows", updates: [statement], ...more })
const inserted = (_id: unknown) => ({ insert: "rows", documents: [{ _id }] })
const set = { q: { _id: 1 }, u: { $set: { a: 1 } } }
const lsid = () => ({ id: new UUID() })
const txnNumber = Long.fromNumber(7)

const partial = (partialFilterExpression: object) => ({
  createIndexes: "rows",
  indexes: [{ key: { a: 1 }, name: "a", partialFilterExpression }],
})

const refused: [what: string, command: () => object, code: number][] = [
  ["an order for the one document to change", () => update({ ...set, sort: { _id: 1 } }), 40415],
  ["a statement without its change", () => update({ q: {} }), 40414],
  ["a removal that does not say how many", () => ({ delete: "rows", deletes: [{ q: {} }] }), 40414],
  ["a removal of two", () => ({ delete: "rows", deletes: [{ q: {}, limit: 2 }] }), 9],
  [
    "an unknown wish of a removal",
    () => ({ delete: "rows", deletes: [{ q: {}, limit: 1, sort: {} }] }),
    40415,
  ],
  ["an unknown wish of a cursor", () => ({ aggregate: "rows", pipeline: [], cursor: { size: 1 } }), 40415],
  ["an unknown wish of a reading", () => ({ find: "rows", readConcern: { strong: true } }), 40415],
  ["a level of reading there is not", () => ({ find: "rows", readConcern: { level: "strong" } }), 2],
  ["fewer than no documents", () => ({ find: "rows", limit: -1 }), 51024],
  ["a batch below nothing", () => ({ find: "rows", batchSize: -1 }), 51024],
  [
    "a reading after a time to come",
    () => ({ find: "rows", readConcern: { afterClusterTime: new Timestamp({ t: 4_000_000_000, i: 1 }) } }),
    72,
  ],
  ["a change read by the majority", () => update(set, { readConcern: { level: "majority" } }), 72],
  [
    "a result written and read in line",
    () => ({
      aggregate: "rows",
      pipeline: [{ $out: "rows" }],
      cursor: {},
      readConcern: { level: "linearizable" },
    }),
    72,
  ],
  ["confirmation of a reading", () => ({ find: "rows", writeConcern: { w: 1 } }), 72],
  ["more confirmations than a set has members", () => update(set, { writeConcern: { w: 51 } }), 9],
  ["confirmation by half a member", () => update(set, { writeConcern: { w: {} } }), 9],
  ["a write flushed in two ways", () => update(set, { writeConcern: { j: true, fsync: true } }), 9],
  ["a number without a session", () => update(set, { txnNumber }), 72],
  ["a number below nothing", () => update(set, { lsid: lsid(), txnNumber: Long.fromNumber(-1) }), 72],
  ["a number for a reading", () => ({ find: "rows", lsid: lsid(), txnNumber }), 50768],
  [
    "many changes asked for again as one",
    () => update({ ...set, multi: true }, { lsid: lsid(), txnNumber }),
    72,
  ],
  [
    "many removals asked for again as one",
    () => ({ delete: "rows", deletes: [{ q: {}, limit: 0 }], lsid: lsid(), txnNumber }),
    72,
  ],
  ["a transaction without a number", () => ({ find: "rows", lsid: lsid(), autocommit: false }), 72],
  [
    "a transaction that commits by itself",
    () => update(set, { lsid: lsid(), txnNumber, autocommit: true }),
    72,
  ],
  [
    "a start without a transaction",
    () => update(set, { lsid: lsid(), txnNumber, startTransaction: true }),
    72,
  ],
  ["a session that is none", () => ({ find: "rows", lsid: { id: new Binary(Buffer.from("a")) } }), 14],
  ["an interface there is not", () => ({ find: "rows", apiVersion: "2" }), 322],
  ["a strict interface without its number", () => ({ find: "rows", apiStrict: true }), 4886600],
  [
    "what a strict interface leaves out",
    () => ({ distinct: "rows", key: "a", apiVersion: "1", apiStrict: true }),
    323,
  ],
  ["a list of sessions that is none", () => ({ endSessions: "all" }), 14],
  [
    "an operator there is not, where there is no collection",
    () => ({ find: "none", filter: { a: { $like: 1 } } }),
    2,
  ],
  ["the same of a count", () => ({ count: "none", query: { $like: 1 } }), 2],
  ["the same of a removal", () => ({ delete: "none", deletes: [{ q: { a: { $like: 1 } }, limit: 1 }] }), 2],
  [
    "the same of a pipeline",
    () => ({ aggregate: "none", pipeline: [{ $match: { a: { $like: 1 } } }], cursor: {} }),
    2,
  ],
  ["a list for an identifier", () => inserted([1]), 2],
  ["a pattern for an identifier", () => inserted(/a/), 2],
  ["an identifier with an operator inside", () => inserted({ $x: 1 }), 52],
  [
    "a new document under a pattern",
    () => update({ q: { _id: 9 }, u: [{ $set: { _id: [1] } }], upsert: true }),
    66,
  ],
  [
    "a field named as an operator, where a document is",
    () => update({ q: { _id: 1 }, u: { $set: { $a: 1 } } }),
    52,
  ],
  ["a place without a list before it", () => update({ q: { _id: 1 }, u: { $set: { "$[]": 1 } } }), 2],
  [
    "more beside the values to add",
    () => update({ q: { _id: 1 }, u: { $addToSet: { a: { $each: [1], $sort: 1 } } } }),
    2,
  ],
  ["a variable with a name of MongoDB's", () => ({ find: "rows", let: { ROOT: 1 } }), 16867],
  ["a variable with a dash", () => ({ find: "rows", let: { "a-b": 1 } }), 16868],
  ["a variable that reads a document", () => ({ find: "rows", let: { a: "$_id" } }), 4890500],
  [
    "a stage a strict interface leaves out",
    () => ({
      ...{ aggregate: "rows", pipeline: [{ $indexStats: {} }], cursor: {} },
      ...{ apiVersion: "1", apiStrict: true },
    }),
    323,
  ],
  ["a time of the set that is none", () => ({ find: "rows", $clusterTime: { clusterTime: {} } }), 14],
  [
    "confirmation of an explained result",
    () => ({ explain: { aggregate: "rows", pipeline: [], cursor: {}, writeConcern: { w: 1 } } }),
    9,
  ],
  ["an index of what is not there", () => partial({ a: { $exists: false } }), 67],
  ["an index of what is otherwise", () => partial({ $or: [{ a: { $ne: 1 } }] }), 67],
  ["an index of MongoDB's cloud", () => ({ createSearchIndexes: "rows", indexes: [] }), 31082],
  [
    "changes as they happen in a whole database",
    () => ({ aggregate: 1, pipeline: [{ $changeStream: {} }], cursor: {} }),
    238,
  ],
]

test.each(refused)("refused as MongoDB refuses it: %s", async (_what, command, code) => {
  expect(await refusal(command())).toBe(code)
  await unchanged()
})

test("what a strict interface leaves out is refused in MongoDB's words, what it has is done", async () => {
  const strict = { apiVersion: "1", apiStrict: true }
  expect(await asked({ distinct: "rows", key: "a", ...strict })).toMatchObject({
    codeName: "APIStrictError",
    errmsg: expect.stringContaining("apiStrict:true, but the command distinct is not in API Version 1"),
  })
  const statistics = (stage: object) => ({ aggregate: "rows", pipeline: [stage], cursor: {}, ...strict })
  expect(await asked(statistics({ $indexStats: {} }))).toMatchObject({
    codeName: "APIStrictError",
    errmsg: "$indexStats is not allowed with 'apiStrict: true' in API Version 1",
  })
  expect(await refusal(statistics({ $collStats: { count: {} } }))).toBe(238)
  expect(await refusal({ count: "rows", ...strict })).toBeNull()
})

test("in a transaction, reading is agreed at its start and writing at its end", async () => {
  const session = lsid()
  const within = { lsid: session, txnNumber: Long.fromNumber(1), autocommit: false }
  const start = { ...within, startTransaction: true }
  expect(await refusal({ find: "rows", ...start, readConcern: { level: "available" } })).toBe(72)
  expect(await refusal({ find: "rows", ...start, readConcern: { level: "snapshot" } })).toBeNull()
  expect(await refusal({ find: "rows", ...within, readConcern: { level: "local" } })).toBe(72)
  expect(await refusal(update(set, { ...within, writeConcern: { w: 1 } }))).toBe(72)
  const abort = { abortTransaction: 1, lsid: session, txnNumber: Long.fromNumber(1), autocommit: false }
  expect(await refusal(abort)).toBeNull()
  await unchanged()
})

test("a new document may have a field named as an operator, and is found by a reference inside", async () => {
  const rows = database().collection<{ _id: number; [field: string]: unknown }>("named")
  await rows.updateOne({ _id: 1 }, { $set: { $price: 5 } }, { upsert: true })
  expect(await rows.findOne()).toEqual({ _id: 1, $price: 5 })
  await rows.insertOne({ _id: 2, members: [{ $ref: "people", $id: 7 }] })
  const found = rows.find({ members: { $elemMatch: { $id: 7 } } })
  expect((await found.toArray()).map(({ _id }) => _id)).toEqual([2])
})

test("sessions are known from their first command until they are ended", async () => {
  const admin = client.db("admin")
  const id = lsid()
  const known = async () => {
    const cursor = admin.aggregate([{ $listLocalSessions: {} }, { $match: { "_id.id": id.id } }])
    return (await cursor.toArray()).length
  }
  expect(await known()).toBe(0)
  await asked({ ping: 1, lsid: id })
  expect(await known()).toBe(1)
  await admin.command({ endSessions: [id] })
  expect(await known()).toBe(0)
})

test("a batch that was just filled does not yet say that nothing follows, an ordered one does", async () => {
  const first = await asked({ find: "rows", batchSize: 2 })
  expect(String(first["cursor"].id)).not.toBe("0")
  const next = await asked({ getMore: Long.fromValue(first["cursor"].id), collection: "rows", batchSize: 2 })
  expect(next["cursor"]).toMatchObject({ nextBatch: [], id: 0 })
  const bounded = { find: "rows", batchSize: 2 }
  expect((await asked({ ...bounded, sort: { a: 1 } }))["cursor"].id).toBe(0)
  expect((await asked({ ...bounded, limit: 2 }))["cursor"].id).toBe(0)
})

test("an index asked for by name serves although it leaves documents out", async () => {
  const rows = database().collection<{ _id: number; x?: number }>("sparse")
  await rows.insertMany([{ _id: 1, x: 1 }, { _id: 2 }])
  await rows.createIndex({ x: 1 }, { sparse: true })
  expect(await rows.find({}, { hint: { x: 1 } }).toArray()).toEqual([{ _id: 1, x: 1 }])
  expect(await rows.find({}).toArray()).toHaveLength(2)
})

test("a collection made but not confirmed by enough members is made, and says so", async () => {
  const reply = await asked({ create: "confirmed", writeConcern: { w: 3 } })
  expect(reply).toMatchObject({ writeConcernError: { code: 100, codeName: "UnsatisfiableWriteConcern" } })
  expect(await database().listCollections({ name: "confirmed" }).toArray()).toHaveLength(1)
})

test("a snapshot too many closes the oldest, and its reader is told", async () => {
  const rows = database().collection<{ _id: number }>("snapshots")
  await rows.insertOne({ _id: 0 })
  const first = client.startSession({ snapshot: true })
  expect(await rows.find({}, { session: first }).toArray()).toHaveLength(1)
  for (let _id = 1; _id <= 100; _id++) {
    await rows.insertOne({ _id })
    const session = client.startSession({ snapshot: true })
    expect(await rows.find({}, { session }).toArray()).toHaveLength(_id + 1)
    await session.endSession()
  }
  await expect(rows.find({}, { session: first }).toArray()).rejects.toMatchObject({
    code: 239,
    codeName: "SnapshotTooOld",
  })
  await first.endSession()
})
