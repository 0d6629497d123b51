import type { mongo } from "mongoose"
import { afterAll, afterEach, beforeAll, expect, test } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

type ChangeStream = mongo.ChangeStream
type ChangeStreamDocument = mongo.ChangeStreamDocument
type Row = { _id: number; [field: string]: unknown }

let store: Store
let streams: ChangeStream[] = []
let names = 0
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())
afterEach(async () => {
  for (const stream of streams) await stream.close()
  streams = []
})

const database = () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db
}
const fresh = async (options = {}) => database().createCollection<Row>(`w${++names}`, options)

/** The stream, open on the server. */
const opened = async <Stream extends ChangeStream>(stream: Stream): Promise<Stream> => {
  streams.push(stream)
  await stream.tryNext()
  return stream
}

const nextOf = async (stream: ChangeStream, count: number): Promise<ChangeStreamDocument[]> => {
  const events: ChangeStreamDocument[] = []
  while (events.length < count) events.push(await stream.next())
  return events
}

test("a watcher hears of every change in order, and of its collection's end", async () => {
  const c = await fresh()
  const stream = await opened(c.watch([], { fullDocument: "updateLookup" }))
  await c.insertOne({ _id: 1, tags: ["a"], place: { ward: "x" } })
  await c.updateOne({ _id: 1 }, {
    $push: { tags: "b" },
    $unset: { "place.ward": 1 },
    $set: { n: 1 },
  } as object)
  await c.replaceOne({ _id: 1 }, { n: 2 })
  await c.deleteOne({ _id: 1 })
  await c.drop()
  const events = await nextOf(stream, 6)
  expect(events.map(({ operationType }) => operationType)).toEqual([
    ...["insert", "update", "replace", "delete", "drop", "invalidate"],
  ])
  expect(events[0]).toMatchObject({ documentKey: { _id: 1 }, ns: { coll: c.collectionName } })
  expect(events[1]).toMatchObject({
    updateDescription: { updatedFields: { "tags.1": "b", n: 1 }, removedFields: ["place.ward"] },
  })
  expect(events[2]).toMatchObject({ fullDocument: { _id: 1, n: 2 } })
  expect(events[3]).not.toHaveProperty("fullDocument")
})

test("a stream goes on where another stopped", async () => {
  const c = await fresh()
  const first = await opened(c.watch())
  await c.insertMany([{ _id: 1 }, { _id: 2 }, { _id: 3 }])
  const [event] = await nextOf(first, 1)
  await first.close()
  const second = c.watch([], { resumeAfter: event?._id })
  expect(await nextOf(second, 2)).toMatchObject([{ documentKey: { _id: 2 } }, { documentKey: { _id: 3 } }])
  const time = (event as { clusterTime?: never } | undefined)?.clusterTime
  const third = c.watch([], time ? { startAtOperationTime: time } : {})
  streams.push(second, third)
  expect(await nextOf(third, 1)).toMatchObject([{ documentKey: { _id: 1 } }])
})

test("stages after it choose and shape the events, but never their place", async () => {
  const c = await fresh()
  const stages = [{ $match: { "fullDocument.n": 2 } }, { $project: { fullDocument: 1 } }]
  const stream = await opened(c.watch(stages))
  await c.insertMany([
    { _id: 1, n: 1 },
    { _id: 2, n: 2 },
  ])
  const [event] = await nextOf(stream, 1)
  expect(event).toEqual({ _id: expect.anything(), fullDocument: { _id: 2, n: 2 } })
  const grouped = c.watch([{ $group: { _id: null } }])
  streams.push(grouped)
  await expect(grouped.next()).rejects.toMatchObject({ code: 20 })
})

test("documents as they were are shown where the collection keeps them", async () => {
  const kept = await fresh({ changeStreamPreAndPostImages: { enabled: true } })
  const plain = await fresh()
  const images = { fullDocument: "whenAvailable", fullDocumentBeforeChange: "whenAvailable" } as const
  const [first, second] = [await opened(kept.watch([], images)), await opened(plain.watch([], images))]
  for (const c of [kept, plain]) {
    await c.insertOne({ _id: 1, n: 1 })
    await c.updateOne({ _id: 1 }, { $set: { n: 2 } })
  }
  const [, changed] = await nextOf(first, 2)
  expect(changed).toMatchObject({ fullDocument: { n: 2 }, fullDocumentBeforeChange: { n: 1 } })
  const [, unknown] = await nextOf(second, 2)
  expect(unknown).toMatchObject({ fullDocument: null, fullDocumentBeforeChange: null })
})

test("a transaction's changes are heard when it commits, an abandoned one's never", async () => {
  const c = await fresh()
  const stream = await opened(c.watch())
  const session = await store.connection.startSession()
  session.startTransaction()
  await c.insertOne({ _id: 1 }, { session })
  await session.abortTransaction()
  session.startTransaction()
  await c.insertOne({ _id: 2 }, { session })
  await c.updateOne({ _id: 2 }, { $set: { n: 1 } }, { session })
  await session.commitTransaction()
  await session.endSession()
  expect(await nextOf(stream, 2)).toMatchObject([
    { operationType: "insert", documentKey: { _id: 2 }, fullDocument: { _id: 2 } },
    { operationType: "update", documentKey: { _id: 2 } },
  ])
})

test("a database is watched as a whole, and a waiting watcher holds up nobody", async () => {
  const stream = await opened(database().watch([], { maxAwaitTimeMS: 5_000 }))
  const waiting = stream.next()
  const c = await fresh()
  const started = performance.now()
  await c.insertOne({ _id: 1 })
  expect((await waiting) as object).toMatchObject({ operationType: "insert", ns: { coll: c.collectionName } })
  await c.rename(`renamed${names}`)
  expect(await nextOf(stream, 1)).toMatchObject([
    { operationType: "rename", to: { coll: `renamed${names}` } },
  ])
  expect(performance.now() - started).toBeLessThan(4_000)
})
