import { afterEach, beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { RegistrationModel } from "#models/registration/registration.schema.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { openTestStore } from "#test/setup/store.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import type { BulkAction } from "#workflows/registration/bulk-actions.ts"
import { REGISTRATION_STATES } from "#workflows/registration/machine.ts"
import { moveInBulk } from "#workflows/registration/move-in-bulk.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"

let store: Store
let office: Awaited<ReturnType<typeof openSmallOffice>>
let drafts: Registration[]

beforeEach(async () => {
  store = await openTestStore()
  office = await openSmallOffice(store)
  drafts = await findAllRegistrations("2023-1", ["drafting"])
})
afterEach(() => store.close())

const ticked = (registrations: Registration[]) => ({
  kind: "ROWS" as const,
  rows: registrations.map(({ id, revision }) => ({ registrationId: id, revision })),
})

const inBulk = (
  action: BulkAction,
  actor: Actor,
  target: { kind: "FILTER"; query: RegistrationQuery } | ReturnType<typeof ticked>,
  reason = "",
) => moveInBulk(office.d, { action, target, reason, actor })

/** Brings registrations as far as the unit's own sign-off. */
const register = async (registrations: Registration[]) => {
  for (const { id, agencyId, suggestion } of registrations) {
    await moveRegistration(office.d, {
      registrationId: id,
      event: {
        type: "proposal.submitted",
        proposal: {
          ...proposalFromSuggestion(suggestion),
          citation: suggestion.level === "PARTIAL" ? "Luật, Điều 1" : "",
        },
      },
      actor: office.staff.specialistOf(agencyId),
    })
    await moveRegistration(office.d, {
      registrationId: id,
      event: { type: "proposal.signedOff" },
      actor: office.staff.headOf(agencyId),
    })
  }
}

const statesNow = async () =>
  Object.fromEntries(
    (await findAllRegistrations("2023-1", REGISTRATION_STATES)).map(({ id, workflow }) => [
      id,
      workflow.value,
    ]),
  )

test("each ticked row is done or refused on its own, with the reason", async () => {
  const [first, second] = drafts as [Registration, Registration]
  await register([first])
  const registered = await findAllRegistrations("2023-1", ["registered"])
  const outcome = await inBulk("appraisal.started", office.staff.reviewer, ticked([...registered, second]))
  expect(outcome).toMatchObject({ total: 2, done: 1, passedOver: 0 })
  expect(outcome.refused).toEqual([
    {
      registrationId: second.id,
      serviceCode: second.serviceCode,
      procedureName: second.procedureName,
      reason: expect.stringContaining("«Bắt đầu thẩm định» khi đăng ký ở trạng thái «Dự thảo»"),
    },
  ])
  expect(await statesNow()).toMatchObject({ [first.id]: "underAppraisal", [second.id]: "drafting" })
})

test("a row that changed after the page was shown is refused and left as it is", async () => {
  const [first] = drafts as [Registration]
  await register([first])
  const outcome = await inBulk("appraisal.started", office.staff.reviewer, ticked([first]))
  expect(outcome.done).toBe(0)
  expect(outcome.refused[0]?.reason).toContain("vừa được người khác thay đổi")
  expect((await statesNow())[first.id]).toBe("registered")
})

test("everything in a filter means the rows in a fitting state; the others are passed over and counted", async () => {
  await register(drafts.slice(0, 2))
  const outcome = await inBulk("appraisal.started", office.staff.reviewer, {
    kind: "FILTER",
    query: { state: "all", page: 1 },
  })
  expect(outcome).toMatchObject({ total: 2, done: 2, passedOver: drafts.length - 2, refused: [] })
})

test("only what the rules are sure of is taken over without being read", async () => {
  const [one] = drafts as [Registration]
  const own = drafts.filter(({ agencyId }) => agencyId === one.agencyId)
  await RegistrationModel.updateMany({}, { $set: { "suggestion.sure": false } })
  const specialist = office.staff.specialistOf(one.agencyId)
  const unsure = await inBulk("suggestion.accepted", specialist, ticked(own))
  expect(unsure.done).toBe(0)
  expect(unsure.refused.map(({ reason }) => reason)).toEqual(
    own.map(() => expect.stringContaining("cần xem xét")),
  )
  await RegistrationModel.updateOne({ _id: one.id }, { $set: { "suggestion.sure": true } })
  const sure = await inBulk("suggestion.accepted", specialist, ticked([one]))
  const isComplete = one.suggestion.level !== "PARTIAL" || one.suggestion.citation !== ""
  expect(sure.done).toBe(isComplete ? 1 : 0)
  expect((await statesNow())[one.id]).toBe(isComplete ? "awaitingUnitHead" : "drafting")
})

test("returning many asks for a reason", async () => {
  await expect(
    inBulk("proposal.returned", office.staff.reviewer, ticked(drafts), "  "),
  ).rejects.toMatchObject({ code: "INVALID_INPUT", issues: [{ field: "reason" }] })
})

test("nothing ticked is said, not silently done", async () => {
  await expect(inBulk("approval.granted", office.staff.chief, ticked([]))).rejects.toThrow(
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
        ...proposalFromSuggestion(first.suggestion),
        citation: first.suggestion.level === "PARTIAL" ? "Luật, Điều 1" : "",
      },
    },
    actor: office.staff.specialistOf(first.agencyId),
  })
  const outcome = await inBulk("proposal.signedOff", office.staff.headOf("so-y-te"), {
    kind: "ROWS",
    rows: [{ registrationId: first.id, revision: 1 }],
  })
  expect(outcome.refused[0]?.reason).toContain("Bạn không có quyền «Ký duyệt đăng ký của đơn vị»")
  expect((await statesNow())[first.id]).toBe("awaitingUnitHead")
})

test.each([true, false])(
  "made-up row ids tell nothing of another agency's registrations (sure: %s), and the try is logged",
  async (sure) => {
    const [first] = drafts as [Registration]
    await RegistrationModel.updateMany({}, { $set: { "suggestion.sure": sure } })
    const stranger = office.staff.specialistOf("so-y-te")
    const outcome = await inBulk("suggestion.accepted", stranger, ticked([first]))
    expect(outcome.refused).toEqual([
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
  await expect(inBulk("appraisal.started", office.staff.reviewer, { kind: "ROWS", rows })).rejects.toThrow(
    "tối đa 5.000 mục",
  )
})
