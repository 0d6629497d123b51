import { randomUUID } from "node:crypto"
import { beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { cancelBulkJob } from "#workflows/bulk/cancel-bulk-job.server.ts"
import type { BulkDependencies } from "#workflows/bulk/dependencies.ts"
import { runBulkJobs } from "#workflows/bulk/run-bulk-jobs.server.ts"
import { bulkWorkIn, madeUp, ticked } from "./bulk-office.ts"

const office = officeForEach()
const bulk = bulkWorkIn(office)
let drafts: Registration[]

beforeEach(async () => {
  drafts = await findAllRegistrations("2023-1", ["drafting"])
})

test("a worker killed between chunks is followed by another, and no row is done twice", async () => {
  await bulk.register(drafts)
  const registered = await findAllRegistrations("2023-1", ["registered"])
  const rows = [...ticked(registered).rows, ...madeUp(150).rows]
  const { reviewer } = office.staff
  const { id } = await bulk.ask("appraisal.started", reviewer, { kind: "ROWS", rows })
  expect(await runBulkJobs(bulk.worker(reviewer), { chunks: 1 })).toBe(100)
  expect(await bulk.resultOf(id, reviewer)).toMatchObject({ state: "RUNNING", done: registered.length })
  await runBulkJobs(bulk.worker(reviewer))
  const result = await bulk.resultOf(id, reviewer)
  expect(result).toMatchObject({ state: "DONE", done: registered.length, refused: 150 })
  for (const registration of registered)
    expect(
      (await findAuditTrail("registration", registration.id)).filter(
        ({ type }) => type === "appraisal.started",
      ),
    ).toHaveLength(1)
})

test("a chunk that fails leaves no row half done: neither result nor move", async () => {
  await bulk.register(drafts)
  const registered = await findAllRegistrations("2023-1", ["registered"])
  const { reviewer } = office.staff
  const { id } = await bulk.ask("appraisal.started", reviewer, ticked(registered))
  const failing: BulkDependencies = {
    ...bulk.worker(reviewer),
    store: {
      inTransaction: (work) =>
        office.d.store.inTransaction(async (session) => {
          await work(session)
          throw new Error("máy chủ tắt trước khi ghi xong")
        }),
    },
  }
  await expect(runBulkJobs(failing)).rejects.toThrow("máy chủ tắt")
  expect(await bulk.resultOf(id, reviewer)).toMatchObject({ state: "RUNNING", done: 0 })
  expect(Object.values(await bulk.statesNow())).not.toContain("underAppraisal")
  // The dead worker's lease still stands; once it has run out another goes on.
  expect(await runBulkJobs(bulk.worker(reviewer))).toBe(0)
  const later = { now: () => new Date(Date.now() + 60_000) }
  expect(await runBulkJobs({ ...bulk.worker(reviewer), leaseClock: later })).toBe(registered.length)
  expect(await bulk.resultOf(id, reviewer)).toMatchObject({ state: "DONE", done: registered.length })
})

test("a job that fails again and again is given up and says so", async () => {
  await bulk.register(drafts)
  const { reviewer } = office.staff
  const { id } = await bulk.ask("appraisal.started", reviewer, {
    kind: "FILTER",
    query: { page: 1, state: "all" },
  })
  const broken = async () => Promise.reject(new Error("lỗi lạ"))
  for (let n = 1; n <= 5; n += 1) {
    const leaseClock = { now: () => new Date(Date.now() + n * 60_000) }
    await expect(runBulkJobs({ ...bulk.worker(reviewer), leaseClock, actorOf: broken })).rejects.toThrow(
      "lỗi lạ",
    )
  }
  const last = { now: () => new Date(Date.now() + 600_000) }
  await runBulkJobs({ ...bulk.worker(reviewer), leaseClock: last })
  expect(await bulk.resultOf(id, reviewer)).toMatchObject({ state: "FAILED", done: 0 })
})

test("two workers at once do every row once", async () => {
  const { reviewer } = office.staff
  const { id } = await bulk.ask("appraisal.started", reviewer, madeUp(450))
  const handled = await Promise.all([runBulkJobs(bulk.worker(reviewer)), runBulkJobs(bulk.worker(reviewer))])
  expect(handled[0] + handled[1]).toBe(450)
  expect(await bulk.resultOf(id, reviewer)).toMatchObject({ state: "DONE", total: 450, done: 0 })
})

test("a cancelled job keeps what is done and leaves the rest alone", async () => {
  const { reviewer } = office.staff
  const { id } = await bulk.ask("appraisal.started", reviewer, madeUp(250))
  await runBulkJobs(bulk.worker(reviewer), { chunks: 1 })
  await cancelBulkJob(office.d, { jobId: id, actor: reviewer })
  expect(await runBulkJobs(bulk.worker(reviewer))).toBe(0)
  const result = await bulk.resultOf(id, reviewer)
  expect(result).toMatchObject({ state: "CANCELLED" })
  expect(result.waiting.length).toBeGreaterThan(0)
  expect((await findAuditTrail("bulkJob", id)).map(({ type }) => type)).toEqual([
    "bulk.started",
    "bulk.cancelled",
  ])
})

test("another person neither sees nor stops a job; the administrator does", async () => {
  const { reviewer, chief } = office.staff
  const admin: Actor = {
    id: "quantri",
    name: "Quản trị",
    assignments: [{ role: "ADMIN", agencyId: "van-phong-ubnd-tinh" }],
  }
  const { id } = await bulk.ask("appraisal.started", reviewer, madeUp(3))
  await expect(bulk.resultOf(id, chief)).rejects.toMatchObject({ code: "FORBIDDEN" })
  await expect(cancelBulkJob(office.d, { jobId: id, actor: chief })).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
  await cancelBulkJob(office.d, { jobId: id, actor: admin })
  expect(await bulk.resultOf(id, admin)).toMatchObject({ state: "CANCELLED" })
})

test("a form sent twice asks for one job, and nobody else can take its number", async () => {
  const { reviewer, chief } = office.staff
  const jobId = randomUUID()
  const sent = await Promise.all([
    bulk.ask("appraisal.started", reviewer, madeUp(3), "", jobId),
    bulk.ask("appraisal.started", reviewer, madeUp(3), "", jobId),
  ])
  expect(sent.map(({ id }) => id)).toEqual([jobId, jobId])
  await expect(bulk.ask("appraisal.started", chief, madeUp(3), "", jobId)).rejects.toMatchObject({
    code: "FORBIDDEN",
  })
})

test("who lost the right before a job came to the row is refused there", async () => {
  await bulk.register(drafts)
  const registered = await findAllRegistrations("2023-1", ["registered"])
  const { reviewer } = office.staff
  const { id } = await bulk.ask("appraisal.started", reviewer, ticked(registered))
  await runBulkJobs(bulk.worker({ ...reviewer, assignments: [] }))
  expect(await bulk.resultOf(id, reviewer)).toMatchObject({ state: "DONE", done: 0 })
  const gone = await bulk.ask("appraisal.started", reviewer, ticked(registered))
  await runBulkJobs(bulk.worker())
  expect((await bulk.resultOf(gone.id, reviewer)).refusals[0]?.reason).toContain("không còn được sử dụng")
})
