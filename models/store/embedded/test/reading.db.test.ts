import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
  await collection("p").insertMany([
    {
      _id: 1,
      code: "1.001",
      level: "FULL",
      fees: [10, 20],
      unit: { name: "Sở Tư pháp", kind: "DEPARTMENT" },
      n: 3,
    },
    { _id: 2, code: "1.002", level: "PARTIAL", fees: [], unit: { name: "Sở Y tế" }, n: null },
    {
      _id: 3,
      code: "2.001",
      level: "PARTIAL",
      steps: [
        { name: "Nộp", days: 1 },
        { name: "Trả", days: 3 },
      ],
      n: 5,
    },
    { _id: 4, code: "2.002", steps: [{ name: "Nộp", days: 3 }], unit: null, n: 8 },
  ])
})
afterAll(() => store.close())

const collection = (name: string) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<{ _id: number; [field: string]: unknown }>(name)
}

const ids = async (filter: object) =>
  (await collection("p").find(filter).sort({ _id: 1 }).toArray()).map(({ _id }) => _id)

test.each<[string, object, number[]]>([
  ["equal", { level: "PARTIAL" }, [2, 3]],
  ["not equal, absent included", { level: { $ne: "PARTIAL" } }, [1, 4]],
  ["null is also absent", { unit: null }, [3, 4]],
  ["absent", { unit: { $exists: false } }, [3]],
  ["present", { n: { $exists: true } }, [1, 2, 3, 4]],
  ["greater, numbers only", { n: { $gt: 3 } }, [3, 4]],
  ["among values", { code: { $in: ["1.001", "2.002"] } }, [1, 4]],
  ["among values or null", { level: { $in: [null, "FULL"] } }, [1, 4]],
  ["none of", { code: { $nin: ["1.001", "2.002"] } }, [2, 3]],
  ["array holds", { fees: 20 }, [1]],
  ["array equals", { fees: [10, 20] }, [1]],
  ["empty array", { fees: { $size: 0 } }, [2]],
  ["array holds all", { fees: { $all: [20, 10] } }, [1]],
  ["into documents of an array", { "steps.days": 3 }, [3, 4]],
  ["one element meets all", { steps: { $elemMatch: { name: "Nộp", days: 3 } } }, [4]],
  ["different elements may meet", { "steps.name": "Nộp", "steps.days": 3 }, [3, 4]],
  ["numbered place", { "steps.1.name": "Trả" }, [3]],
  ["elements by value", { fees: { $elemMatch: { $gt: 15, $lt: 25 } } }, [1]],
  ["pattern", { code: /^1\./ }, [1, 2]],
  ["pattern with options", { "unit.name": { $regex: "SỞ Y", $options: "i" } }, [2]],
  ["either", { $or: [{ level: "FULL" }, { n: 8 }] }, [1, 4]],
  ["neither", { $nor: [{ level: "FULL" }, { n: 8 }] }, [2, 3]],
  ["not", { n: { $not: { $gte: 5 } } }, [1, 2]],
  ["by type", { n: { $type: "null" } }, [2]],
  ["rest of division", { n: { $mod: [5, 3] } }, [1, 4]],
  ["between fields", { $expr: { $gt: ["$n", "$_id"] } }, [1, 3, 4]],
  ["whole document in order", { unit: { name: "Sở Tư pháp", kind: "DEPARTMENT" } }, [1]],
  ["whole document in another order", { unit: { kind: "DEPARTMENT", name: "Sở Tư pháp" } }, []],
  ["empty list", { code: { $in: [] } }, []],
])("a filter finds: %s", async (_, filter, expected) => {
  expect(await ids(filter)).toEqual(expected)
})

test.each<[string, object, object]>([
  ["kept fields in the document's order", { n: 1, code: 1 }, { _id: 1, code: "1.001", n: 3 }],
  ["without _id", { _id: 0, code: 1 }, { code: "1.001" }],
  ["dropped", { fees: 0, unit: 0, n: 0 }, { _id: 1, code: "1.001", level: "FULL" }],
  ["inside a document", { "unit.name": 1 }, { _id: 1, unit: { name: "Sở Tư pháp" } }],
  ["a slice", { fees: { $slice: 1 }, code: 1 }, { _id: 1, code: "1.001", fees: [10] }],
  ["computed", { twice: { $multiply: ["$n", 2] } }, { _id: 1, twice: 6 }],
])("a projection shows: %s", async (_, projection, expected) => {
  const [found] = await collection("p").find({ _id: 1 }, { projection }).toArray()
  expect(found).toEqual(expected)
  expect(Object.keys(found ?? {})).toEqual(Object.keys(expected))
})

test("a projection reaches into the documents of an array", async () => {
  const [found] = await collection("p")
    .find({ _id: 3 }, { projection: { "steps.days": 1 } })
    .toArray()
  expect(found).toEqual({ _id: 3, steps: [{ days: 1 }, { days: 3 }] })
  const filter = { "steps.days": 3, _id: 3 }
  const [matched] = await collection("p")
    .find(filter, { projection: { "steps.$": 1 } })
    .toArray()
  expect(matched).toEqual({ _id: 3, steps: [{ name: "Trả", days: 3 }] })
})

test("sorting, skipping and limiting go together", async () => {
  const found = await collection("p").find().sort({ level: -1, _id: -1 }).skip(1).limit(2).toArray()
  expect(found.map(({ _id }) => _id)).toEqual([2, 1])
})

test("a long result comes in batches and in full", async () => {
  const many = collection("many")
  await many.insertMany(Array.from({ length: 2500 }, (_, i) => ({ _id: i, text: "x".repeat(50) })))
  const seen: number[] = []
  for await (const { _id } of many.find().sort({ _id: 1 }).batchSize(100)) seen.push(_id)
  expect(seen).toEqual(Array.from({ length: 2500 }, (_, i) => i))
})

test("a cursor keeps to what it found, whatever is written meanwhile", async () => {
  const moving = collection("moving")
  await moving.insertMany(Array.from({ length: 300 }, (_, i) => ({ _id: i, n: 0 })))
  const seen: number[] = []
  for await (const { _id } of moving.find({ n: 0 }).sort({ _id: 1 }).batchSize(10)) {
    seen.push(_id)
    if (_id === 5) await moving.insertOne({ _id: -1, n: 0 })
  }
  expect(seen).toEqual(Array.from({ length: 300 }, (_, i) => i))
})

test("a cursor that was closed cannot be read on", async () => {
  const { db } = store.connection
  const first = await db?.command({ find: "many", batchSize: 2 })
  await db?.command({ killCursors: "many", cursors: [first?.["cursor"].id] })
  await expect(db?.command({ getMore: first?.["cursor"].id, collection: "many" })).rejects.toMatchObject({
    code: 43,
  })
})

test("counts and distinct values", async () => {
  expect(await collection("p").countDocuments({ level: "PARTIAL" })).toBe(2)
  expect(await collection("p").estimatedDocumentCount()).toBe(4)
  expect(await collection("p").distinct("steps.name")).toEqual(["Nộp", "Trả"])
  expect(await collection("p").distinct("level", { n: { $gt: 3 } })).toEqual(["PARTIAL"])
  expect(await collection("nowhere").find().toArray()).toEqual([])
})

test("what is unknown is refused rather than guessed", async () => {
  const { db } = store.connection
  await expect(db?.command({ makeCoffee: 1 })).rejects.toMatchObject({
    code: 59,
    codeName: "CommandNotFound",
  })
  await expect(db?.command({ find: "p", colour: "red" })).rejects.toMatchObject({ code: 40415 })
  await expect(
    collection("p")
      .find({ n: { $bigger: 1 } } as object)
      .toArray(),
  ).rejects.toMatchObject({ code: 2 })
  await expect(
    collection("p")
      .find({ $alike: [] } as object)
      .toArray(),
  ).rejects.toMatchObject({ code: 2 })
  const mixed = collection("p").find({}, { projection: { a: 1, b: 0 } })
  await expect(mixed.toArray()).rejects.toMatchObject({ code: 31254 })
})
