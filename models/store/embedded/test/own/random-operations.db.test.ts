import fc from "fast-check"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openTestStore, type TestStore } from "../setup/open-test-store.ts"

type Row = { _id: number; code?: string; n: number; tags: string[] }
type Collection = Awaited<ReturnType<typeof fresh>>
type Options = Parameters<Collection["insertOne"]>[1]

let store: TestStore
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

let names = 0
const fresh = async () => {
  const { db } = store.connection
  if (!db) throw new Error("not connected")
  const made = db.collection<Row>(`r${++names}`)
  await made.createIndexes([
    { key: { code: 1 }, unique: true, sparse: true },
    { key: { n: 1, _id: -1 } },
    { key: { tags: 1 } },
  ])
  return made
}

const id = fc.integer({ min: 0, max: 7 })
const tag = fc.constantFrom("x", "y", "z")
const code = fc.constantFrom("a", "b", "c")
const operation = fc.oneof(
  fc.record({
    kind: fc.constant("insert" as const),
    id,
    code: fc.option(code, { nil: undefined }),
    n: fc.nat(3),
    tags: fc.uniqueArray(tag),
  }),
  fc.record({ kind: fc.constant("count" as const), id, by: fc.integer({ min: -2, max: 2 }) }),
  fc.record({ kind: fc.constant("recode" as const), id, code }),
  fc.record({ kind: fc.constant("tag" as const), n: fc.nat(3), tag }),
  fc.record({ kind: fc.constant("untag" as const), tag }),
  fc.record({ kind: fc.constant("delete" as const), n: fc.nat(3) }),
)
type Operation = typeof operation extends fc.Arbitrary<infer Made> ? Made : never

const rowOf = (op: Operation & { kind: "insert" }): Row => ({
  _id: op.id,
  ...(op.code === undefined ? {} : { code: op.code }),
  n: op.n,
  tags: op.tags,
})

/** The operation on a plain map; false where the store must refuse (a key taken). */
const applyToModel = (model: Map<number, Row>, op: Operation): boolean => {
  const isTaken = (wanted: string | undefined, by: number) =>
    wanted !== undefined && [...model.values()].some((row) => row.code === wanted && row._id !== by)
  switch (op.kind) {
    case "insert":
      if (model.has(op.id) || isTaken(op.code, op.id)) return false
      model.set(op.id, rowOf(op))
      return true
    case "count": {
      const row = model.get(op.id)
      if (row) model.set(op.id, { ...row, n: row.n + op.by })
      return true
    }
    case "recode": {
      const row = model.get(op.id)
      if (row && isTaken(op.code, op.id)) return false
      if (row) model.set(op.id, { ...row, code: op.code })
      return true
    }
    case "tag":
      for (const row of model.values())
        if (row.n === op.n && !row.tags.includes(op.tag))
          model.set(row._id, { ...row, tags: [...row.tags, op.tag] })
      return true
    case "untag":
      for (const row of model.values())
        model.set(row._id, { ...row, tags: row.tags.filter((own) => own !== op.tag) })
      return true
    case "delete":
      for (const row of [...model.values()]) if (row.n === op.n) model.delete(row._id)
      return true
  }
}

const applyToStore = async (c: Collection, op: Operation, options: Options = {}): Promise<unknown> => {
  switch (op.kind) {
    case "insert":
      return c.insertOne(rowOf(op), options)
    case "count":
      return c.updateOne({ _id: op.id }, { $inc: { n: op.by } }, options)
    case "recode":
      return c.updateOne({ _id: op.id }, { $set: { code: op.code } }, options)
    case "tag":
      return c.updateMany({ n: op.n }, { $addToSet: { tags: op.tag } }, options)
    case "untag":
      return c.updateMany({ tags: op.tag }, { $pull: { tags: op.tag } }, options)
    case "delete":
      return c.deleteMany({ n: op.n }, options)
  }
}

/** Compares what is there by _id, in the order of an index, by unique key, by element and by range. */
const expectSame = async (c: Collection, model: Map<number, Row>, options: Options = {}) => {
  const rows = [...model.values()].sort((a, b) => a._id - b._id)
  const idsWhere = (passes: (row: Row) => boolean) => rows.filter(passes).map(({ _id }) => _id)
  const found = async (filter: object) =>
    (await c.find(filter, options).toArray()).map(({ _id }) => _id).sort()
  expect(await c.find({}, options).sort({ _id: 1 }).toArray()).toEqual(rows)
  const byN = [...rows].sort((a, b) => a.n - b.n || b._id - a._id)
  expect(await c.find({}, options).sort({ n: 1, _id: -1 }).toArray()).toEqual(byN)
  for (const wanted of ["a", "b", "c"])
    expect(await found({ code: wanted })).toEqual(idsWhere((row) => row.code === wanted))
  expect(await found({ tags: "x" })).toEqual(idsWhere((row) => row.tags.includes("x")))
  expect(await found({ n: { $gte: 1, $lt: 3 } })).toEqual(idsWhere(({ n }) => n >= 1 && n < 3))
}

const isDuplicate = (error: unknown) => (error as { code?: number }).code === 11000

test("random writes leave what the same writes on a plain map leave, by every index", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(operation, { minLength: 5, maxLength: 30 }), async (operations) => {
      const c = await fresh()
      const model = new Map<number, Row>()
      for (const op of operations) {
        const refusal: unknown = await applyToStore(c, op).then(
          () => null,
          (error: unknown) => error,
        )
        if (refusal !== null && !isDuplicate(refusal)) throw refusal
        expect(refusal === null).toBe(applyToModel(model, op))
      }
      await expectSame(c, model)
    }),
    { numRuns: 40 },
  )
}, 120_000)

test("a transaction shows its own writes by every index, and leaves all or nothing", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { maxLength: 10 }),
      fc.array(operation, { minLength: 1, maxLength: 10 }),
      fc.array(operation, { maxLength: 4 }),
      fc.boolean(),
      async (before, inside, after, commits) => {
        const c = await fresh()
        const model = new Map<number, Row>()
        for (const op of before) if (applyToModel(model, op)) await applyToStore(c, op)
        const own = new Map(model)
        const session = await store.connection.startSession()
        session.startTransaction()
        // A refusal would end the transaction: only what is allowed is sent.
        for (const op of inside)
          if (applyToModel(new Map(own), op)) {
            applyToModel(own, op)
            await applyToStore(c, op, { session })
          }
        await expectSame(c, own, { session })
        await expectSame(c, model)
        await (commits ? session.commitTransaction() : session.abortTransaction())
        await session.endSession()
        const kept = commits ? own : model
        await expectSame(c, kept)
        for (const op of after) if (applyToModel(kept, op)) await applyToStore(c, op)
        await expectSame(c, kept)
      },
    ),
    { numRuns: 40 },
  )
}, 120_000)

test("interleaved transactions behave as if one came after the other", async () => {
  const step = fc.record({ writer: fc.nat(2), id: fc.nat(3), commits: fc.boolean() })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25 }), async (steps) => {
      const c = await fresh()
      await c.insertMany([0, 1, 2, 3].map((_id) => ({ _id, n: 0, tags: [] })))
      const writers = await Promise.all(
        [0, 1, 2].map(async () => ({ session: await store.connection.startSession(), pending: 0 })),
      )
      let committed = 0
      for (const { writer, id: target, commits } of steps) {
        const own = writers[writer]
        if (!own) continue
        const { session } = own
        if (!session.inTransaction()) {
          session.startTransaction()
          own.pending = 0
        }
        try {
          const row = await c.findOne({ _id: target }, { session })
          const done = await c.updateOne({ _id: target, n: row?.n ?? -1 }, { $inc: { n: 1 } }, { session })
          expect(done.modifiedCount).toBe(1)
          own.pending += 1
          if (commits) {
            await session.commitTransaction()
            committed += own.pending
          }
        } catch (error) {
          expect((error as { code?: number }).code).toBe(112)
          await session.abortTransaction()
        }
      }
      for (const { session } of writers) {
        if (session.inTransaction()) await session.abortTransaction()
        await session.endSession()
      }
      const rows = await c.find().toArray()
      expect(rows.reduce((sum, { n }) => sum + n, 0)).toBe(committed)
    }),
    { numRuns: 40 },
  )
}, 120_000)
