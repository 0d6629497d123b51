import { expect, test } from "vitest"
import type { Collection, Transaction } from "../../engine/collection.ts"
import { Engine } from "../../engine/engine.ts"
import { search } from "../../engine/search.ts"
import { openPersistence } from "../../persistence.server.ts"
import { lookedAt } from "../../values/narrow.ts"

const COUNT = 300
const BOUND = 20_000

/** An engine that can hold only a few of its documents in memory. */
const crowded = () => {
  const engine = new Engine(openPersistence(":memory:"), BOUND)
  const collection = engine.ensure("d", "c")
  const transaction = engine.begin()
  for (let i = 0; i < COUNT; i++)
    collection.insert(transaction, { _id: i, n: 0, text: `${i} ${"x".repeat(500)}` }, null)
  engine.commit(transaction)
  return { engine, collection }
}

const numbersIn = (collection: Collection, transaction: Transaction | null) =>
  search(collection, { filter: {} }, transaction).map((version) => collection.documentOf(version)["n"])

const changeAll = (engine: Engine, collection: Collection, n: number) => {
  const transaction = engine.begin()
  for (const version of search(collection, { filter: {} }, transaction))
    collection.update(transaction, version, { ...collection.documentOf(version), n })
  engine.commit(transaction)
}

test("documents that were dropped from memory are read from the file again", () => {
  const { engine, collection } = crowded()
  const texts = search(collection, { filter: {} }, null).map(
    (version) => collection.documentOf(version)["text"],
  )
  expect(texts).toEqual(Array.from({ length: COUNT }, (_, i) => `${i} ${"x".repeat(500)}`))
  engine.close()
})

/** Bytes of documents in memory right now, decoded ones counted once more. */
const bytesInMemory = ({ records }: Collection) => {
  let bytes = 0
  for (const { head } of records.values())
    bytes += (head?.raw?.length ?? 0) * (head?.document ? 2 : head?.raw ? 1 : 0)
  return bytes
}

test("however much is written, read and changed, memory holds no more than its bound", () => {
  const { engine, collection } = crowded()
  expect(bytesInMemory(collection)).toBe(0)
  for (let id = 0; id < COUNT; id++) {
    search(collection, { filter: { _id: id } }, null).map((version) => collection.documentOf(version))
    expect(bytesInMemory(collection)).toBeLessThanOrEqual(BOUND)
  }
  expect(bytesInMemory(collection)).toBeGreaterThan(0)
  changeAll(engine, collection, 1)
  expect(bytesInMemory(collection)).toBeLessThanOrEqual(BOUND)
  engine.close()
})

test("a document larger than the whole bound is read, and makes room for the next", () => {
  const { engine, collection } = crowded()
  const transaction = engine.begin()
  for (const id of ["a", "b"])
    collection.insert(transaction, { _id: id, n: id, text: "y".repeat(BOUND * 3) }, null)
  engine.commit(transaction)
  for (const id of ["a", "b", "a"]) {
    const [found] = search(collection, { filter: { _id: id } }, null)
    expect(found && collection.documentOf(found)["n"]).toBe(id)
    expect(bytesInMemory(collection)).toBeLessThan(BOUND * 3 * 2 + BOUND)
  }
  engine.close()
})

test("a snapshot and an unfinished result keep the old documents, in memory or not", () => {
  const { engine, collection } = crowded()
  const reader = engine.begin()
  const unfinished = search(collection, { filter: {} }, null)
  changeAll(engine, collection, 1)
  changeAll(engine, collection, 2)
  expect(new Set(numbersIn(collection, reader))).toEqual(new Set([0]))
  expect(new Set(unfinished.map((version) => collection.documentOf(version)["n"]))).toEqual(new Set([0]))
  expect(new Set(numbersIn(collection, null))).toEqual(new Set([2]))
  const eraser = engine.begin()
  for (const version of search(collection, { filter: {} }, eraser)) collection.delete(eraser, version)
  engine.commit(eraser)
  expect(numbersIn(collection, reader)).toHaveLength(COUNT)
  expect(numbersIn(collection, null)).toEqual([])
  engine.abort(reader)
  expect(collection.records.size).toBe(0)
  engine.close()
})

test("what a transaction gives up is what the file still holds", () => {
  const { engine, collection } = crowded()
  const transaction = engine.begin()
  for (const version of search(collection, { filter: {} }, transaction))
    collection.update(transaction, version, { ...collection.documentOf(version), n: 9 })
  expect(new Set(numbersIn(collection, transaction))).toEqual(new Set([9]))
  engine.abort(transaction)
  expect(new Set(numbersIn(collection, null))).toEqual(new Set([0]))
  engine.close()
})

test("reading a whole collection through leaves in memory what was there", () => {
  const { engine, collection } = crowded()
  const inMemory = () =>
    [...collection.records.values()].filter(({ head }) => head?.raw).map(({ idKey }) => idKey)
  for (let id = 0; id < COUNT; id++)
    for (const version of search(collection, { filter: { _id: id } }, null)) collection.documentOf(version)
  const before = inMemory()
  expect(before.length).toBeGreaterThan(5)
  expect(search(collection, { filter: { n: { $gte: 0 } } }, null)).toHaveLength(COUNT)
  expect(inMemory()).toEqual(expect.arrayContaining(before))
  engine.close()
})

test("of a document that is not in memory only the fields asked for are read", () => {
  const { engine, collection } = crowded()
  for (let id = 0; id < COUNT; id++)
    for (const version of search(collection, { filter: { _id: id } }, null)) collection.documentOf(version)
  const [first] = search(collection, { filter: { _id: 0 } }, null)
  expect(first && collection.glanceAt(first, lookedAt({ n: 0 }))).toEqual({ n: 0 })
  expect(first && collection.glanceAt(first, lookedAt({ $comment: "" }, "$$ROOT"))).toMatchObject({
    _id: 0,
    n: 0,
  })
  engine.close()
})
