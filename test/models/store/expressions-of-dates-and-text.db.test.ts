import mongoose from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

const { Binary, Long, Timestamp } = mongoose.mongo

let store: Store
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
  [
    "a date from text with its own offset",
    { $dateFromString: { dateString: "2024-01-02T03:04:05+07:00" } },
    new Date("2024-01-01T20:04:05Z"),
  ],
  [
    "a date from text in a zone",
    { $dateFromString: { dateString: "2024-01-02T03:04:05", timezone: "Asia/Ho_Chi_Minh" } },
    new Date("2024-01-01T20:04:05Z"),
  ],
  [
    "a date from text that is none",
    { $dateFromString: { dateString: "soon", onError: "unknown" } },
    "unknown",
  ],
  ["a date from nothing", { $dateFromString: { dateString: "$none", onNull: 0 } }, 0],
  [
    "a date from a format with time",
    { $dateFromString: { dateString: "02/01/2024 15:30", format: "%d/%m/%Y %H:%M" } },
    new Date("2024-01-02T15:30:00Z"),
  ],
  [
    "a date from parts that run over",
    { $dateFromParts: { year: 2024, month: 14, day: 0 } },
    new Date("2025-01-31T00:00:00Z"),
  ],
  [
    "a date from the parts of an ISO week",
    { $dateFromParts: { isoWeekYear: 2025, isoWeek: 1, isoDayOfWeek: 2 } },
    new Date("2024-12-31T00:00:00Z"),
  ],
  ["the ISO week's year", { $isoWeekYear: "$at" }, 2025],
  ["the week counted from Sundays", { $week: "$at" }, 52],
  ["the day of the year", { $dayOfYear: "$at" }, 365],
  ["the hour in Vietnam", { $hour: { date: "$at", timezone: "Asia/Ho_Chi_Minh" } }, 6],
  [
    "parts by ISO week",
    { $dateToParts: { date: "$at", iso8601: true } },
    { isoWeekYear: 2025, isoWeek: 1, isoDayOfWeek: 1, hour: 23, minute: 30, second: 0, millisecond: 0 },
  ],
  [
    "every part written",
    { $dateToString: { date: "$at", format: "%j %U %u %V %G %w %% %Z" } },
    "365 52 1 01 2025 2 % 0",
  ],
  [
    "a day earlier",
    { $dateSubtract: { startDate: "$at", unit: "day", amount: 1 } },
    new Date("2024-12-29T23:30:00Z"),
  ],
  [
    "quarters between",
    { $dateDiff: { startDate: "$at", endDate: new Date("2025-04-01T00:00:00Z"), unit: "quarter" } },
    2,
  ],
  [
    "weeks between, from Mondays",
    {
      $dateDiff: {
        startDate: new Date("2024-12-29T00:00:00Z"),
        endDate: "$at",
        unit: "week",
        startOfWeek: "monday",
      },
    },
    1,
  ],
  [
    "a bin of six hours",
    { $dateTrunc: { date: "$at", unit: "hour", binSize: 6 } },
    new Date("2024-12-30T18:00:00Z"),
  ],
  ["a quarter's start", { $dateTrunc: { date: "$at", unit: "quarter" } }, new Date("2024-10-01T00:00:00Z")],
  ["seconds of a timestamp", { $add: [{ $tsSecond: "$stamp" }, { $tsIncrement: "$stamp" }] }, 105],
  ["trimmed at the left", { $ltrim: { input: "$text" } }, "Sở Y tế  "],
  ["trimmed of given signs", { $trim: { input: "xxaxx", chars: "x" } }, "a"],
  ["part of text by bytes", { $substrBytes: ["abcdef", 1, 3] }, "bcd"],
  ["the rest of a text", { $substr: ["abcdef", 2, -1] }, "cdef"],
  ["position by bytes", { $indexOfBytes: ["ởa", "a"] }, 3],
  [
    "all places of a pattern",
    { $map: { input: { $regexFindAll: { input: "a1b22", regex: "\\d+" } }, in: "$$this.match" } },
    ["1", "22"],
  ],
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
  ["the last two", { $lastN: { n: 2, input: "$list" } }, [1, 2]],
  ["any true", { $anyElementTrue: [[false, 0, null]] }, false],
  ["a list's place in a path", { $arrayElemAt: ["$rows.k", 1] }, "y"],
  ["objects merged past nothing", { $mergeObjects: [null, { a: 1 }, "$absent"] }, { a: 1 }],
  ["pairs of nothing", { $objectToArray: "$none" }, null],
  ["a field with a dot in its name", { $getField: { field: "b.c", input: "$o" } }, 2],
  ["a field with a dollar in its name", { $getField: { field: { $literal: "$d" }, input: "$o" } }, 3],
  ["a field taken away", { $unsetField: { field: "a", input: { a: 1, b: 2 } } }, { b: 2 }],
  ["size of bytes", { $binarySize: "$bytes" }, 3],
  ["size of a document", { $bsonSize: { a: 1 } }, 12],
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
  ["a median", { $median: { input: "$list", method: "approximate" } }, 2],
  ["the spread of a sample", { $stdDevSamp: [[1, 3]] }, Math.SQRT2],
  ["a logarithm", { $log: [8, 2] }, 3],
  ["an angle", { $degreesToRadians: 180 }, Math.PI],
  ["bits turned", { $bitNot: 5 }, -6],
  ["the greatest of lists and numbers", { $max: ["$list", 5] }, [3, 1, 2]],
  ["whether a number", { $isNumber: "$text" }, false],
  ["long text to long", { $toLong: "9007199254740993" }, Long.fromString("9007199254740993")],
  ["truth of a document", { $toBool: {} }, true],
  [
    "a conversion by name of an absent field",
    { $convert: { input: "$absent", to: "string", onNull: "-" } },
    "-",
  ],
  ["the current time is a date", { $type: "$$NOW" }, "date"],
  ["a literal document", { $literal: { $add: [1, 2] } }, { $add: [1, 2] }],
]

test.each(cases)("%s", async (_topic, expression, expected) => {
  expect(await resultOf(expression)).toEqual(expected)
})
