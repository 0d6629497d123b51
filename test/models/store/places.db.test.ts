import mongoose from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

let store: Store
beforeAll(async () => {
  store = await openTestStore()
  await offices().createIndex({ at: "2dsphere" })
  await offices().insertMany([
    { _id: "hanoi", at: point(105.8342, 21.0278) },
    { _id: "haiphong", at: point(106.6881, 20.8449) },
    { _id: "hue", at: point(107.5909, 16.4637) },
    { _id: "saigon", at: point(106.6297, 10.8231) },
    { _id: "nowhere" },
  ])
  await desks().createIndex({ spot: "2d" })
  await desks().insertMany([
    { _id: "a", spot: [0, 0] },
    { _id: "b", spot: [3, 4] },
    { _id: "c", spot: { x: 10, y: 10 } },
  ])
})
afterAll(() => store.close())

type Row = { _id: string; [field: string]: unknown }
const collection = (name: string) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<Row>(name)
}
const offices = () => collection("offices")
const desks = () => collection("desks")
const point = (longitude: number, latitude: number) => ({ type: "Point", coordinates: [longitude, latitude] })
const idsOf = async (rows: mongoose.mongo.FindCursor<Row>) => (await rows.toArray()).map(({ _id }) => _id)
const codeOf = (promise: Promise<unknown>) => promise.then(() => null).catch((error) => error.code)

/** A closed ring round a rectangle of degrees. */
const rectangle = (west: number, south: number, east: number, north: number) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
  [west, south],
]

test("the nearest come first, within metres", async () => {
  const near = (more: object) =>
    idsOf(offices().find({ at: { $near: { $geometry: point(105.8, 21), ...more } } } as object))
  expect(await near({})).toEqual(["hanoi", "haiphong", "hue", "saigon"])
  expect(await near({ $maxDistance: 100_000 })).toEqual(["hanoi", "haiphong"])
  expect(await near({ $minDistance: 50_000, $maxDistance: 600_000 })).toEqual(["haiphong", "hue"])
})

test("an explicit order replaces the order by distance, and a limit takes the nearest", async () => {
  const filter = { at: { $nearSphere: { $geometry: point(105.8, 21) } } } as object
  expect(await idsOf(offices().find(filter).sort({ _id: -1 }).limit(2))).toEqual(["saigon", "hue"])
  expect(await idsOf(offices().find(filter).limit(1))).toEqual(["hanoi"])
})

test("coordinate pairs count in radians on the sphere and in units on the plane", async () => {
  const radians = (metres: number) => metres / 6_378_100
  const sphere = { at: { $nearSphere: [105.8, 21], $maxDistance: radians(100_000) } }
  expect(await idsOf(offices().find(sphere as object))).toEqual(["hanoi", "haiphong"])
  expect(await idsOf(desks().find({ spot: { $near: [0, 0], $maxDistance: 5 } } as object))).toEqual([
    "a",
    "b",
  ])
  expect(await idsOf(desks().find({ spot: { $near: [9, 9] } } as object))).toEqual(["c", "b", "a"])
})

test("places within a polygon, a hole in it left out, a box, a circle, a cap", async () => {
  const within = (area: object) =>
    offices()
      .find({ at: { $geoWithin: area } } as object)
      .sort({ _id: 1 })
  const north = rectangle(105, 20, 107, 22)
  const hole = rectangle(105.5, 20.9, 106, 21.2)
  expect(await idsOf(within({ $geometry: { type: "Polygon", coordinates: [north] } }))).toEqual([
    "haiphong",
    "hanoi",
  ])
  expect(await idsOf(within({ $geometry: { type: "Polygon", coordinates: [north, hole] } }))).toEqual([
    "haiphong",
  ])
  expect(
    await idsOf(
      within({ $geometry: { type: "MultiPolygon", coordinates: [[hole], [rectangle(107, 16, 108, 17)]] } }),
    ),
  ).toEqual(["hanoi", "hue"])
  expect(
    await idsOf(
      within({
        $box: [
          [106, 10],
          [108, 17],
        ],
      }),
    ),
  ).toEqual(["hue", "saigon"])
  expect(await idsOf(within({ $center: [[105.8, 21], 1] }))).toEqual(["haiphong", "hanoi"])
  expect(await idsOf(within({ $centerSphere: [[105.8, 21], 100 / 6378.1] }))).toEqual(["haiphong", "hanoi"])
  expect(
    await idsOf(
      desks()
        .find({
          spot: {
            $geoWithin: {
              $polygon: [
                [-1, -1],
                [5, -1],
                [5, 5],
                [-1, 5],
              ],
            },
          },
        } as object)
        .sort({ _id: 1 }),
    ),
  ).toEqual(["a", "b"])
})

test("a side of a polygon is a great circle, not a line of latitude", async () => {
  await collection("arctic").insertMany([
    { _id: "above", at: point(50, 65) },
    { _id: "below", at: point(50, 55) },
  ])
  const wide = { type: "Polygon", coordinates: [rectangle(0, 50, 100, 60)] }
  expect(
    await collection("arctic").countDocuments({ at: { $geoWithin: { $geometry: wide } } } as object),
  ).toBe(1)
})

test("lines and areas that meet", async () => {
  await collection("shapes").insertMany([
    {
      _id: "road",
      shape: {
        type: "LineString",
        coordinates: [
          [0, 0],
          [10, 10],
        ],
      },
    },
    { _id: "field", shape: { type: "Polygon", coordinates: [rectangle(20, 20, 30, 30)] } },
    {
      _id: "both",
      shape: {
        type: "GeometryCollection",
        geometries: [point(50, 50), { type: "Polygon", coordinates: [rectangle(0, 8, 2, 10)] }],
      },
    },
  ])
  const meeting = async ($geometry: object) =>
    idsOf(
      collection("shapes")
        .find({ shape: { $geoIntersects: { $geometry } } } as object)
        .sort({ _id: 1 }),
    )
  expect(
    await meeting({
      type: "LineString",
      coordinates: [
        [0, 10],
        [10, 0],
      ],
    }),
  ).toEqual(["both", "road"])
  expect(await meeting(point(25, 25))).toEqual(["field"])
  expect(await meeting({ type: "Polygon", coordinates: [rectangle(4, 4, 21, 21)] })).toEqual([
    "field",
    "road",
  ])
  expect(await meeting({ type: "Polygon", coordinates: [rectangle(24, 24, 25, 25)] })).toEqual(["field"])
})

test("a pipeline measures distances", async () => {
  const rows = await offices()
    .aggregate([
      {
        $geoNear: {
          near: point(105.8342, 21.0278),
          distanceField: "far.km",
          distanceMultiplier: 0.001,
          maxDistance: 700_000,
          query: { _id: { $ne: "haiphong" } },
          includeLocs: "place",
        },
      },
    ])
    .toArray()
  expect(rows.map(({ _id }) => _id)).toEqual(["hanoi", "hue"])
  expect(rows[1]?.["far"].km).toBeCloseTo(540.9, 0)
  expect(rows[0]?.["place"]).toEqual(point(105.8342, 21.0278))
})

test("nearness works through mongoose, in the model's own words", async () => {
  const Office = store.connection.model(
    "NearOffice",
    new mongoose.Schema(
      { _id: String, at: { type: { type: String }, coordinates: [Number] } },
      { strict: false },
    ),
    "offices",
  )
  const near = await Office.find()
    .where("at")
    .near({ center: point(105.8, 21), maxDistance: 100_000, spherical: true })
  expect(near.map(({ _id }) => _id)).toEqual(["hanoi", "haiphong"])
  const within = await Office.find()
    .where("at")
    .within({ type: "Polygon", coordinates: [rectangle(107, 16, 108, 17)] })
  expect(within.map(({ _id }) => _id)).toEqual(["hue"])
})

test("refused: nearness without an index, in a count, to what is no place; a document whose place is none", async () => {
  const filter = { at: { $near: { $geometry: point(0, 0) } } } as object
  expect(await codeOf(collection("unindexed").insertOne({ _id: "x" }))).toBe(null)
  expect(await codeOf(collection("unindexed").find(filter).toArray())).toBe(291)
  expect(await codeOf(offices().countDocuments(filter))).toBe(2)
  expect(
    await codeOf(
      offices()
        .find({ at: { $near: { $geometry: { type: "Point" } } } } as object)
        .toArray(),
    ),
  ).toBe(2)
  expect(
    await codeOf(offices().insertOne({ _id: "odd", at: { type: "Point", coordinates: [1000, 0] } })),
  ).toBe(16755)
  expect(
    await codeOf(
      desks()
        .aggregate([{ $geoNear: { near: [0, 0] } }])
        .toArray(),
    ),
  ).toBe(16606)
})
