import mongoose from "mongoose"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

type Person = {
  name: string
  age: number
  email?: string
  tags: string[]
  visits: { day: number; n: number }[]
}

let store: Store
let Person: mongoose.Model<Person>
beforeAll(async () => {
  store = await openTestStore()
  const schema = new mongoose.Schema<Person>({
    name: String,
    age: Number,
    email: { type: String, unique: true, sparse: true },
    tags: [String],
    visits: [{ _id: false, day: Number, n: Number }],
  })
  Person = store.connection.model("ChangedPerson", schema) as unknown as typeof Person
  await Person.createIndexes()
})
afterAll(() => store.close())

beforeEach(async () => {
  await Person.deleteMany({})
  await Person.create([
    {
      name: "An",
      age: 30,
      email: "an@example.vn",
      tags: ["a"],
      visits: [
        { day: 1, n: 1 },
        { day: 2, n: 1 },
      ],
    },
    { name: "Bình", age: 20, email: "binh@example.vn" },
    { name: "Chi", age: 40 },
  ])
})

const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => null,
    ({ code, message, keyPattern, keyValue }) => ({ code, message, keyPattern, keyValue }),
  )
const command = (body: object) => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.command({ findAndModify: Person.collection.name, ...body })
}

test("the order says which is taken, and the fields what is shown", async () => {
  const youngest = await Person.findOneAndUpdate(
    {},
    { $inc: { age: 1 } },
    { sort: { age: 1 }, returnDocument: "after" },
  )
    .select({ name: 1, age: 1, _id: 0 })
    .lean()
  expect(youngest).toEqual({ name: "Bình", age: 21 })
  const oldest = await Person.findOneAndDelete(
    {},
    { sort: { age: -1 }, projection: { name: 1, _id: 0 } },
  ).lean()
  expect(oldest).toEqual({ name: "Chi" })
  expect(await Person.countDocuments()).toBe(2)
})

test("a document is replaced and keeps its id", async () => {
  const before = await Person.findOneAndReplace({ name: "An" }, { name: "Ân" }).lean()
  expect(before).toMatchObject({ name: "An", age: 30 })
  const after = await Person.findById(before?._id).lean()
  expect(after).toMatchObject({ name: "Ân" })
  expect(after).not.toHaveProperty("age")
})

test("an upsert gives nothing before and the new document after", async () => {
  const change = { $set: { age: 1 } }
  expect(await Person.findOneAndUpdate({ name: "Dung" }, change, { upsert: true })).toBeNull()
  const made = await Person.findOneAndUpdate({ name: "Em" }, change, {
    upsert: true,
    returnDocument: "after",
    includeResultMetadata: true,
  })
  expect(made.value).toMatchObject({ name: "Em", age: 1 })
  expect(made.lastErrorObject).toMatchObject({ n: 1, updatedExisting: false, upserted: made.value?._id })
})

test("named elements and a pipeline change the document that is given back", async () => {
  const raised = await Person.findOneAndUpdate(
    { name: "An" },
    { $set: { "visits.$[visit].n": 9 } },
    { arrayFilters: [{ "visit.day": { $gte: 2 } }], returnDocument: "after" },
  ).lean()
  expect(raised?.visits).toEqual([
    { day: 1, n: 1 },
    { day: 2, n: 9 },
  ])
  const computed = await Person.findOneAndUpdate(
    { name: "An" },
    [{ $set: { age: { $add: ["$age", { $size: "$visits" }] } } }],
    { returnDocument: "after", updatePipeline: true },
  ).lean()
  expect(computed?.age).toBe(32)
})

test("the element the filter met is changed and shown", async () => {
  const person = await Person.findOneAndUpdate(
    { name: "An", "visits.day": 2 },
    { $inc: { "visits.$.n": 4 } },
    { returnDocument: "after", projection: { "visits.$": 1 } },
  ).lean()
  expect(person).toEqual({ _id: person?._id, visits: [{ day: 2, n: 5 }] })
})

test("nothing found is null, with its number", async () => {
  expect(await command({ query: { name: "none" }, update: { $set: { age: 1 } } })).toMatchObject({
    value: null,
    lastErrorObject: { n: 0, updatedExisting: false },
  })
  expect(await command({ query: { name: "none" }, remove: true })).toMatchObject({
    value: null,
    lastErrorObject: { n: 0 },
  })
})

test("a second holder of a unique value is refused with key and value, as the executor's error", async () => {
  const error = await errorOf(
    Person.findOneAndUpdate({ name: "An" }, { $set: { email: "binh@example.vn" } }).exec(),
  )
  expect(error).toMatchObject({
    code: 11000,
    keyPattern: { email: 1 },
    keyValue: { email: "binh@example.vn" },
  })
  expect(error?.message).toMatch(
    /^Plan executor error during findAndModify :: caused by :: E11000 duplicate key error/,
  )
})

test("refused: both kinds at once, neither, a new state of what is removed, an unknown field", async () => {
  const update = { $set: { age: 1 } }
  expect(await errorOf(command({ query: {}, remove: true, update }))).toMatchObject({ code: 9 })
  expect(await errorOf(command({ query: {} }))).toMatchObject({ code: 9 })
  expect(await errorOf(command({ query: {}, remove: true, new: true }))).toMatchObject({ code: 9 })
  expect(await errorOf(command({ query: {}, update, nonsense: 1 }))).toMatchObject({ code: 40415 })
})

test("refused by the executor: growing a text, a field inside a number", async () => {
  const raw = (update: object) => errorOf(command({ query: { name: "An" }, update }))
  expect(await raw({ $inc: { name: 1 } })).toMatchObject({
    code: 14,
    message: expect.stringMatching(/^Plan executor error/),
  })
  expect(await raw({ $set: { "age.x": 1 } })).toMatchObject({
    code: 28,
    message:
      "Plan executor error during findAndModify :: caused by :: Cannot create field 'x' in element {age: 30}",
  })
  expect(await raw({ $set: { a: 1, "a.b": 2 } })).toMatchObject({
    code: 40,
    message: "Updating the path 'a.b' would create a conflict at 'a'",
  })
})
