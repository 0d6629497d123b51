import * as mongodb from "mongodb"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "./setup/open-test-store.ts"

const { Decimal128, Double, Long, ObjectId, Binary } = mongodb

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
  await collection().insertOne({
    _id: 1,
    i: 7,
    d: 2.5,
    long: Long.fromNumber(5),
    big: Long.fromString("9007199254740993"),
    dec: Decimal128.fromString("0.1"),
    zero: new Double(0),
    s: "Thủ tục",
    ascii: "Hello World",
    dollar: "$i",
    nothing: null,
    ids: [new ObjectId("65f000000000000000000001"), new ObjectId("65f000000000000000000002")],
    nums: [3, 1, 2],
    mixed: [1, Long.fromNumber(1), "a", null],
    rows: [
      { k: "x", n: 1 },
      { k: "y", n: 2 },
    ],
    o: { a: 1, b: { c: 2 } },
    at: new Date("2024-02-29T20:30:15.123Z"),
    bin: new Binary(Buffer.from([1, 2, 3])),
  })
})
afterAll(() => store.close())

const collection = () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  return db.collection<{ _id: number; [field: string]: unknown }>("values")
}

/** What an expression gives for the document, as canonical extended JSON so that types are seen; undefined when missing. */
const resultOf = async (expression: unknown) => {
  const [row] = await collection()
    .aggregate([{ $project: { _id: 0, v: expression } }], { promoteValues: false })
    .toArray()
  return shown(row?.["v"])
}

const shown = (value: unknown) =>
  value === undefined ? undefined : JSON.parse(mongodb.BSON.EJSON.stringify(value, { relaxed: false }))

const int = (value: number) => ({ $numberInt: String(value) })
const double = (value: number | string) => ({
  $numberDouble: typeof value === "number" && Number.isInteger(value) ? `${value}.0` : String(value),
})
const long = (value: number | string) => ({ $numberLong: String(value) })
const date = (text: string) => ({ $date: { $numberLong: String(new Date(text).getTime()) } })

const cases: [topic: string, expression: unknown, expected: unknown][] = [
  // numbers keep the widest type among them
  ["int + int", { $add: ["$i", 1] }, int(8)],
  ["int + double", { $add: ["$i", 0.5] }, double(7.5)],
  ["int + long", { $add: ["$i", "$long"] }, long(12)],
  ["long beyond 2^53 stays exact", { $add: ["$big", 1] }, long("9007199254740994")],
  ["int overflow grows to long", { $multiply: [2147483647, 2] }, long("4294967294")],
  ["double product", { $multiply: ["$d", 2] }, double(5)],
  ["division is double", { $divide: [6, 3] }, double(2)],
  ["remainder of ints", { $mod: ["$i", 4] }, int(3)],
  ["remainder of doubles", { $mod: [7.5, 2] }, double(1.5)],
  ["remainder of longs", { $mod: ["$big", 10] }, long(3)],
  ["difference", { $subtract: ["$i", 10] }, int(-3)],
  ["days between dates in ms", { $subtract: ["$at", { $subtract: ["$at", 5] }] }, long(5)],
  ["date and ms", { $add: ["$at", 1000] }, date("2024-02-29T20:30:16.123Z")],
  ["null spoils arithmetic", { $add: ["$i", "$nothing"] }, null],
  ["missing spoils arithmetic", { $multiply: ["$i", "$absent"] }, null],
  ["abs of long", { $abs: Long.fromNumber(-5) }, long(5)],
  ["ceil of double", { $ceil: "$d" }, double(3)],
  ["floor of int", { $floor: "$i" }, int(7)],
  ["round half to even", { $round: ["$d", 0] }, double(2)],
  ["round to places", { $round: [3.456, 2] }, double(3.46)],
  ["trunc", { $trunc: [-3.7, 0] }, double(-3)],
  // conversions
  ["int from text", { $toInt: "42" }, int(42)],
  ["int from double", { $toInt: 3.9 }, int(3)],
  ["long from int", { $toLong: "$i" }, long(7)],
  ["double from int", { $toDouble: "$i" }, double(7)],
  ["text of int", { $toString: "$i" }, "7"],
  ["text of date", { $toString: "$at" }, "2024-02-29T20:30:15.123Z"],
  ["text of id", { $toString: { $arrayElemAt: ["$ids", 0] } }, "65f000000000000000000001"],
  ["text of decimal", { $toString: "$dec" }, "0.1"],
  ["text of boolean", { $toString: true }, "true"],
  ["id from text", { $toObjectId: "65f000000000000000000001" }, { $oid: "65f000000000000000000001" }],
  ["date of id", { $toDate: { $arrayElemAt: ["$ids", 0] } }, date("2024-03-12T07:10:56.000Z")],
  ["date from text", { $toDate: "2024-01-02" }, date("2024-01-02T00:00:00Z")],
  ["date from long", { $toDate: Long.fromNumber(0) }, date("1970-01-01T00:00:00Z")],
  ["long of date", { $toLong: "$at" }, long(new Date("2024-02-29T20:30:15.123Z").getTime())],
  ["boolean of zero", { $toBool: "$zero" }, false],
  ["boolean of text", { $toBool: "false" }, true],
  ["conversion of null", { $toInt: "$nothing" }, null],
  ["type int", { $type: "$i" }, "int"],
  ["type long", { $type: "$long" }, "long"],
  ["type double", { $type: "$zero" }, "double"],
  ["type decimal", { $type: "$dec" }, "decimal"],
  ["type id", { $type: { $first: "$ids" } }, "objectId"],
  ["type binary", { $type: "$bin" }, "binData"],
  ["type array", { $type: "$nums" }, "array"],
  ["type object", { $type: "$o" }, "object"],
  ["type null", { $type: "$nothing" }, "null"],
  ["type missing", { $type: "$absent" }, "missing"],
  ["number test", { $isNumber: "$dec" }, true],
  // truth
  ["zero of any type is false", { $and: [true, "$zero"] }, false],
  ["empty text is true", { $or: ["", false] }, true],
  ["not of a long", { $not: ["$long"] }, false],
  ["condition on a double zero", { $cond: ["$zero", "yes", "no"] }, "no"],
  // biome-ignore lint/suspicious/noThenProperty: the expression's own word
  ["condition by name", { $cond: { if: { $gt: ["$i", 5] }, then: "big", else: "small" } }, "big"],
  ["first not null", { $ifNull: ["$nothing", "$absent", "last"] }, "last"],
  // biome-ignore lint/suspicious/noThenProperty: the expression's own word
  ["switch", { $switch: { branches: [{ case: { $lt: ["$i", 5] }, then: 1 }], default: 2 } }, int(2)],
  // text
  ["joined text", { $concat: ["a", "$ascii"] }, "aHello World"],
  ["joined with null", { $concat: ["a", "$nothing"] }, null],
  ["text that looks like a path stays text", { $concat: ["$dollar", ""] }, "$i"],
  ["upper", { $toUpper: "$ascii" }, "HELLO WORLD"],
  ["lower of missing", { $toLower: "$absent" }, ""],
  ["length in characters", { $strLenCP: "$s" }, int(7)],
  ["part of text", { $substrCP: ["$s", 0, 3] }, "Thủ"],
  ["split", { $split: ["$ascii", " "] }, ["Hello", "World"]],
  ["trim", { $trim: { input: "  a " } }, "a"],
  ["replace", { $replaceAll: { input: "a.b.c", find: ".", replacement: "-" } }, "a-b-c"],
  ["pattern by expression", { $regexMatch: { input: "$ascii", regex: /^hello/i } }, true],
  ["pattern by text", { $regexMatch: { input: "$ascii", regex: "^hello", options: "i" } }, true],
  ["compare without case", { $strcasecmp: ["a", "B"] }, int(-1)],
  // arrays and sets
  ["size", { $size: "$nums" }, int(3)],
  ["element", { $arrayElemAt: ["$nums", -1] }, int(2)],
  ["element outside", { $arrayElemAt: ["$nums", 9] }, undefined],
  ["slice", { $slice: ["$nums", 1, 2] }, [int(1), int(2)]],
  ["slice from the end", { $slice: ["$nums", -2] }, [int(1), int(2)]],
  ["membership by value", { $in: [new ObjectId("65f000000000000000000002"), "$ids"] }, true],
  ["membership across number types", { $in: [Long.fromNumber(3), "$nums"] }, true],
  ["mapped", { $map: { input: "$nums", as: "n", in: { $multiply: ["$$n", 2] } } }, [int(6), int(2), int(4)]],
  ["filtered", { $filter: { input: "$nums", cond: { $gte: ["$$this", 2] } } }, [int(3), int(2)]],
  ["reduced", { $reduce: { input: "$nums", initialValue: 0, in: { $add: ["$$value", "$$this"] } } }, int(6)],
  ["joined arrays", { $concatArrays: ["$nums", [4]] }, [int(3), int(1), int(2), int(4)]],
  ["joined with missing", { $concatArrays: ["$nums", "$absent"] }, null],
  ["range", { $range: [0, 5, 2] }, [int(0), int(2), int(4)]],
  ["reversed", { $reverseArray: "$nums" }, [int(2), int(1), int(3)]],
  [
    "zipped",
    {
      $zip: {
        inputs: [
          ["a", "b"],
          [1, 2],
        ],
      },
    },
    [
      ["a", int(1)],
      ["b", int(2)],
    ],
  ],
  ["array test", { $isArray: "$nums" }, true],
  ["array test of a literal", { $isArray: [["a"]] }, true],
  [
    "object from pairs",
    {
      $arrayToObject: [
        [
          ["a", 1],
          ["b", 2],
        ],
      ],
    },
    { a: int(1), b: int(2) },
  ],
  [
    "object from k and v",
    { $arrayToObject: { $map: { input: "$rows", in: { k: "$$this.k", v: "$$this.n" } } } },
    { x: int(1), y: int(2) },
  ],
  [
    "pairs of an object",
    { $objectToArray: "$o" },
    [
      { k: "a", v: int(1) },
      { k: "b", v: { c: int(2) } },
    ],
  ],
  ["merged objects", { $mergeObjects: ["$o", { a: 9 }] }, { a: int(9), b: { c: int(2) } }],
  ["path through an array", "$rows.k", ["x", "y"]],
  ["field by name", { $getField: "i" }, int(7)],
  ["field set", { $setField: { field: "a", input: "$o", value: 5 } }, { a: int(5), b: { c: int(2) } }],
  ["sum of an array", { $sum: "$nums" }, int(6)],
  ["mean of an array", { $avg: "$nums" }, double(2)],
  ["greatest of an array", { $max: "$nums" }, int(3)],
  ["least of expressions", { $min: ["$i", "$d"] }, double(2.5)],
  // dates
  ["year", { $year: "$at" }, int(2024)],
  ["day in Vietnam", { $dayOfMonth: { date: "$at", timezone: "Asia/Ho_Chi_Minh" } }, int(1)],
  ["day of the week", { $dayOfWeek: "$at" }, int(5)],
  [
    "written date",
    { $dateToString: { date: "$at", format: "%d/%m/%Y %H:%M:%S.%L" } },
    "29/02/2024 20:30:15.123",
  ],
  ["written date by default", { $dateToString: { date: "$at" } }, "2024-02-29T20:30:15.123Z"],
  [
    "written in Vietnam's time",
    { $dateToString: { date: "$at", format: "%Y-%m-%d %H:%M %z", timezone: "Asia/Ho_Chi_Minh" } },
    "2024-03-01 03:30 +0700",
  ],
  ["written by offset", { $dateToString: { date: "$at", format: "%H:%M", timezone: "+05:30" } }, "02:00"],
  ["written missing date", { $dateToString: { date: "$absent", onNull: "none" } }, "none"],
  // variables
  ["let", { $let: { vars: { a: 2, b: "$i" }, in: { $multiply: ["$$a", "$$b"] } } }, int(14)],
  ["literal", { $literal: "$i" }, "$i"],
  ["removed", { $cond: [true, "$$REMOVE", 1] }, undefined],
  ["root", "$$ROOT.o.b.c", int(2)],
  ["array literal with missing", ["$i", "$absent"], [int(7), null]],
  ["object literal with missing", { a: "$i", b: "$absent" }, { a: int(7) }],
  ["comparison across types", { $gt: ["a", 5] }, true],
  ["order", { $cmp: [1, 2] }, int(-1)],
]

test.each(cases)("%s", async (_topic, expression, expected) => {
  expect(await resultOf(expression)).toEqual(expected)
})

const refused: [topic: string, expression: unknown, code: number][] = [
  ["text added", { $add: ["$i", "a"] }, 14],
  ["division by zero", { $divide: [1, 0] }, 2],
  ["conversion of text that is no number", { $toInt: "abc" }, 241],
  ["text that is no id", { $toObjectId: "abc" }, 241],
  ["number joined to text", { $concat: ["a", "$i"] }, 16702],
  ["size of no array", { $size: "$i" }, 17124],
  ["unknown operator", { $nonsense: 1 }, 168],
  ["two operators in one expression", { $add: [1], $subtract: [1, 2] }, 15983],
]

test.each(refused)("refused: %s", async (_topic, expression, code) => {
  const refusal = await resultOf({ $ifNull: [expression, null] }).catch((error) => Number(error.code))
  expect(refusal).toBe(code)
})
