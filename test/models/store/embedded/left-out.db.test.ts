import mongoose from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type EmbeddedStore, startEmbeddedStore } from "#models/store/embedded/start.server.ts"

let running: EmbeddedStore
let client: mongoose.mongo.MongoClient
beforeAll(async () => {
  running = await startEmbeddedStore({ dataDir: null })
  client = await new mongoose.mongo.MongoClient(running.uri).connect()
  await client.db("t").collection("rows").insertOne({ n: 1 })
})
afterAll(async () => {
  await client.close()
  await running.close()
})

const rows = () => client.db("t").collection("rows")
const create = (options: object) => client.db("t").createCollection("made", options)

const leftOut: [what: string, ask: () => Promise<unknown>][] = [
  [
    "words searched by $text",
    () =>
      rows()
        .find({ $text: { $search: "sở" } })
        .toArray(),
  ],
  [
    "places near",
    () =>
      rows()
        .find({ at: { $near: [0, 0] } })
        .toArray(),
  ],
  [
    "places within",
    () =>
      rows()
        .find({ at: { $geoWithin: { $center: [[0, 0], 1] } } })
        .toArray(),
  ],
  [
    "places that meet",
    () =>
      rows()
        .find({ at: { $geoIntersects: { $geometry: {} } } })
        .toArray(),
  ],
  [
    "a stage of places",
    () =>
      rows()
        .aggregate([{ $geoNear: { near: [0, 0] } }])
        .toArray(),
  ],
  [
    "a schema",
    () =>
      rows()
        .find({ $jsonSchema: { required: ["n"] } })
        .toArray(),
  ],
  [
    "windows",
    () =>
      rows()
        .aggregate([{ $setWindowFields: { output: {} } }])
        .toArray(),
  ],
  [
    "steps to be made",
    () =>
      rows()
        .aggregate([{ $densify: { field: "n" } }])
        .toArray(),
  ],
  [
    "gaps to be filled",
    () =>
      rows()
        .aggregate([{ $fill: { output: {} } }])
        .toArray(),
  ],
  [
    "changes as they happen",
    () =>
      rows()
        .aggregate([{ $changeStream: {} }])
        .toArray(),
  ],
  ["a tailable cursor", () => rows().find({}, { tailable: true }).toArray()],
  ["a capped collection", () => create({ capped: true, size: 4096 })],
  ["a view", () => create({ viewOn: "rows", pipeline: [] })],
  ["a time series", () => create({ timeseries: { timeField: "at" } })],
  ["pictures of changes", () => create({ changeStreamPreAndPostImages: { enabled: true } })],
  ["a view over a collection", () => client.db("t").command({ collMod: "rows", viewOn: "made" })],
  ["an index of words", () => rows().createIndex({ n: "text" })],
  ["an index on the plane", () => rows().createIndex({ n: "2d" })],
  ["an index on the sphere", () => rows().createIndex({ n: "2dsphere" })],
  ["a hashed index", () => rows().createIndex({ n: "hashed" })],
  ["an index of every field", () => rows().createIndex({ "$**": 1 })],
  ["code", () => rows().find({ $where: "true" }).toArray()],
]

test.each(leftOut)("what belongs to a replica set is refused by name: %s", async (_what, ask) => {
  await expect(ask()).rejects.toMatchObject({
    code: 238,
    codeName: "NotImplemented",
    message: expect.stringMatching(/not supported .*MONGODB_URI/),
  })
})

test("what was refused leaves nothing behind", async () => {
  expect((await client.db("t").listCollections().toArray()).map(({ name }) => name)).toEqual(["rows"])
  expect((await rows().indexes()).map(({ name }) => name)).toEqual(["_id_"])
})

test("a command that is none here is answered as MongoDB answers one", async () => {
  await expect(client.db("t").command({ convertToCapped: "rows", size: 1 })).rejects.toMatchObject({
    code: 59,
  })
})
