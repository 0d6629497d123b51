import { randomUUID } from "node:crypto"
import { beforeEach, expect, test } from "vitest"
import { getBulkJob } from "#models/bulk-job/bulk-job.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { bulkPreview } from "#workflows/bulk/bulk-preview.server.ts"
import { confirmBulkJob } from "#workflows/bulk/confirm-bulk-job.server.ts"
import { proposeBulkJob } from "#workflows/bulk/propose-bulk-job.server.ts"
import { runBulkJobs } from "#workflows/bulk/run-bulk-jobs.server.ts"
import { undoBulkJob } from "#workflows/bulk/undo-bulk-job.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { bulkWorkIn, ticked } from "./bulk-office.ts"

const office = officeForEach()
const bulk = bulkWorkIn(office)
let registered: Registration[]
beforeEach(async () => {
  await bulk.register(await findAllRegistrations("2023-1", ["drafting"]))
  registered = await findAllRegistrations("2023-1", ["registered"])
  await bulk.inBulk("appraisal.started", office.staff.reviewer, ticked(registered))
  const [doubted, other] = registered as [Registration, Registration]
  await RegistrationModel.updateMany({}, { $set: { "suggestion.sure": true, previousLevel: null } })
  await RegistrationModel.updateOne({ _id: doubted.id }, { $set: { "suggestion.sure": false } })
  await RegistrationModel.updateOne({ _id: other.id }, { $set: { previousLevel: "NOT_PROVIDED" } })
})

const agreeing = async () => {
  const rows = await findAllRegistrations("2023-1", ["underAppraisal"])
  const { id } = await proposeBulkJob(office.d, {
    jobId: randomUUID(),
    action: "appraisal.agreed",
    target: ticked(rows),
    reason: "",
    listAddress: "/tham-dinh",
    actor: office.staff.reviewer,
  })
  return id
}

test("a bulk act says beforehand how many are doubtful and differ from last year, and does nothing until confirmed", async () => {
  const id = await agreeing()
  const preview = await bulkPreview(await getBulkJob(id))
  expect(preview.summary).toContain(`${registered.length} đăng ký: 1 cần xem xét, 1 khác mức độ năm trước`)
  expect(preview.doubtful.map(({ registrationId }) => registrationId)).toEqual([registered[0]?.id])
  expect(await runBulkJobs(bulk.worker(office.staff.reviewer))).toBe(0)
  const states = Object.values(await bulk.statesNow())
  expect(states.every((state) => state === "underAppraisal")).toBe(true)
})

test("a doubtful one is taken only where it was ticked by itself", async () => {
  const { reviewer, chief } = office.staff
  const id = await agreeing()
  expect(
    (await refusalOf(confirmBulkJob(office.d, { jobId: id, takes: [], typed: "", actor: chief }))).code,
  ).toBe("FORBIDDEN")
  await confirmBulkJob(office.d, { jobId: id, takes: [], typed: "", actor: reviewer })
  await runBulkJobs(bulk.worker(reviewer))
  const result = await bulk.resultOf(id, reviewer)
  expect(result).toMatchObject({ state: "DONE", done: registered.length - 1, refused: 1 })
  expect(result.refusals[0]?.reason).toContain("nghi ngờ")
  expect((await bulk.statesNow())[registered[0]?.id ?? ""]).toBe("underAppraisal")
})

test("for ten minutes it is taken back, except where somebody has acted since; afterwards not", async () => {
  const { reviewer, chief } = office.staff
  const id = await agreeing()
  await confirmBulkJob(office.d, { jobId: id, takes: [], typed: "", actor: reviewer })
  await runBulkJobs(bulk.worker(reviewer))
  const [, approved, third] = registered as [Registration, Registration, Registration]
  await moveRegistration(office.d, {
    registrationId: approved.id,
    event: { type: "approval.granted" },
    actor: chief,
  })
  const undo = await undoBulkJob(office.d, { jobId: id, actor: reviewer })
  expect(await undoBulkJob(office.d, { jobId: id, actor: reviewer })).toBe(undo)
  await runBulkJobs(bulk.worker(reviewer))
  expect(await bulk.statesNow()).toMatchObject({ [approved.id]: "approved", [third.id]: "underAppraisal" })
  expect((await bulk.resultOf(undo, reviewer)).refused).toBe(1)

  const again = await agreeing()
  await confirmBulkJob(office.d, { jobId: again, takes: [], typed: "", actor: reviewer })
  await runBulkJobs(bulk.worker(reviewer))
  office.clock.set(new Date(office.clock.now().getTime() + 11 * 60_000))
  expect((await refusalOf(undoBulkJob(office.d, { jobId: again, actor: reviewer }))).message).toContain(
    "mười phút",
  )
})
