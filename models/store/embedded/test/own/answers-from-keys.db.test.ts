/** What is answered from index keys, or from some fields of documents, is what whole documents would have answered. */
import fc from "fast-check"
import { expect, test, vi } from "vitest"
import type { Collection, Transaction } from "../../engine/collection.ts"
import { distinctByIndex } from "../../engine/distinct-scan.ts"
import { Engine } from "../../engine/engine.ts"
import { visibleVersion } from "../../engine/records.ts"
import { search } from "../../engine/search.ts"
import { openPersistence } from "../../persistence.server.ts"
import { comparisonOf } from "../../query/collation.ts"
import { compileFilter } from "../../query/filter.ts"
import { MISSING, valuesAt } from "../../query/paths.ts"
import type { Document } from "../../values/bson.server.ts"
import { lookedAt } from "../../values/narrow.ts"
import { keyOf } from "../../values/order.ts"

const scalar = fc.constantFrom(null, 0, 1, 1.5, "x", "X", "", true, new Date(0))
const value = fc.oneof(
  { weight: 5, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.record({ c: scalar }, { requiredKeys: [] }) },
)
const document = fc.record(
  { a: value, b: value, text: fc.constant("y".repeat(200)) },
  { requiredKeys: ["text"] },
)
const keyed = fc.constantFrom<Document>({ a: 1 }, { b: -1 }, { a: 1, b: 1 }, { "b.c": 1 }, { b: 1, a: -1 })
const kind = fc.constantFrom<Document>(
  ...[{}, {}, { sparse: true }, { hidden: true }],
  { partialFilterExpression: { a: { $exists: true } } },
  { collation: { locale: "vi", strength: 1 } },
)
const condition = fc.oneof(
  { weight: 4, arbitrary: value },
  { weight: 1, arbitrary: scalar.map((one) => ({ $gte: one })) },
  { weight: 1, arbitrary: scalar.map((one) => ({ $in: [one, 1] })) },
  { weight: 1, arbitrary: scalar.map((one) => ({ $ne: one })) },
)
const filter = fc.oneof(
  { weight: 4, arbitrary: fc.record({ a: condition, b: condition, "b.c": condition }, { requiredKeys: [] }) },
  { weight: 1, arbitrary: fc.tuple(scalar, scalar).map(([a, b]) => ({ $or: [{ a }, { b }] })) },
  { weight: 1, arbitrary: fc.constant({ $expr: { $eq: ["$a", "$b"] } }) },
)

const put = (collection: Collection, transaction: Transaction, documents: Document[], from: number) => {
  for (const [n, one] of documents.entries()) collection.insert(transaction, { _id: from + n, ...one }, null)
}

test("for any documents, indexes and filters, before and inside a transaction and however little fits in memory", () => {
  fc.assert(
    fc.property(
      fc.array(document, { minLength: 5, maxLength: 25 }),
      fc.array(document, { maxLength: 6 }),
      fc.array(fc.tuple(keyed, kind), { maxLength: 3 }),
      fc.array(filter, { minLength: 3, maxLength: 3 }),
      fc.constantFrom(1, 10_000_000),
      fc.constantFrom(undefined, { locale: "vi", strength: 1 }),
      (committed, uncommitted, indexes, filters, bound, collation) => {
        const engine = new Engine(openPersistence(":memory:"), bound)
        const collection = engine.ensure("d", "c")
        for (const [n, [key, options]] of indexes.entries())
          collection.addIndex({ v: 2, key, name: `i${n}`, ...options })
        const first = engine.begin()
        const isRefused = refusesParallel(() => put(collection, first, committed, 0))
        if (isRefused) return engine.close()
        engine.commit(first)
        const writer = engine.begin()
        if (refusesParallel(() => put(collection, writer, uncommitted, 100))) return engine.close()
        for (const version of search(collection, { filter: { _id: 1 } }, writer))
          collection.delete(writer, version)
        const comparison = comparisonOf(collation)
        for (const reader of [null, writer])
          for (const asked of filters) {
            const matches = compileFilter(asked, { comparison, variables: {} })
            const seen = [...collection.records.values()].flatMap(
              (record) => visibleVersion(record, reader) ?? [],
            )
            const expected = seen.map((version) => collection.documentOf(version)).filter(matches)
            const found = search(collection, { filter: asked, comparison }, reader)
            expect(ids(found.map((version) => collection.documentOf(version)))).toEqual(ids(expected))
            const fields = lookedAt(asked, "$_id")
            expect(ids(found.map((version) => collection.glanceAt(version, fields)).filter(matches))).toEqual(
              ids(expected),
            )
          }
        engine.close()
      },
    ),
    { numRuns: 200 },
  )
})

const ids = (documents: Document[]) => documents.map(({ _id }) => Number(_id)).sort((a, b) => a - b)

const eachOnce = (values: unknown[]) =>
  [...new Set(values.filter((one) => one !== MISSING).map(keyOf))].sort()

const few = fc.oneof(
  { weight: 4, arbitrary: scalar },
  { weight: 1, arbitrary: fc.array(scalar, { maxLength: 1 }) },
)
const short = fc.record({ a: scalar, b: scalar }, { requiredKeys: [] })

test("distinct values walked along an index are those of the documents each reader sees", () => {
  let walks = 0
  fc.assert(
    fc.property(
      fc.array(short, { minLength: 5, maxLength: 25 }),
      fc.array(fc.record({ a: few, b: scalar }, { requiredKeys: [] }), { maxLength: 4 }),
      fc.array(keyed, { minLength: 1, maxLength: 2 }),
      scalar,
      (committed, uncommitted, keys, one) => {
        const engine = new Engine(openPersistence(":memory:"))
        const collection = engine.ensure("d", "c")
        for (const [n, key] of keys.entries()) collection.addIndex({ v: 2, key, name: `i${n}` })
        const first = engine.begin()
        put(collection, first, committed, 0)
        engine.commit(first)
        const writer = engine.begin()
        put(collection, writer, uncommitted, 100)
        for (const version of search(collection, { filter: { _id: { $lt: 5 } } }, writer))
          if (collection.documentOf(version)["_id"] === 1) collection.delete(writer, version)
          else collection.update(writer, version, { ...collection.documentOf(version), a: one })
        for (const reader of [null, writer])
          for (const filter of [{}, { a: one }, { b: one }])
            for (const path of ["a", "b", "b.c"]) {
              const walked = distinctByIndex(collection, path, { filter }, reader)
              if (!walked) continue
              walks += 1
              const found = search(collection, { filter }, reader).map((each) => collection.documentOf(each))
              expect(eachOnce(walked)).toEqual(
                eachOnce(found.flatMap((each) => valuesAt(each, path.split(".")).flat())),
              )
            }
        engine.close()
      },
    ),
    { numRuns: 200 },
  )
  expect(walks).toBeGreaterThan(100)
})

test("for distinct values of an index's field one document of each value is read, whatever the filter fixes before it", () => {
  const engine = new Engine(openPersistence(":memory:"), 1)
  const collection = engine.ensure("d", "c")
  collection.addIndex({ v: 2, key: { year: 1, level: -1, n: 1 }, name: "year_level" })
  const writer = engine.begin()
  const levels = ["FULL", "PARTIAL", null, undefined]
  put(
    collection,
    writer,
    Array.from({ length: 400 }, (_, n) => ({ year: 2023 + (n % 2), level: levels[(n >> 1) & 3], n })),
    0,
  )
  engine.commit(writer)
  const read = vi.spyOn(collection, "glanceAt")
  expect(distinctByIndex(collection, "year", { filter: {} }, null)).toEqual([2023, 2024])
  expect(read).toHaveBeenCalledTimes(2)
  expect(distinctByIndex(collection, "level", { filter: { year: 2024 } }, null)).toEqual([
    "PARTIAL",
    "FULL",
    null,
  ])
  expect(distinctByIndex(collection, "n", { filter: {} }, null)).toBeNull()
  expect(distinctByIndex(collection, "level", { filter: {} }, null)).toBeNull()
  expect(distinctByIndex(collection, "level", { filter: { year: { $gt: 2023 } } }, null)).toBeNull()
  engine.close()
})

/** Two arrays cannot be in one index. */
const refusesParallel = (work: () => void): boolean => {
  try {
    work()
    return false
  } catch (error) {
    if (String(error).includes("parallel arrays")) return true
    throw error
  }
}
