import * as mongodb from "mongodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

const { Binary, Long, Timestamp } = mongodb

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
  await collection().insertOne({
    _id: 1,
    n: 7,
    none: null,
    text: "  Sở Y tế  ",
    list: [3, 1, 2],
    rows: [
      { k: "x", n: 1 },
      { k: "y", n: 2 },
    ],
    o: { a: 1, "b.c": 2, $d: 3 },
    at: new Date("2024-12-30T23:30:00Z"),
    stamp: new Timestamp({ t: 100, i: 5 }),
    bytes: new Binary(Buffer.from([1, 2, 3])),
  })
})
afterAll(() => store.close())

const collection = () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<{ _id: number; [field: string]: unknown }>("values")
}

/** What an expression gives for the document; undefined when missing. */
const resultOf = async (expression: unknown) => {
  const [row] = await collection()
    .aggregate([{ $project: { _id: 0, v: expression } }])
    .toArray()
  return row?.["v"]
}

const cases: [topic: string, expression: unknown, expected: unknown][] = [
  ["the day of the year", { $dayOfYear: "$at" }, 365],
  ["the hour in Vietnam", { $hour: { date: "$at", timezone: "Asia/Ho_Chi_Minh" } }, 6],
  ["every part written", { $dateToString: { date: "$at", format: "%j %w %% %Z" } }, "365 2 % 0"],
  ["trimmed at the left", { $ltrim: { input: "$text" } }, "Sở Y tế  "],
  ["trimmed of given signs", { $trim: { input: "xxaxx", chars: "x" } }, "a"],
  ["replaced once", { $replaceOne: { input: "a.b.c", find: ".", replacement: "-" } }, "a-b.c"],
  [
    "lists zipped to the longest",
    { $zip: { inputs: [[1, 2], [3]], useLongestLength: true, defaults: [0, 0] } },
    [
      [1, 3],
      [2, 0],
    ],
  ],
  ["counting down", { $range: [3, 0, -1] }, [3, 2, 1]],
  ["a list's place in a path", { $arrayElemAt: ["$rows.k", 1] }, "y"],
  ["objects merged past nothing", { $mergeObjects: [null, { a: 1 }, "$absent"] }, { a: 1 }],
  ["pairs of nothing", { $objectToArray: "$none" }, null],
  ["a field with a dot in its name", { $getField: { field: "b.c", input: "$o" } }, 2],
  ["a field with a dollar in its name", { $getField: { field: { $literal: "$d" }, input: "$o" } }, 3],
  ["a field taken away", { $unsetField: { field: "a", input: { a: 1, b: 2 } } }, { b: 2 }],
  [
    "variables inside variables",
    {
      $let: {
        vars: { a: 1 },
        in: { $let: { vars: { b: { $add: ["$$a", 1] } }, in: { $add: ["$$a", "$$b"] } } },
      },
    },
    3,
  ],
  [
    "an item inside an item's list",
    {
      $map: { input: [1, 2], as: "x", in: { $map: { input: [10], as: "y", in: { $add: ["$$x", "$$y"] } } } },
    },
    [[11], [12]],
  ],
  [
    "a filter up to a number",
    { $filter: { input: "$list", as: "i", cond: { $gt: ["$$i", 0] }, limit: 2 } },
    [3, 1],
  ],
  ["a path of a variable", { $map: { input: "$rows", as: "r", in: "$$r.n" } }, [1, 2]],
  [
    "reduced into a list",
    { $reduce: { input: [[1], [2]], initialValue: [], in: { $concatArrays: ["$$value", "$$this"] } } },
    [1, 2],
  ],
  ["the greatest of lists and numbers", { $max: ["$list", 5] }, [3, 1, 2]],
  ["whether a number", { $isNumber: "$text" }, false],
  ["long text to long", { $toLong: "9007199254740993" }, Long.fromString("9007199254740993")],
  ["truth of a document", { $toBool: {} }, true],
  ["the current time is a date", { $type: "$$NOW" }, "date"],
  ["a literal document", { $literal: { $add: [1, 2] } }, { $add: [1, 2] }],
]

test.each(cases)("%s", async (_topic, expression, expected) => {
  expect(await resultOf(expression)).toEqual(expected)
})
