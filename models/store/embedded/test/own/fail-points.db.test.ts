/** Failures asked for by a client, of a store started for tests; the driver is the real one. */
import { MongoClient, type MongoServerError } from "mongodb"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import { type EmbeddedStore, startEmbeddedStore } from "../../index.ts"

let running: EmbeddedStore
let client: MongoClient
beforeAll(async () => {
  running = await startEmbeddedStore({ dataDir: null, testCommands: true })
  client = await connected({ retryReads: false, retryWrites: false })
})
afterEach(async () => {
  await failing("off")
  await rows().deleteMany({})
})
afterAll(async () => {
  await client.close()
  await running.close()
})

const connected = (options: object) =>
  MongoClient.connect(running.uri, { heartbeatFrequencyMS: 500, ...options })
const rows = (of = client) => of.db("d").collection<{ _id: number; n?: number }>("rows")
const failing = (mode: unknown, data: object = {}) =>
  client.db("admin").command({ configureFailPoint: "failCommand", mode, data })
const refused = (work: Promise<unknown>): Promise<MongoServerError> =>
  work.then(
    () => expect.unreachable("nothing failed"),
    (error) => error,
  )

test("a store that was not started for tests knows no such command", async () => {
  const plain = await startEmbeddedStore({ dataDir: null })
  const other = await MongoClient.connect(plain.uri)
  const admin = other.db("admin")
  const error = await refused(admin.command({ configureFailPoint: "failCommand", mode: "off" }))
  expect(error).toMatchObject({ code: 59, message: "no such command: 'configureFailPoint'" })
  const parameter = { getParameter: 1, enableTestCommands: 1 }
  expect(await admin.command(parameter)).toMatchObject({ enableTestCommands: false })
  expect(await client.db("admin").command(parameter)).toMatchObject({ enableTestCommands: true })
  await other.close()
  await plain.close()
})

test("a command fails as often as was asked, after as many as were let by, and no other does", async () => {
  await failing({ times: 2 }, { failCommands: ["insert"], errorCode: 11600 })
  expect(await refused(rows().insertOne({ _id: 1 }))).toMatchObject({
    code: 11600,
    codeName: "InterruptedAtShutdown",
  })
  expect(await rows().countDocuments()).toBe(0)
  await refused(rows().insertOne({ _id: 1 }))
  await rows().insertOne({ _id: 1 })

  await failing({ skip: 1 }, { failCommands: ["insert"], errorCode: 2 })
  await rows().insertOne({ _id: 2 })
  await refused(rows().insertOne({ _id: 3 }))
  await refused(rows().insertOne({ _id: 3 }))

  await failing("alwaysOn", { failCommands: ["findandmodify"], errorCode: 2 })
  await refused(rows().findOneAndDelete({ _id: 1 }))
  expect(await rows().countDocuments()).toBe(2)
  expect(await failing("off")).toMatchObject({ count: 5 })
  await rows().findOneAndDelete({ _id: 1 })
})

test("a client of another name goes on", async () => {
  const named = await connected({ appName: "meant", retryWrites: false })
  await failing("alwaysOn", { failCommands: ["insert"], appName: "meant", errorCode: 2 })
  await rows().insertOne({ _id: 1 })
  await refused(rows(named).insertOne({ _id: 2 }))
  await named.close()
})

test("only what can be tried again is labelled so, unless the labels are given", async () => {
  const retrying = await connected({})
  const labelsOf = async (of: MongoClient, data: object) => {
    await failing({ times: 2 }, { failCommands: ["insert"], ...data })
    const error = await refused(rows(of).insertOne({ _id: 1 }))
    return error.errorLabels
  }
  expect(await labelsOf(retrying, { errorCode: 189 })).toContain("RetryableWriteError")
  expect(await labelsOf(retrying, { errorCode: 2 })).toEqual([])
  expect(await labelsOf(retrying, { errorCode: 189, errorLabels: [] })).toEqual([])
  expect(await labelsOf(client, { errorCode: 189 })).toEqual([])
  expect(await labelsOf(client, { errorCode: 2, errorLabels: ["Mine"] })).toContain("Mine")

  await failing({ times: 1 }, { failCommands: ["insert"], errorCode: 189 })
  await rows(retrying).insertOne({ _id: 1 })
  expect(await rows().countDocuments()).toBe(1)
  await retrying.close()
})

test("inside a transaction the whole of it is to be tried again, at its end the end alone", async () => {
  const session = client.startSession()
  const insert = () => rows().insertOne({ _id: 1 }, { session })
  session.startTransaction()
  await failing({ times: 1 }, { failCommands: ["insert"], errorCode: 91 })
  expect((await refused(insert())).errorLabels).toContain("TransientTransactionError")
  await session.abortTransaction()

  session.startTransaction()
  await insert()
  await failing({ times: 2 }, { failCommands: ["commitTransaction"], errorCode: 91 })
  const error = await refused(session.commitTransaction())
  expect(error.errorLabels).toContain("RetryableWriteError")
  expect(error.errorLabels).not.toContain("TransientTransactionError")
  expect(await rows().countDocuments()).toBe(0)
  await session.commitTransaction()
  expect(await rows().countDocuments()).toBe(1)
  await session.endSession()
})

test("a write that is not confirmed is done all the same", async () => {
  const writeConcernError = { code: 91, errmsg: "Replication is being shut down" }
  await failing({ times: 1 }, { failCommands: ["insert"], writeConcernError })
  const error = await refused(rows().insertOne({ _id: 1 }))
  expect(error).toMatchObject({ code: 91, codeName: "ShutdownInProgress" })
  expect(error.errorLabels).not.toContain("RetryableWriteError")

  const retrying = await connected({})
  await failing({ times: 1 }, { failCommands: ["insert"], writeConcernError })
  await rows(retrying).insertOne({ _id: 2 })
  expect(await rows().countDocuments()).toBe(2)
  await retrying.close()
})

test("a connection is closed without an answer, and nothing is done", async () => {
  await failing({ times: 1 }, { failCommands: ["insert"], closeConnection: true })
  expect((await refused(rows().insertOne({ _id: 1 }))).name).toBe("MongoNetworkError")
  expect(await rows().countDocuments()).toBe(0)
})

test("a write whose answer is lost is done once, and one that failed before it was kept is not done", async () => {
  const retrying = await connected({})
  const failingWrites = (mode: unknown, data: object = {}) =>
    client.db("admin").command({ configureFailPoint: "onPrimaryTransactionalWrite", mode, data })
  await rows().insertOne({ _id: 1, n: 0 })
  await failingWrites({ times: 1 })
  await rows(retrying).updateOne({ _id: 1 }, { $inc: { n: 1 } })
  expect(await rows().findOne()).toEqual({ _id: 1, n: 1 })

  await failingWrites({ times: 2 }, { failBeforeCommitExceptionCode: 1 })
  await refused(rows(retrying).updateOne({ _id: 1 }, { $inc: { n: 1 } }))
  expect(await rows().findOne()).toEqual({ _id: 1, n: 1 })
  await failingWrites("off")
  await retrying.close()
})

test("a command that waits holds up no other", async () => {
  await failing({ times: 1 }, { failCommands: ["insert"], blockConnection: true, blockTimeMS: 300 })
  const order: string[] = []
  const waiting = rows()
    .insertOne({ _id: 1 })
    .then(() => order.push("insert"))
  const other = rows()
    .countDocuments()
    .then(() => order.push("count"))
  await Promise.all([waiting, other])
  expect(order).toEqual(["count", "insert"])
})

test("what is no failure that can be asked for is refused", async () => {
  const admin = client.db("admin")
  const code = async (command: object, db = admin) => (await refused(db.command(command))).code
  expect(await code({ configureFailPoint: "failCommand", mode: "off" }, client.db("d"))).toBe(13)
  expect(await code({ configureFailPoint: "burnDown", mode: "off" })).toBe(185)
  expect(await code({ configureFailPoint: "failCommand", mode: "sometimes" })).toBe(2)
})
