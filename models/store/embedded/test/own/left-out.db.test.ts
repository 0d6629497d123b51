import * as mongodb from "mongodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type EmbeddedStore, startEmbeddedStore } from "../../index.ts"

let running: EmbeddedStore
let client: mongodb.MongoClient
beforeAll(async () => {
  running = await startEmbeddedStore({ dataDir: null })
  client = await new mongodb.MongoClient(running.uri).connect()
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
    "buckets by bounds",
    () =>
      rows()
        .aggregate([{ $bucket: { groupBy: "$n", boundaries: [0, 5] } }])
        .toArray(),
  ],
  [
    "buckets evenly filled",
    () =>
      rows()
        .aggregate([{ $bucketAuto: { groupBy: "$n", buckets: 2 } }])
        .toArray(),
  ],
  [
    "a walk along a tree",
    () =>
      rows()
        .aggregate([{ $graphLookup: { from: "rows", startWith: "$n" } }])
        .toArray(),
  ],
  [
    "parts left out by their own content",
    () =>
      rows()
        .aggregate([{ $redact: "$$PRUNE" }])
        .toArray(),
  ],
  [
    "statistics of a collection as a stage",
    () =>
      rows()
        .aggregate([{ $collStats: { count: {} } }])
        .toArray(),
  ],
  [
    "statistics of its indexes",
    () =>
      rows()
        .aggregate([{ $indexStats: {} }])
        .toArray(),
  ],
  [
    "bits",
    () =>
      rows()
        .find({ n: { $bitsAllSet: [0] } })
        .toArray(),
  ],
  [
    "documents given in the pipeline",
    () =>
      client
        .db("t")
        .aggregate([{ $documents: [{ a: 1 }] }])
        .toArray(),
  ],
  ["bits of a field changed", () => rows().findOneAndUpdate({}, { $bit: { n: { or: 1 } } })],
  [
    "results merged into a collection",
    () =>
      rows()
        .aggregate([{ $merge: { into: "made" } }])
        .toArray(),
  ],
  ["patterns with comments", () => rows().findOne({ n: { $regex: "a b", $options: "x" } })],
  ["chance", () => rows().find({ $sampleRate: 0.5 }).toArray()],
  ["what a search noted", () => rows().findOne({}, { projection: { score: { $meta: "textScore" } } })],
  ["an order by what a search noted", () => rows().findOne({}, { sort: { score: { $meta: "textScore" } } })],
  ["bounds on an index's keys", () => rows().findOne({}, { min: { n: 1 }, hint: { n: 1 } })],
  ["the index's key alone", () => rows().findOne({}, { returnKey: true })],
  ["the place of the record", () => rows().findOne({}, { showRecordId: true })],
  ["a clustered collection", () => create({ clusteredIndex: { key: { _id: 1 }, unique: true } })],
  ["a collection that expires as a whole", () => create({ expireAfterSeconds: 0 })],
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
  ["a rule for documents", () => create({ validator: { n: { $gt: 0 } } })],
  ["a rule for a collection that is there", () => client.db("t").command({ collMod: "rows", validator: {} })],
  [
    "an index put out of use",
    () => client.db("t").command({ collMod: "rows", index: { name: "n_1", hidden: true } }),
  ],
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

test.each([
  ...["$function", "$sin", "$log", "$bitAnd", "$dateFromParts", "$dateToParts", "$isoWeek", "$tsSecond"],
  ...["$bsonSize", "$substrBytes", "$firstN", "$median", "$stdDevPop", "$pow", "$sqrt", "$dateFromString"],
  ...[
    "$substr",
    "$indexOfCP",
    "$dateAdd",
    "$dateSubtract",
    "$dateDiff",
    "$dateTrunc",
    "$setEquals",
    "$convert",
  ],
  ...["$setUnion", "$setIntersection", "$setDifference", "$regexFind", "$regexFindAll", "$toDecimal"],
  ...["$setIsSubset", "$anyElementTrue", "$allElementsTrue", "$sortArray", "$indexOfArray"],
])("an operator nobody here asks for is refused by name: %s", async (name) => {
  const refusal = { code: 238, message: expect.stringContaining(`${name} is not supported`) }
  await expect(
    rows()
      .aggregate([{ $project: { n: { [name]: "$n" } } }])
      .toArray(),
  ).rejects.toMatchObject(refusal)
  await expect(rows().findOne({ $expr: { [name]: "$n" } })).rejects.toMatchObject(refusal)
})

test.each(["$accumulator", "$top", "$maxN", "$percentile", "$stdDevSamp"])(
  "so is a way to gather: %s",
  async (name) => {
    await expect(
      rows()
        .aggregate([{ $group: { _id: null, n: { [name]: {} } } }])
        .toArray(),
    ).rejects.toMatchObject({ code: 238 })
  },
)

test.each(["$add", "$subtract", "$multiply", "$divide", "$mod", "$round", "$abs", "$sum", "$avg"])(
  "nor is there arithmetic with decimals: %s",
  async (name) => {
    const some = mongodb.Decimal128.fromString("-0.1")
    const operand = ["$round", "$abs"].includes(name) ? [some] : [some, 2]
    await expect(
      rows()
        .aggregate([{ $project: { n: { [name]: operand } } }])
        .toArray(),
    ).rejects.toMatchObject({ code: 238, message: expect.stringContaining("decimals is not supported") })
  },
)

test.each(["$inc", "$mul"])("nor are fields counted on in decimals: %s", async (name) => {
  const change = { [name]: { n: mongodb.Decimal128.fromString("0.1") } }
  await expect(rows().updateOne({}, change)).rejects.toMatchObject({ code: 238 })
  expect(await rows().findOne()).toMatchObject({ n: 1 })
})

test("what was refused leaves nothing behind", async () => {
  expect((await client.db("t").listCollections().toArray()).map(({ name }) => name)).toEqual(["rows"])
  expect((await rows().indexes()).map(({ name }) => name)).toEqual(["_id_"])
})

test.each([
  { convertToCapped: "rows", size: 1 },
  { startSession: 1 },
  { collStats: "rows" },
  { dbStats: 1 },
  { validate: "rows" },
  { currentOp: 1 },
])("so is a command for whoever keeps a replica set: %o", async (command) => {
  await expect(client.db("t").command(command)).rejects.toMatchObject({
    code: 238,
    message: expect.stringMatching(`^${Object.keys(command)[0]} is not supported .*MONGODB_URI`),
  })
})

test("search that MongoDB sells apart is refused as a server without it does", async () => {
  for (const ask of [
    () => rows().listSearchIndexes().toArray(),
    () => rows().createSearchIndex({ definition: { mappings: { dynamic: true } } }),
    () => rows().updateSearchIndex("n", {}),
    () => rows().dropSearchIndex("n"),
  ])
    await expect(ask()).rejects.toMatchObject({
      ...{ code: 31082, codeName: "SearchNotEnabled", message: expect.stringContaining("Atlas") },
    })
})

test("a command nobody knows is answered as MongoDB answers one", async () => {
  await expect(client.db("t").command({ dbStat: 1 })).rejects.toMatchObject({
    ...{ code: 59, codeName: "CommandNotFound", message: "no such command: 'dbStat'" },
  })
})

test.each(["$concatArrays", "$setUnion"])(
  "a way to gather that 7.0 does not know is refused: %s",
  async (name) => {
    await expect(
      rows()
        .aggregate([{ $group: { _id: null, n: { [name]: "$n" } } }])
        .toArray(),
    ).rejects.toMatchObject({ code: 15952, message: `unknown group operator '${name}'` })
  },
)
