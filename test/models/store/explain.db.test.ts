import mongoose from "mongoose"
import { afterAll, beforeAll, expect, test } from "vitest"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"

type Plan = { stage?: string; inputStage?: Plan; indexName?: string; [field: string]: unknown }

let store: Store
let Service: mongoose.Model<{ code: string; n: number }>
beforeAll(async () => {
  store = await openTestStore()
  const schema = new mongoose.Schema<{ code: string; n: number }>({
    code: { type: String, index: true },
    n: Number,
  })
  Service = store.connection.model("ExplainedService", schema) as unknown as typeof Service
  await Service.createIndexes()
  await Service.create(Array.from({ length: 20 }, (_, n) => ({ code: `c${n}`, n })))
})
afterAll(() => store.close())

/** The stages of a plan from the outermost in. */
const stagesIn = (plan: Plan | undefined): string[] =>
  plan ? [String(plan.stage), ...stagesIn(plan.inputStage)] : []

const winning = (answer: unknown): Plan =>
  (answer as { queryPlanner: { winningPlan: Plan } }).queryPlanner.winningPlan
const statistics = (answer: unknown) => (answer as { executionStats: Record<string, unknown> }).executionStats

test("a find says which index served and how much was read", async () => {
  const answer = await Service.find({ code: "c3" }).explain("executionStats")
  expect(stagesIn(winning(answer))).toContain("IXSCAN")
  expect(statistics(answer)).toMatchObject({ nReturned: 1, totalDocsExamined: 1, executionSuccess: true })
  const scan = await Service.find({ n: 3 }).explain("executionStats")
  expect(stagesIn(winning(scan))).toContain("COLLSCAN")
  expect(statistics(scan)).toMatchObject({ nReturned: 1, totalDocsExamined: 20 })
})

test("the plan alone is told without running", async () => {
  const answer = await Service.find({ code: "c3" }).explain("queryPlanner")
  expect(answer).toHaveProperty("queryPlanner")
  expect(answer).not.toHaveProperty("executionStats")
})

test("a pipeline is explained", async () => {
  const alone = await Service.aggregate([{ $match: { code: "c3" } }]).explain("executionStats")
  expect(JSON.stringify(alone)).toContain("IXSCAN")
  const grouped = await Service.aggregate([
    { $match: { n: { $gt: 3 } } },
    { $group: { _id: "$code" } },
  ]).explain()
  expect(grouped).toHaveProperty("serverInfo")
})

test("updates, removals, counts, distinct values and find-and-modify are explained and change nothing", async () => {
  const before = await Service.find().sort({ n: 1 }).lean()
  const { name } = Service.collection
  const explainCommand = (explain: object) => store.connection.db?.command({ explain })
  const answers = [
    await Service.updateOne({ code: "c3" }, { $set: { n: 100 } }).explain("executionStats"),
    await Service.updateMany({ code: "c3" }, { $set: { n: 100 } }).explain("executionStats"),
    await Service.deleteOne({ code: "c3" }).explain("executionStats"),
    await explainCommand({ count: name, query: { code: "c3" } }),
    await Service.distinct("n", { code: "c3" }).explain("executionStats"),
    await explainCommand({ findAndModify: name, query: { code: "c3" }, update: { $set: { n: 100 } } }),
    await explainCommand({ findAndModify: name, query: { code: "c3" }, remove: true }),
  ]
  for (const answer of answers) expect(JSON.stringify(answer)).toContain("IXSCAN")
  expect(await Service.find().sort({ n: 1 }).lean()).toEqual(before)
})

test("refused: a verbosity that is none, a command that cannot be explained", async () => {
  const explain = (command: object, verbosity: string) =>
    store.connection.db?.command({ explain: command, verbosity }).then(
      () => null,
      (error) => error.code,
    )
  expect(await explain({ find: "x" }, "everything")).toBe(2)
  expect(await explain({ ping: 1 }, "queryPlanner")).toBe(59)
})

test("the server says its version and how long it runs", async () => {
  const status = await store.connection.db?.admin().serverStatus()
  const build = await store.connection.db?.admin().buildInfo()
  expect(status).toMatchObject({ version: build?.["version"], ok: 1, pid: expect.anything() })
  expect(status?.["uptime"]).toBeGreaterThanOrEqual(0)
})
