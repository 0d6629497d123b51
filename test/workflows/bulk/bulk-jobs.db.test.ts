import { beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { findRegistrationStamps } from "#models/registration/registration-list.repository.server.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { runBulkJobs } from "#workflows/bulk/run-bulk-jobs.server.ts"
import { disagreements } from "#workflows/classification/agreement.ts"
import { proposalConfirming } from "#workflows/classification/proposal-from-suggestion.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getBulkJobPage } from "#workflows/screens/bulk-job-page.server.ts"
import { bulkWorkIn, ticked } from "./bulk-office.ts"

const office = officeForEach()
const bulk = bulkWorkIn(office)
let drafts: Registration[]

beforeEach(async () => {
  drafts = await findAllRegistrations("2023-1", ["drafting"])
})

test("each ticked row is done or refused on its own, with the reason", async () => {
  const [first, second] = drafts as [Registration, Registration]
  await bulk.register([first])
  const registered = await findAllRegistrations("2023-1", ["registered"])
  const outcome = await bulk.inBulk(
    "appraisal.started",
    office.staff.reviewer,
    ticked([...registered, second]),
  )
  expect(outcome).toMatchObject({ state: "DONE", total: 2, done: 1, passedOver: 0 })
  expect(outcome.refusals).toEqual([
    {
      registrationId: second.id,
      serviceCode: second.serviceCode,
      procedureName: second.procedureName,
      reason: expect.stringContaining("«Nhận thẩm định» khi đăng ký ở trạng thái «Dự thảo»"),
    },
  ])
  expect(await bulk.statesNow()).toMatchObject({ [first.id]: "underAppraisal", [second.id]: "drafting" })
})

test("the page of a job opens on rows that there are: what still waits, then what is done or was refused", async () => {
  const [first, second] = drafts as [Registration, Registration]
  const shown = async (jobId: string) => {
    const { show, rows } = await getBulkJobPage(office.d, { jobId, page: 1, actor: office.staff.reviewer })
    return [show, rows.length]
  }
  await bulk.register([first])
  const registered = ticked(await findAllRegistrations("2023-1", ["registered"]))
  const { id } = await bulk.ask("appraisal.started", office.staff.reviewer, registered)
  expect(await shown(id)).toEqual(["WAITING", 1])
  await runBulkJobs(bulk.worker(office.staff.reviewer))
  expect(await shown(id)).toEqual(["DONE", 1])
  const refused = await bulk.inBulk("appraisal.started", office.staff.reviewer, ticked([second]))
  expect(await shown(refused.id)).toEqual(["REFUSED", 1])
})

test("a row that changed after the page was shown is refused and left as it is", async () => {
  const [first] = drafts as [Registration]
  await bulk.register([first])
  const outcome = await bulk.inBulk("appraisal.started", office.staff.reviewer, ticked([first]))
  expect(outcome.done).toBe(0)
  expect(outcome.refusals[0]?.reason).toContain("vừa được người khác thay đổi")
  expect((await bulk.statesNow())[first.id]).toBe("registered")
})

test("everything in a filter means the rows in a fitting state; the others are passed over and counted", async () => {
  await bulk.register(drafts.slice(0, 2))
  const outcome = await bulk.inBulk("appraisal.started", office.staff.reviewer, {
    kind: "FILTER",
    query: { state: "all", page: 1 },
  })
  expect(outcome).toMatchObject({ total: 2, done: 2, passedOver: drafts.length - 2, refusals: [] })
})

test("only what the rules are sure of is taken over without being read", async () => {
  const [one] = drafts as [Registration]
  const own = drafts.filter(({ agencyId }) => agencyId === one.agencyId)
  await RegistrationModel.updateMany({}, { $set: { "suggestion.sure": false } })
  const specialist = office.staff.specialistOf(one.agencyId)
  const unsure = await bulk.inBulk("suggestion.accepted", specialist, ticked(own))
  expect(unsure.done).toBe(0)
  expect(unsure.refusals.map(({ reason }) => reason)).toEqual(
    own.map(() => expect.stringContaining("cần xem xét")),
  )
})

const FULL = { "suggestion.level": "FULL", "suggestion.sure": true }
test.each([
  ["nation and last year say the same", { ...FULL, nationalFullProcess: true, previousLevel: "FULL" }, null],
  ["only the nation is known", { ...FULL, nationalFullProcess: true, previousLevel: null }, null],
  ["only last year is known", { ...FULL, nationalFullProcess: null, previousLevel: "FULL" }, null],
  [
    "the nation says otherwise",
    { ...FULL, nationalFullProcess: false, previousLevel: "FULL" },
    "Cổng quốc gia ghi không phải «toàn trình»",
  ],
  [
    "last year says otherwise",
    { ...FULL, nationalFullProcess: true, previousLevel: "PARTIAL" },
    "năm trước công bố «Một phần»",
  ],
  [
    "nobody else has an opinion",
    { ...FULL, nationalFullProcess: null, previousLevel: null },
    "không có mức độ trên Cổng quốc gia hoặc của năm trước",
  ],
])("a suggestion is taken over unread only where the voices agree: %s", async (_, stored, refusal) => {
  const [one] = drafts as [Registration]
  const answers = one.suggestion.answers.map((answer) => ({ ...answer, value: "MET" }))
  await RegistrationModel.updateOne(
    { _id: one.id },
    { $set: { ...stored, "suggestion.answers": answers, "suggestion.partialReason": null } },
  )
  const specialist = office.staff.specialistOf(one.agencyId)
  const outcome = await bulk.inBulk("suggestion.accepted", specialist, ticked([one]))
  expect(outcome.refusals.map(({ reason }) => reason)).toEqual(
    refusal === null ? [] : [expect.stringContaining(refusal)],
  )
  expect((await bulk.statesNow())[one.id]).toBe(refusal === null ? "awaitingUnitHead" : "drafting")
})

test("the filter for agreement finds exactly what would be taken over", async () => {
  const [first, second, third] = drafts as [Registration, Registration, Registration]
  const voices = [
    { id: first.id, set: { ...FULL, nationalFullProcess: true, previousLevel: "FULL" } },
    { id: second.id, set: { ...FULL, nationalFullProcess: true, previousLevel: "PARTIAL" } },
    { id: third.id, set: { "suggestion.level": "PARTIAL", nationalFullProcess: false, previousLevel: null } },
  ]
  for (const sure of [true, false])
    for (const { id, set } of voices) {
      await RegistrationModel.updateOne({ _id: id }, { $set: { ...set, "suggestion.sure": sure } })
      const all = await findAllRegistrations("2023-1", REGISTRATION_STATES)
      const agreeing = all.filter((registration) => disagreements(registration).length === 0)
      const found = await findRegistrationStamps({ campaignId: "2023-1", agreeing: true })
      expect(found.map((stamp) => stamp.id)).toEqual(agreeing.map((registration) => registration.id))
    }
})

test("the filter for overruled suggestions finds those with another level proposed, and none without a proposal", async () => {
  const [first, second, third] = drafts as [Registration, Registration, Registration]
  const stands = (id: string, suggested: string, proposedLevel: string | null) =>
    RegistrationModel.updateOne({ _id: id }, { $set: { "suggestion.level": suggested, proposedLevel } })
  await stands(first.id, "FULL", "PARTIAL")
  await stands(second.id, "PARTIAL", "PARTIAL")
  await stands(third.id, "FULL", null)
  const found = await findRegistrationStamps({ campaignId: "2023-1", overruled: true })
  expect(found.map((stamp) => stamp.id)).toEqual([first.id])
})

test("returning many asks for a reason", async () => {
  await expect(
    bulk.inBulk("proposal.returned", office.staff.reviewer, ticked(drafts), "  "),
  ).rejects.toMatchObject({ code: "INVALID_INPUT", issues: [{ field: "reason" }] })
})

test("nothing ticked is said, not silently done", async () => {
  await expect(bulk.inBulk("approval.granted", office.staff.chief, ticked([]))).rejects.toThrow(
    "Chưa chọn mục nào",
  )
})

test("a head cannot sign off another agency's rows by posting their ids", async () => {
  const [first] = drafts as [Registration]
  await moveRegistration(office.d, {
    registrationId: first.id,
    event: {
      type: "proposal.submitted",
      proposal: {
        ...proposalConfirming(first.suggestion),
        citation: first.suggestion.level === "PARTIAL" ? "Điều 18 Luật Hộ tịch số 60/2014/QH13" : "",
      },
    },
    actor: office.staff.specialistOf(first.agencyId),
  })
  const outcome = await bulk.inBulk("proposal.signedOff", office.staff.headOf("so-y-te"), {
    kind: "ROWS",
    rows: [{ registrationId: first.id, revision: 1 }],
  })
  expect(outcome.refusals[0]?.reason).toContain("Bạn không có quyền «Ký duyệt đăng ký của đơn vị»")
  expect((await bulk.statesNow())[first.id]).toBe("awaitingUnitHead")
})

test.each([true, false])(
  "made-up row ids tell nothing of another agency's registrations (sure: %s), and the try is logged",
  async (sure) => {
    const [first] = drafts as [Registration]
    await RegistrationModel.updateMany({}, { $set: { "suggestion.sure": sure } })
    const stranger = office.staff.specialistOf("so-y-te")
    const outcome = await bulk.inBulk("suggestion.accepted", stranger, ticked([first]))
    expect(outcome.refusals).toEqual([
      {
        registrationId: first.id,
        serviceCode: first.id,
        procedureName: "",
        reason: expect.stringContaining("Bạn không có quyền «Trả lời tiêu chí, đề xuất mức độ»"),
      },
    ])
    expect((await findAuditTrail("registration", first.id)).at(-1)).toMatchObject({
      type: "access.denied",
      by: stranger.id,
      payload: { action: "registration.propose" },
    })
  },
)

test("one form takes five thousand rows and no more", async () => {
  const rows = Array.from({ length: 5001 }, (_, n) => ({ registrationId: `x${n}`, revision: 0 }))
  await expect(
    bulk.inBulk("appraisal.started", office.staff.reviewer, { kind: "ROWS", rows }),
  ).rejects.toThrow("tối đa 5.000 mục")
})
