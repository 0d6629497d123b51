import type { ClientSession } from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

type Counter = { _id: string; n: number; revision: number }
type Entry = { _id: number; by: string }

const WORKERS = 4
const MOVES = 40
const KEYS = 25

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

/** Numbers that look random and come out the same for a seed, so that a failure can be run again. */
const chances = (seed: number) => {
  let state = seed
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

class GivenUp extends Error {}

test.each([1, 2, 3, 4, 5])(
  "transactions of several people, mixed as chance wills (%i), leave what some order of them would",
  async (seed) => {
    const { db } = store.connection
    if (!db) throw new Error("not connected")
    const of = <Row extends object>(name: string) => db.collection<Row>(`${name}${seed}`)
    const counters = of<Counter>("counters")
    const audit = of<Entry>("audit")
    const keys = of<{ key: number; by: string }>("keys")
    const traces = of<{ _id: string }>("traces")
    await counters.insertMany(["a", "b", "seen", "last"].map((_id) => ({ _id, n: 0, revision: 0 })))
    await keys.createIndex({ key: 1 }, { unique: true })
    await traces.insertOne({ _id: "begin" })
    const done = { moves: 0, seen: 0, compared: 0, keys: new Set<number>(), traces: new Set(["begin"]) }

    /** Reads what stands and writes one more: two that read the same may not both be kept. */
    const count = async (_id: string, session: ClientSession, by = 1) => {
      const found = await counters.findOne({ _id }, { session })
      await counters.updateOne({ _id }, { $set: { n: (found?.n ?? 0) + by } }, { session })
    }
    /** The next number of the log, without gap or double. */
    const note = async (by: string, session: ClientSession) => {
      const last = await counters.findOneAndUpdate(
        { _id: "last" },
        { $inc: { n: 1 } },
        { session, returnDocument: "after" },
      )
      await audit.insertOne({ _id: last?.n ?? -1, by }, { session })
    }
    const work = async (worker: number) => {
      const chance = chances(seed * 1_000 + worker)
      for (let move = 0; move < MOVES; move++) {
        const by = `${worker}-${move}`
        const [kind, key, givesUp] = [chance(4), chance(KEYS), chance(5) === 0]
        try {
          await store.inTransaction(async (session) => {
            if (kind === 0) {
              await count("a", session, -1)
              await count("b", session, 1)
            } else if (kind === 1) await count("seen", session)
            else if (kind === 2) await keys.insertOne({ key, by }, { session })
            else {
              const seen = await counters.findOne({ _id: "seen" }, { session })
              const { modifiedCount } = await counters.updateOne(
                { _id: "seen", revision: seen?.revision ?? -1 },
                { $inc: { revision: 1 } },
                { session },
              )
              expect(modifiedCount).toBe(1)
            }
            await traces.insertOne({ _id: by }, { session })
            await note(by, session)
            if (givesUp) throw new GivenUp()
          })
          if (kind === 0) done.moves += 1
          if (kind === 1) done.seen += 1
          if (kind === 2) {
            expect(done.keys.has(key)).toBe(false)
            done.keys.add(key)
          }
          if (kind === 3) done.compared += 1
          done.traces.add(by)
        } catch (error) {
          const isDouble = error instanceof Error && "code" in error && error.code === 11000
          if (!(error instanceof GivenUp) && !(kind === 2 && isDouble)) throw error
        }
      }
    }
    let isOver = false
    const reader = async () => {
      while (!isOver)
        await store.inTransaction(async (session) => {
          const found = await counters.find({ _id: { $in: ["a", "b", "last"] } }, { session }).toArray()
          const n = Object.fromEntries(found.map((one) => [one._id, one.n]))
          expect((n["a"] ?? 0) + (n["b"] ?? 0)).toBe(0)
          expect(await audit.countDocuments({}, { session })).toBe(n["last"])
        })
    }
    const reading = reader()
    await Promise.all(Array.from({ length: WORKERS }, (_, worker) => work(worker)))
    isOver = true
    await reading

    const n = Object.fromEntries((await counters.find().toArray()).map((one) => [one._id, one]))
    expect(n["b"]?.n).toBe(done.moves)
    expect(n["seen"]).toMatchObject({ n: done.seen, revision: done.compared })
    const log = await audit.find().sort({ _id: 1 }).toArray()
    expect(log.map(({ _id }) => _id)).toEqual(Array.from({ length: done.traces.size - 1 }, (_, at) => at + 1))
    expect(new Set((await traces.find().toArray()).map(({ _id }) => _id))).toEqual(done.traces)
    expect((await keys.find().toArray()).map(({ key }) => key).sort()).toEqual([...done.keys].sort())
  },
  60_000,
)
