import { once } from "node:events"
import { connect, type Socket } from "node:net"
import * as mongodb from "mongodb"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { type EmbeddedStore, startEmbeddedStore } from "../../index.ts"

const { BSON, MongoClient } = mongodb
const MEGABYTE = 1024 * 1024

let running: EmbeddedStore
let client: mongodb.MongoClient
let sockets: Socket[] = []
beforeAll(async () => {
  running = await startEmbeddedStore({ dataDir: null })
  client = await new MongoClient(running.uri).connect()
})
afterAll(async () => {
  await client.close()
  await running.close()
})
afterEach(() => {
  for (const socket of sockets) socket.destroy()
  sockets = []
})

const message = (command: object): Buffer => {
  const body = BSON.serialize(command)
  const head = Buffer.alloc(21)
  head.writeInt32LE(21 + body.length, 0)
  head.writeInt32LE(1, 4)
  head.writeInt32LE(2013, 12)
  return Buffer.concat([head, body])
}

const dialled = async (): Promise<Socket> => {
  const socket = connect(Number(new URL(running.uri.replace("mongodb:", "http:")).port), "127.0.0.1")
  sockets.push(socket)
  await once(socket, "connect")
  return socket
}

test("an answer larger than a message is refused to its asker, and the store serves on", async () => {
  const rows = client.db("t").collection("large")
  const text = "ấ".repeat(5 * MEGABYTE)
  for (const n of [1, 2, 3, 4]) await rows.insertOne({ text: `${n}${text}` })
  await expect(rows.distinct("text")).rejects.toMatchObject({ code: 10334 })
  expect(await rows.countDocuments()).toBe(4)
})

test("a text near the limit of a document comes back whole, letter for letter", async () => {
  const rows = client.db("t").collection<{ _id: number; text: string }>("whole")
  const text = "ệ".repeat(Math.floor((16 * MEGABYTE - 100) / 3))
  await rows.insertOne({ _id: 1, text })
  expect((await rows.findOne({ _id: 1 }))?.text === text).toBe(true)
  const joined = [{ $project: { both: { $concat: ["$text", "$text"] } } }]
  const [both] = await rows.aggregate(joined).toArray()
  expect(both?.["both"] === text + text).toBe(true)
})

test("an update that would make a document too large is refused and changes nothing", async () => {
  const rows = client.db("t").collection<{ _id: number; text?: string; more?: string }>("limit")
  const text = "a".repeat(9 * MEGABYTE)
  await rows.insertOne({ _id: 1, text })
  await expect(
    rows.updateOne({ _id: 1 }, [{ $set: { more: { $concat: ["$text", "$text"] } } }]),
  ).rejects.toMatchObject({
    code: 10334,
  })
  expect(Object.keys((await rows.findOne({ _id: 1 })) ?? {})).toEqual(["_id", "text"])
})

test("who does not read the answers is not served further, and others are", async () => {
  const rows = client.db("t").collection<{ _id: number; text: string }>("slow")
  await rows.insertOne({ _id: 1, text: "x".repeat(4 * MEGABYTE) })
  const socket = await dialled()
  socket.pause()
  const ask = message({ find: "slow", filter: {}, $db: "t" })
  for (let n = 0; n < 100; n++) socket.write(ask)
  const before = process.memoryUsage().rss
  for (let n = 0; n < 50; n++) expect(await rows.countDocuments()).toBe(1)
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * MEGABYTE)
  let received = 0
  socket.on("data", (chunk) => {
    received += chunk.length
  })
  socket.resume()
  while (received < 100 * 4 * MEGABYTE) await once(socket, "data")
})

test("what a client had waiting when it went away is dropped, but for what it sent without waiting", async () => {
  const rows = client.db("t").collection<{ _id: number }>("gone")
  const session = client.startSession()
  session.startTransaction()
  await rows.insertOne({ _id: 1 }, { session })
  const socket = await dialled()
  // The first waits for the transaction; those behind it are still queued when the client goes.
  for (const _id of [1, 2, 3]) socket.write(message({ insert: "gone", documents: [{ _id }], $db: "t" }))
  await new Promise((resolve) => socket.write(Buffer.alloc(0), resolve))
  await rows.find({}).toArray()
  socket.destroy()
  await once(socket, "close")
  // A busy machine may answer once or twice before it is told that somebody has gone.
  for (let n = 0; n < 50; n++) await client.db("t").command({ ping: 1 })
  await session.commitTransaction()
  await session.endSession()
  expect((await rows.find().toArray()).map(({ _id }) => _id)).toEqual([1])
})

test("every answer says the time of the last write, and time goes on with a write alone", async () => {
  const told = async () => await client.db("t").command({ ping: 1 })
  const first = await told()
  expect(first["$clusterTime"].clusterTime).toEqual(first["operationTime"])
  expect((await told())["operationTime"]).toEqual(first["operationTime"])
  await client.db("t").collection("timed").insertOne({ n: 1 })
  expect((await told())["operationTime"].greaterThan(first["operationTime"])).toBe(true)
})
