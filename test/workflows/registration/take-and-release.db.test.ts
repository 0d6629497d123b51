import { beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { withNames } from "#models/audit/named-entries.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { moveByAgency, proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { handOver, workDigest } from "#workflows/handover/hand-over.server.ts"
import { findOwnedWork } from "#workflows/handover/owned-work.server.ts"
import { checkReplay } from "#workflows/integrity/check-replay.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { offeredEvents } from "#workflows/registration/offered-events.server.ts"
import type { RegistrationQuery } from "#workflows/registration/registration-query.ts"
import { getRegistrationList } from "#workflows/screens/registration-list.server.ts"

const CODE = "2.000488"
const OFFICE = "van-phong-ubnd-tinh"
const office = officeForEach()
const someone = (id: string, name: string, role: Role): Actor => ({
  id,
  name,
  assignments: [{ role, agencyId: OFFICE }],
})
const son = someone("thamdinh.son", "Lý Hoài Sơn", "REVIEWER")
const now = () => registrationOf(CODE)
const move = async (actor: Actor, event: RegistrationEvent, revision?: number) => {
  const { id } = await now()
  await moveRegistration(office.d, { registrationId: id, event, actor, ...(revision ? { revision } : {}) })
}
const list = (actor: Actor, query: Partial<RegistrationQuery>) =>
  getRegistrationList(office.d, { query: { page: 1, ...query }, actor })

beforeEach(async () => {
  const { d, staff, campaignId } = office
  const people: [Actor, Role][] = [
    [staff.reviewer, "REVIEWER"],
    [son, "REVIEWER"],
    [staff.chief, "CHIEF_OF_OFFICE"],
  ]
  await UserModel.deleteMany({})
  await saveUsers(
    people.map(([{ id, name }, role]) => ({
      id,
      fullName: name,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: [{ role, agencyId: OFFICE, validFrom: "2023-01-01", validTo: null }],
    })),
  )
  await proposeByRules(d, { campaignId, staff })
  const proposed = await findAllRegistrations(campaignId, ["awaitingUnitHead"])
  await moveByAgency(d, proposed, staff.headOf, () => ({ type: "proposal.signedOff" }))
})

test("of two appraisers who take the same item one has it, and the other is told who, even on a stale page", async () => {
  const { reviewer } = office.staff
  const { revision } = await now()
  const results = await Promise.allSettled([
    move(reviewer, { type: "appraisal.started" }, revision),
    move(son, { type: "appraisal.started" }, revision),
  ])
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  const { holder } = (await now()).workflow.context
  const [name, late] = holder?.by === reviewer.id ? [reviewer.name, son] : [son.name, reviewer]
  // What is kept refers to them; who is told reads their name.
  expect(holder?.name).toBe("")
  const refusal = await refusalOf(move(late, { type: "appraisal.started" }, revision))
  expect([refusal.code, refusal.message]).toEqual([
    "RULE_BROKEN",
    expect.stringContaining(`do ${name} giữ từ 08:00 06/03/2023`),
  ])
})

const HOLDERS: RegistrationEvent[] = [
  { type: "appraisal.agreed", note: "" },
  { type: "proposal.returned", reason: "Bổ sung căn cứ" },
  { type: "consultation.requested", question: "Đủ hạ tầng?", dueOn: "2023-04-10" },
  { type: "appraisal.released" },
  { type: "appraisal.assigned", personId: "thamdinh.son", personName: "" },
]
test("what one appraiser has in hand no other concludes, returns, gives back or gives on", async () => {
  const { reviewer, chief } = office.staff
  await move(reviewer, { type: "appraisal.started" })
  for (const event of HOLDERS)
    expect([event.type, (await refusalOf(move(son, event))).message]).toEqual([
      event.type,
      expect.stringContaining(`do ${reviewer.name} giữ`),
    ])
  const rules = { approver: "ANOTHER_PERSON" as const }
  const offered = async (actor: Actor) =>
    offeredEvents(await now(), actor, { campaign: "collecting", day: "2023-03-06", rules })
  expect(await offered(son)).toEqual(["procedure.repealed"])
  expect(await offered(reviewer)).toContain("appraisal.agreed")
  expect(await offered(chief)).toContain("appraisal.assigned")
})

test("given back it waits for whoever takes it next", async () => {
  await move(office.staff.reviewer, { type: "appraisal.started" })
  await move(office.staff.reviewer, { type: "appraisal.released" })
  expect((await now()).workflow).toMatchObject({ value: "registered", context: { holder: null } })
  await move(son, { type: "appraisal.started" })
  await move(son, { type: "appraisal.agreed", note: "" })
  expect((await now()).workflow.value).toBe("appraised")
})

test("the chief of office gives it to an appraiser who is none of its proposers, and the name stands with it", async () => {
  const { reviewer, chief, specialistOf } = office.staff
  const give = (personId: string) => ({ type: "appraisal.assigned" as const, personId, personName: "Ai đó" })
  const proposer = specialistOf((await now()).agencyId)
  await move(reviewer, { type: "appraisal.started" })
  expect((await refusalOf(move(chief, give(proposer.id)))).code).toBe("INVALID_INPUT")
  expect((await refusalOf(move(chief, give(reviewer.id)))).message).toContain("chưa giữ")
  await move(chief, give(son.id))
  const { id, workflow } = await now()
  expect(workflow.context.holder).toMatchObject({ by: son.id, name: "" })
  const last = (await findAuditTrail("registration", id)).at(-1)
  expect(last).toMatchObject({ type: "appraisal.assigned", by: chief.id, payload: { personName: "" } })
  expect((await withNames(last ? [last] : []))[0]?.payload.personName).toBe(son.name)
})

test("the queue counts whose appraisals are whose, and each count is its list", async () => {
  const { reviewer } = office.staff
  await move(reviewer, { type: "appraisal.started" })
  for (const [actor, mine, others] of [
    [reviewer, 1, 0],
    [son, 0, 1],
  ] as const) {
    const { queues } = await list(actor, {})
    expect(queues?.holders).toEqual([
      { key: "mine", count: mine },
      { key: "nobody", count: 2 },
      { key: "others", count: others },
    ])
    for (const { key, count } of queues?.holders ?? [])
      expect([key, (await list(actor, { holder: key })).total]).toEqual([key, count])
    for (const { key, count } of queues?.changes ?? [])
      expect([key, (await list(actor, { change: key })).total]).toEqual([key, count])
    for (const { key, count } of queues?.agencies ?? [])
      expect([key, (await list(actor, { agency: key })).total]).toEqual([key, count])
  }
  const [row] = (await list(son, { holder: "others" })).rows
  expect(row?.holder?.name).toBe(reviewer.name)
  expect((await list(office.staff.specialistOf((await now()).agencyId), {})).queues).toBeNull()
})

test("who leaves hands appraisals over: the successor has them, as chart and log agree", async () => {
  const { reviewer, chief } = office.staff
  await move(reviewer, { type: "appraisal.started" })
  const owned = await findOwnedWork(reviewer.id, "2023-03-06")
  expect(owned.map(({ kind }) => kind)).toEqual(["REGISTRATION"])
  await handOver(office.d, {
    personId: reviewer.id,
    to: { REGISTRATION: son.id },
    digest: workDigest(owned),
    typed: "",
    reason: "Chuyển công tác",
    actor: chief,
  })
  expect(await findOwnedWork(reviewer.id, "2023-03-06")).toEqual([])
  expect((await findOwnedWork(son.id, "2023-03-06")).map(({ id }) => id)).toEqual([(await now()).id])
  await move(son, { type: "appraisal.agreed", note: "" })
  const trail = await findAuditTrail("registration", (await now()).id)
  const { findings } = await checkReplay(new Map([[`registration:${(await now()).id}`, trail]]))
  expect(findings.filter(({ where }) => where.includes(CODE))).toEqual([])
})

test("whoever stands in for the appraiser is not offered the approval that would then be refused", async () => {
  const { reviewer, specialistOf } = office.staff
  await move(reviewer, { type: "appraisal.started" })
  await move(reviewer, { type: "appraisal.agreed", note: "" })
  const place = {
    personId: reviewer.id,
    name: reviewer.name,
    delegationId: "d1",
    ground: "Quyết định 5/QĐ-VP",
    position: "",
    areas: null,
    until: "2023-12-31",
  }
  const deputy: Actor = {
    ...specialistOf("so-khac"),
    assignments: [{ role: "REVIEWER", agencyId: OFFICE, delegated: place }],
  }
  const rules = { approver: "ANOTHER_PERSON" as const }
  const at = { campaign: "collecting" as const, day: "2023-03-06", rules }
  expect(await offeredEvents(await now(), deputy, at)).not.toContain("approval.granted")
  const own: Actor = {
    ...deputy,
    assignments: [...deputy.assignments, { role: "REVIEWER", agencyId: OFFICE }],
  }
  expect(await offeredEvents(await now(), own, at)).toContain("approval.granted")
  await move(own, { type: "approval.granted" })
})
