import mongoose, { type ClientSession } from "mongoose"
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

type Row = { _id: number | string; n?: number; code?: string; writer?: number }

let store: Store
let sessions: ClientSession[] = []
let names = 0
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())
afterEach(async () => {
  for (const session of sessions) {
    if (session.inTransaction()) await session.abortTransaction()
    await session.endSession()
  }
  sessions = []
})

const fresh = async (...documents: Row[]) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  const made = db.collection<Row>(`t${++names}`)
  await made.createIndex({ code: 1 }, { unique: true, sparse: true })
  if (documents.length > 0) await made.insertMany(documents)
  return made
}

const begun = async (): Promise<ClientSession> => {
  const session = await store.connection.startSession()
  session.startTransaction()
  sessions.push(session)
  return session
}

test("a transaction reads its own writes and nobody else does before it commits", async () => {
  const c = await fresh({ _id: 1, n: 0 })
  const session = await begun()
  await c.updateOne({ _id: 1 }, { $set: { n: 1 } }, { session })
  await c.insertOne({ _id: 2, n: 1 }, { session })
  expect(await c.find({ n: 1 }, { session }).toArray()).toHaveLength(2)
  expect(await c.find({ n: 1 }).toArray()).toHaveLength(0)
  expect(await c.findOne({ _id: 2 })).toBeNull()
  await session.commitTransaction()
  expect(await c.find({ n: 1 }).toArray()).toHaveLength(2)
})

test("a transaction keeps seeing the store as it was when it began", async () => {
  const c = await fresh({ _id: 1, n: 0, code: "a" }, { _id: 2, n: 0, code: "b" })
  const session = await begun()
  expect(await c.countDocuments({}, { session })).toBe(2)
  await c.updateOne({ _id: 1 }, { $set: { n: 5, code: "z" } })
  await c.deleteOne({ _id: 2 })
  await c.insertOne({ _id: 3, n: 0, code: "c" })
  expect(await c.find({}, { session }).sort({ code: 1 }).toArray()).toEqual([
    { _id: 1, n: 0, code: "a" },
    { _id: 2, n: 0, code: "b" },
  ])
  expect(await c.findOne({ code: "a" }, { session })).toMatchObject({ _id: 1 })
  expect(await c.findOne({ code: "z" }, { session })).toBeNull()
  expect(await c.findOne({ _id: 3 }, { session })).toBeNull()
  await session.commitTransaction()
  expect(await c.find().sort({ code: 1 }).toArray()).toEqual([
    { _id: 3, n: 0, code: "c" },
    { _id: 1, n: 5, code: "z" },
  ])
})

test("an aborted transaction leaves no trace", async () => {
  const c = await fresh({ _id: 1, n: 0, code: "a" }, { _id: 2, n: 0 })
  const session = await begun()
  await c.updateOne({ _id: 1 }, { $set: { n: 1, code: "x" } }, { session })
  await c.deleteOne({ _id: 2 }, { session })
  await c.insertOne({ _id: 3, code: "y" }, { session })
  await c.deleteOne({ _id: 3 }, { session })
  await c.insertOne({ _id: 4, code: "y" }, { session })
  await session.abortTransaction()
  expect(await c.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 1, n: 0, code: "a" },
    { _id: 2, n: 0 },
  ])
  await c.insertMany([
    { _id: 3, code: "x" },
    { _id: 4, code: "y" },
  ])
  expect(await c.findOne({ code: "a" })).toMatchObject({ _id: 1 })
})

test("the first to write wins, the other is told at once to try again", async () => {
  const c = await fresh({ _id: 1, n: 0 })
  const [first, second] = [await begun(), await begun()]
  await c.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: first })
  const refused = await c
    .updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session: second })
    .catch((e: unknown) => e)
  expect(refused).toMatchObject({ code: 112, codeName: "WriteConflict" })
  expect((refused as { hasErrorLabel(l: string): boolean }).hasErrorLabel("TransientTransactionError")).toBe(
    true,
  )
  await first.commitTransaction()
  await expect(second.commitTransaction()).rejects.toMatchObject({ code: 251 })
  expect((await c.findOne({ _id: 1 }))?.n).toBe(1)
})

test("a document changed since the transaction began cannot be overwritten by it", async () => {
  const c = await fresh({ _id: 1, n: 0 }, { _id: 2 })
  const session = await begun()
  await c.findOne({ _id: 2 }, { session })
  await c.updateOne({ _id: 1 }, { $set: { n: 7 } })
  await expect(c.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })).rejects.toMatchObject({ code: 112 })
  expect((await c.findOne({ _id: 1 }))?.n).toBe(7)
})

test("two transactions cannot take one unique key", async () => {
  const c = await fresh()
  const [first, second] = [await begun(), await begun()]
  await c.insertOne({ _id: 1, code: "k" }, { session: first })
  await expect(c.insertOne({ _id: 2, code: "k" }, { session: second })).rejects.toMatchObject({ code: 112 })
  await first.commitTransaction()
  await expect(c.insertOne({ _id: 2, code: "k" })).rejects.toMatchObject({ code: 11000 })
})

test("a duplicate inside a transaction ends the transaction", async () => {
  const c = await fresh({ _id: 1, code: "k" })
  const session = await begun()
  await c.insertOne({ _id: 5 }, { session })
  await expect(c.insertOne({ _id: 2, code: "k" }, { session })).rejects.toMatchObject({ code: 11000 })
  await expect(c.insertOne({ _id: 6 }, { session })).rejects.toMatchObject({ code: 251 })
  await session.abortTransaction()
  expect(await c.countDocuments()).toBe(1)
})

test("a key freed in a transaction can be taken again in it", async () => {
  const c = await fresh({ _id: 1, code: "k" })
  const session = await begun()
  await c.deleteOne({ _id: 1 }, { session })
  await c.insertOne({ _id: 2, code: "k" }, { session })
  await c.insertOne({ _id: 1, code: "m" }, { session })
  await session.commitTransaction()
  expect(await c.find().sort({ _id: 1 }).toArray()).toEqual([
    { _id: 1, code: "m" },
    { _id: 2, code: "k" },
  ])
})

test("a write outside a transaction waits for the one that holds the document", async () => {
  const c = await fresh({ _id: 1, n: 0 })
  const session = await begun()
  await c.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })
  let isDone = false
  const waiting = c.updateOne({ _id: 1 }, { $inc: { n: 10 } }).then(() => {
    isDone = true
  })
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(isDone).toBe(false)
  await session.commitTransaction()
  await waiting
  expect((await c.findOne({ _id: 1 }))?.n).toBe(11)
})

test("committing twice is committing once", async () => {
  const c = await fresh({ _id: 1, n: 0 })
  const session = await begun()
  await c.updateOne({ _id: 1 }, { $inc: { n: 1 } }, { session })
  await session.commitTransaction()
  await session.commitTransaction()
  expect((await c.findOne({ _id: 1 }))?.n).toBe(1)
})

test("many at once, each counting up: none is lost", async () => {
  const c = await fresh({ _id: "head", n: 0 })
  await Promise.all(
    Array.from({ length: 20 }, (_, writer) =>
      store.inTransaction(async (session) => {
        const options = { session, returnDocument: "after" } as const
        const head = await c.findOneAndUpdate({ _id: "head" }, { $inc: { n: 1 } }, options)
        await c.insertOne({ _id: head?.n ?? -1, writer }, { session })
      }),
    ),
  )
  expect((await c.findOne({ _id: "head" }))?.n).toBe(20)
  expect(await c.countDocuments({ writer: { $exists: true } })).toBe(20)
})

test("whoever is slower than all others comes to their turn all the same, before those who came later", async () => {
  const c = await fresh({ _id: "head", n: 0 })
  let tries = 0
  let isDone = false
  const slow = store
    .inTransaction(async (session) => {
      tries += 1
      await c.findOne({ _id: "head" }, { session })
      await new Promise((resolve) => setTimeout(resolve, 50))
      await c.updateOne({ _id: "head" }, { $inc: { n: 1 } }, { session })
    })
    .finally(() => {
      isDone = true
    })
  const MOST = 2_000
  let quick = 0
  const busy = async () => {
    while (!isDone && quick < MOST) {
      quick += 1
      await store.inTransaction((session) => c.updateOne({ _id: "head" }, { $inc: { n: 1 } }, { session }))
    }
  }
  await Promise.all([busy(), busy(), busy(), slow])
  expect(quick).toBeLessThan(MOST)
  expect(tries).toBeLessThanOrEqual(3)
  expect((await c.findOne({ _id: "head" }))?.n).toBe(quick + 1)
})

test("a work within a work waits for nobody's end but its own", async () => {
  const c = await fresh({ _id: "outer", n: 0 }, { _id: "inner", n: 0 })
  let isHeld = true
  const up = (_id: string, session: ClientSession) => c.updateOne({ _id }, { $inc: { n: 1 } }, { session })
  await store.inTransaction(async (session) => {
    await up("outer", session)
    const rival = await begun()
    await c.updateOne({ _id: "inner" }, { $inc: { n: 1 } }, { session: rival })
    await store.inTransaction(async (own) => {
      if (!isHeld) return void (await up("inner", own))
      isHeld = false
      await up("inner", own).finally(() => rival.commitTransaction())
    })
  })
  expect([(await c.findOne({ _id: "outer" }))?.n, (await c.findOne({ _id: "inner" }))?.n]).toEqual([1, 2])
})

test("whom others kept from writing until the driver gave up reads what to do, not what the store said", async () => {
  const conflict = new mongoose.mongo.MongoServerError({
    message: "WriteConflict error",
    code: 112,
    errorLabels: ["TransientTransactionError"],
  })
  const session = await store.connection.startSession()
  vi.spyOn(session, "withTransaction").mockRejectedValue(conflict)
  const starts = vi.spyOn(store.connection, "startSession").mockResolvedValue(session)
  try {
    await expect(store.inTransaction(async () => {})).rejects.toMatchObject({
      code: "BUSY",
      message: expect.stringContaining("chưa có gì thay đổi"),
    })
  } finally {
    starts.mockRestore()
  }
})

test("what the work throws comes out, and nothing of it is kept", async () => {
  const c = await fresh()
  await expect(
    store.inTransaction(async (session) => {
      await c.insertOne({ _id: 1 }, { session })
      throw new Error("đổi ý")
    }),
  ).rejects.toThrow("đổi ý")
  expect(await c.countDocuments()).toBe(0)
})

test("work whose transaction was ended under it, as closing the store does, is not said to be done", async () => {
  const c = await fresh()
  await expect(
    store.inTransaction(async (session) => {
      await c.insertOne({ _id: 1 }, { session })
      await session.endSession()
      return "xong"
    }),
  ).rejects.toThrow("closed under the transaction")
  expect(await c.countDocuments()).toBe(0)
})
