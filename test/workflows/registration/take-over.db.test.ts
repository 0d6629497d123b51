import { beforeEach, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { saveUsers, staffOn } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { moveAll, moveByAgency, proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { findStuck } from "#workflows/integrity/find-stuck.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getRegistrationPage } from "#workflows/screens/registration-page.server.ts"
import { getWorkList } from "#workflows/screens/work-list.server.ts"

const CODE = "2.000488"
const office = officeForEach()
const unit = async () => (await registrationOf(CODE)).agencyId
const stateOf = async () => (await registrationOf(CODE)).workflow.value

/** Whoever may sign in, and nobody else: the small office's own people with these roles. */
const works = async (...people: [Actor, Role, string][]) => {
  await UserModel.deleteMany({})
  await saveUsers(
    people.map(([{ id, name }, role, agencyId]) => ({
      id,
      fullName: name,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: [{ role, agencyId, validFrom: "2023-01-01", validTo: null }],
    })),
  )
}
const today = () => office.clock.now()
const as = async (id: string): Promise<Actor> => {
  const found = (await staffOn("2023-03-06")).find((one) => one.id === id)
  if (!found) throw new Error(`${id} does not work here`)
  return found
}
const move = async (actor: Actor, event: RegistrationEvent) =>
  moveRegistration(office.d, { registrationId: (await registrationOf(CODE)).id, event, actor })
const takenOver = (outcome: "GO_ON" | "RETURN" = "GO_ON") =>
  ({ type: "duty.takenOver", outcome, reason: "Trưởng phòng mới là người đã đề xuất" }) as const
const offered = async (actor: Actor) =>
  (
    await getRegistrationPage(office.d, {
      registrationId: (await registrationOf(CODE)).id,
      query: { page: 1 },
      actor,
    })
  ).possible
const stuckHere = async () => {
  const { id } = await registrationOf(CODE)
  return (await findStuck(today())).filter((one) => one.id === id)
}

/** The officer proposed, then became the only head of the unit. */
const promote = async (...more: [Actor, Role, string][]) => {
  const { staff } = office
  const officer = staff.specialistOf(await unit())
  await works(
    [officer, "UNIT_HEAD", await unit()],
    [staff.reviewer, "REVIEWER", "van-phong-ubnd-tinh"],
    [staff.chief, "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
    ...more,
  )
  return officer
}

beforeEach(async () => {
  await proposeByRules(office.d, { campaignId: office.campaignId, staff: office.staff })
  expect(await stateOf()).toBe("awaitingUnitHead")
})

test("an officer who became the only head cannot sign off their own proposal; the chief of office sees it and decides in their place", async () => {
  const officer = await promote()
  const head = await as(officer.id)
  expect((await refusalOf(move(head, { type: "proposal.signedOff" }))).message).toContain("Người đã đề xuất")
  expect(await stuckHere()).toMatchObject([
    { kind: "registration", remedy: expect.stringContaining("Giải quyết thay") },
  ])
  const { stuck } = await getWorkList(office.d, office.staff.chief)
  expect(stuck.items.map(({ id }) => id)).toContain((await registrationOf(CODE)).id)
  expect((await getWorkList(office.d, office.staff.reviewer)).stuck.count).toBe(0)

  expect(await offered(office.staff.chief)).toContain("duty.takenOver")
  await move(office.staff.chief, takenOver())
  const { workflow } = await registrationOf(CODE)
  expect(workflow.value).toBe("registered")
  expect(workflow.context.signedOff).toMatchObject({
    by: office.staff.chief.id,
    takenOver: takenOver().reason,
  })
  expect(await stuckHere()).toEqual([])

  await move(office.staff.reviewer, { type: "appraisal.started" })
  await move(office.staff.reviewer, { type: "appraisal.agreed", note: "" })
  expect((await refusalOf(move(office.staff.chief, { type: "approval.granted" }))).message).toContain(
    "ký duyệt thay",
  )
  expect((await refusalOf(move(office.staff.reviewer, { type: "approval.granted" }))).message).toContain(
    "Quy tắc xử lý",
  )
  await saveReference("officeRules", [
    {
      largeWithdrawal: 0.1,
      approver: "MAY_BE_THE_SAME",
      reason: "Văn phòng chỉ có một người thẩm định",
      validFrom: "2023-01-01",
      validTo: null,
    },
  ])
  await move(office.staff.reviewer, { type: "approval.granted" })
  expect(await stateOf()).toBe("approved")
  expect((await verifyStore()).findings).toEqual([])
})

test("in another's place only where there is no other: a second head who did not propose it is asked first", async () => {
  await promote([office.staff.headOf(await unit()), "UNIT_HEAD", await unit()])
  expect(await offered(office.staff.chief)).not.toContain("duty.takenOver")
  const refusal = await refusalOf(move(office.staff.chief, takenOver()))
  expect(refusal.message).toContain(office.staff.headOf(await unit()).name)
  expect(await stateOf()).toBe("awaitingUnitHead")
  expect(await stuckHere()).toEqual([])
})

test("the proposer never decides in another's place, not even as chief of office", async () => {
  const officer = await promote()
  const chief = {
    ...officer,
    assignments: [{ role: "CHIEF_OF_OFFICE" as const, agencyId: "van-phong-ubnd-tinh" }],
  }
  expect((await refusalOf(move(chief, takenOver()))).message).toContain("Người đã đề xuất")
})

test("the only reviewer had proposed it: the chief of office appraises in their place, or sends it back", async () => {
  const { staff } = office
  const officer = staff.specialistOf(await unit())
  const signedOff = await moveByAgency(office.d, [await registrationOf(CODE)], staff.headOf, () => ({
    type: "proposal.signedOff",
  }))
  expect(signedOff).toEqual([])
  const registrationId = (await registrationOf(CODE)).id
  await moveAll(office.d, [{ registrationId, event: { type: "appraisal.started" } }], staff.reviewer)
  await works(
    [officer, "REVIEWER", "van-phong-ubnd-tinh"],
    [staff.chief, "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
  )
  expect(await stuckHere()).toHaveLength(1)
  await move(staff.chief, takenOver("RETURN"))
  expect(await stateOf()).toBe("returned")
  expect((await registrationOf(CODE)).workflow.context.returns.at(-1)).toMatchObject({
    reason: takenOver().reason,
    stage: "APPRAISAL",
  })
  expect(await stuckHere()).toMatchObject([{ remedy: expect.stringContaining("phân công chuyên viên") }])
})

test("a reason is not optional", async () => {
  await promote()
  await expect(move(office.staff.chief, { ...takenOver(), reason: "" })).rejects.toThrow()
  expect(await stateOf()).toBe("awaitingUnitHead")
})

test("a review whose next step nobody may take today is named too, with whose it is", async () => {
  await works([office.staff.specialistOf(await unit()), "SPECIALIST", await unit()])
  const found = (await findStuck(today())).filter(({ kind }) => kind === "campaign")
  expect(found).toMatchObject([
    { id: office.campaignId, remedy: expect.stringContaining("Chánh Văn phòng UBND cấp tỉnh") },
  ])
})

test("an assignment that has ended counts no more, and a store without users has nobody to ask for", async () => {
  await promote([office.staff.headOf(await unit()), "UNIT_HEAD", await unit()])
  expect(await stuckHere()).toEqual([])
  await UserModel.updateOne(
    { _id: office.staff.headOf(await unit()).id },
    { $set: { "assignments.0.validTo": "2023-03-05" } },
  )
  expect(await stuckHere()).toHaveLength(1)
  await UserModel.deleteMany({})
  expect(await findStuck(today())).toEqual([])
})
