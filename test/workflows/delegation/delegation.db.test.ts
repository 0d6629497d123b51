import { beforeEach, expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findDelegations, getDelegation } from "#models/delegation/delegation.repository.server.ts"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { actingOn, findUser, saveUsers, staffOn } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { proposeByRules } from "#seeds/scenarios/propose-by-rules.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import type { DelegationDraft } from "#workflows/delegation/delegation-faults.ts"
import { makeDelegation } from "#workflows/delegation/make-delegation.server.ts"
import { stepDelegation } from "#workflows/delegation/step-delegation.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { getRegistrationPage } from "#workflows/screens/registration-page.server.ts"

const CODE = "2.000488"
const OFFICE = "van-phong-ubnd-tinh"
const office = officeForEach()
let unit: string

const PEOPLE = (agencyId: string): [string, string, Role, string][] => [
  ["an", "Nguyễn Văn An", "SPECIALIST", agencyId],
  ["binh", "Trần Thị Bình", "SPECIALIST", agencyId],
  ["hoa", "Lê Thị Hoa", "UNIT_HEAD", agencyId],
  ["la", "Người Lạ", "SPECIALIST", "so-y-te"],
  ["tham.dinh", "Trương Minh Thư", "REVIEWER", OFFICE],
  ["chanh", "Vũ Thành Nhân", "CHIEF_OF_OFFICE", OFFICE],
  ["quan.tri", "Tạ Gia Huy", "ADMIN", OFFICE],
  ["quan.tri.2", "Bùi Thị Sáu", "ADMIN", OFFICE],
  ["lanh.dao", "Phan Trọng Khải", "LEADER", OFFICE],
]

beforeEach(async () => {
  unit = (await registrationOf(CODE)).agencyId
  await UserModel.deleteMany({})
  await saveUsers(
    PEOPLE(unit).map(([id, fullName, role, agencyId]) => ({
      id,
      fullName,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: [{ role, agencyId, validFrom: "2023-01-01", validTo: null }],
    })),
  )
})

const as = async (id: string, day = "2023-03-06"): Promise<Actor> => {
  const user = await findUser(id)
  if (!user) throw new Error(`no ${id}`)
  return actingOn(user, day)
}
const draft = (more: Partial<DelegationDraft> = {}): DelegationDraft => ({
  principalId: "hoa",
  deputyId: "binh",
  grants: [{ role: "UNIT_HEAD", agencyId: unit }],
  areas: null,
  from: "2023-03-06",
  to: "2023-03-10",
  document: "Quyết định số 12/QĐ-STP ngày 03/03/2023",
  reason: "nghỉ phép năm",
  position: "",
  ...more,
})
const made = async (who: string, more: Partial<DelegationDraft> = {}) =>
  getDelegation(await makeDelegation(office.d, { draft: draft(more), actor: await as(who) }))
const refusal = async (who: string, more: Partial<DelegationDraft> = {}) =>
  (await refusalOf(made(who, more))).message
const move = async (actor: Actor, event: RegistrationEvent) =>
  moveRegistration(office.d, { registrationId: (await registrationOf(CODE)).id, event, actor })
const proposeAs = async (id: string) => {
  const actor = await as(id)
  await proposeByRules(office.d, {
    campaignId: office.campaignId,
    staff: {
      ...office.staff,
      specialistOf: (agencyId) => (agencyId === unit ? actor : office.staff.specialistOf(agencyId)),
    },
  })
}

test("a head who is away hands their work over at once; what the deputy does names both and the ground, wherever it is told", async () => {
  const delegation = await made("hoa")
  expect(delegation.workflow.value).toBe("agreed")
  await proposeAs("an")
  await move(await as("binh"), { type: "proposal.signedOff" })

  const { id, workflow } = await registrationOf(CODE)
  expect(workflow.context.signedOff).toMatchObject({ by: "binh", onBehalfOf: "hoa" })
  const entry = (await findAuditTrail("registration", id)).at(-1)
  expect(entry).toMatchObject({
    by: "binh",
    byName: "",
    onBehalfOf: { personId: "hoa", delegationId: delegation.id, ground: draft().document },
  })
  const page = await getRegistrationPage(office.d, {
    registrationId: id,
    query: { page: 1 },
    actor: await as("chanh"),
  })
  expect(page.history[0]?.byName).toBe(
    "Trần Thị Bình, thay Lê Thị Hoa theo Quyết định số 12/QĐ-STP ngày 03/03/2023",
  )
  expect((await verifyStore()).findings).toEqual([])
})

test("what the deputy may do in their own right is their own act", async () => {
  await made("an", { principalId: "an", grants: [{ role: "SPECIALIST", agencyId: unit }] })
  await proposeAs("binh")
  const entry = (await findAuditTrail("registration", (await registrationOf(CODE)).id)).at(-1)
  expect(entry).toMatchObject({ by: "binh" })
  expect(entry?.onBehalfOf).toBeUndefined()
})

test("four eyes count the deputy and the person replaced", async () => {
  await made("hoa")
  await proposeAs("binh")
  // The deputy proposed it themself.
  expect((await refusalOf(move(await as("binh"), { type: "proposal.signedOff" }))).message).toContain(
    "Người đã đề xuất",
  )
})

test("whose principal proposed it does not sign it off in their place", async () => {
  const also = { role: "UNIT_HEAD" as const, agencyId: unit, validFrom: "2023-01-01", validTo: null }
  await UserModel.updateOne({ _id: "an" }, { $push: { assignments: also } })
  await proposeAs("an")
  await made("chanh", { principalId: "an" })
  expect((await refusalOf(move(await as("binh"), { type: "proposal.signedOff" }))).message).toContain(
    "Người được làm thay đã đề xuất",
  )
  const page = await getRegistrationPage(office.d, {
    registrationId: (await registrationOf(CODE)).id,
    query: { page: 1 },
    actor: await as("binh"),
  })
  expect(page.possible).not.toContain("proposal.signedOff")
})

test("a proposal made in somebody's place makes both its proposers, also after the absence", async () => {
  const delegation = await made("hoa", {
    principalId: "an",
    deputyId: "hoa",
    grants: [{ role: "SPECIALIST", agencyId: unit }],
  })
  // The head is the deputy herself: somebody else has to agree.
  expect(delegation.workflow.value).toBe("proposed")
  await stepDelegation(office.d, {
    id: delegation.id,
    revision: 1,
    type: "delegation.agreed",
    reason: "",
    actor: await as("an"),
  })
  await proposeAs("hoa")
  const { workflow } = await registrationOf(CODE)
  expect(workflow.context.proposers).toEqual(["hoa", "an"])
  expect((await refusalOf(move(await as("hoa"), { type: "proposal.signedOff" }))).message).toContain(
    "Người đã đề xuất",
  )
  expect((await verifyStore()).findings).toEqual([])
})

test("it begins and ends by itself on its days", async () => {
  await made("hoa", { from: "2023-03-07", to: "2023-03-08" })
  const roles = async (day: string) => (await as("binh", day)).assignments.map(({ role }) => role)
  expect(await roles("2023-03-06")).toEqual(["SPECIALIST"])
  expect(await roles("2023-03-07")).toEqual(["SPECIALIST", "UNIT_HEAD"])
  expect(await roles("2023-03-08")).toEqual(["SPECIALIST", "UNIT_HEAD"])
  expect(await roles("2023-03-09")).toEqual(["SPECIALIST"])
  expect((await staffOn("2023-03-08")).find(({ id }) => id === "binh")?.assignments).toHaveLength(2)
})

test("ended early it holds no longer; both are told", async () => {
  const { id } = await made("hoa")
  await stepDelegation(office.d, {
    id,
    revision: 1,
    type: "delegation.ended",
    reason: "về sớm hơn",
    actor: await as("hoa"),
  })
  expect((await as("binh")).assignments).toHaveLength(1)
  const { messages } = await findInbox("binh", { number: 1, size: 10 })
  expect(messages.map(({ title }) => title).sort()).toEqual([
    "Giao làm thay khi vắng",
    "Kết thúc sớm việc làm thay",
  ])
  expect(messages[0]?.about).toMatchObject({ kind: "delegation", id })
})

test("an officer's own absence waits for the deputy or the head, who are told; nobody agrees to what they made", async () => {
  const ofOfficer = { principalId: "an", grants: [{ role: "SPECIALIST" as const, agencyId: unit }] }
  const { id, workflow } = await made("an", ofOfficer)
  expect(workflow.value).toBe("proposed")
  expect((await as("binh")).assignments).toHaveLength(1)
  for (const told of ["binh", "hoa", "chanh"])
    expect((await findInbox(told, { number: 1, size: 1 })).total).toBe(1)
  const agree = async (who: string) =>
    stepDelegation(office.d, { id, revision: 1, type: "delegation.agreed", reason: "", actor: await as(who) })
  for (const who of ["an", "la", "quan.tri"]) expect((await refusalOf(agree(who))).code).toBe("FORBIDDEN")
  await agree("binh")
  expect((await as("binh")).assignments.map(({ delegated }) => delegated?.personId)).toEqual([
    undefined,
    "an",
  ])
  // Who comes too late reads whose act it was, and how it stood and stands.
  const late = await refusalOf(agree("hoa"))
  expect(late.code).toBe("CONCURRENT_EDIT")
  const by = (await as("binh")).name
  expect(late.details).toMatchObject({
    by,
    currentRevision: 2,
    changed: [
      { field: "Tình trạng", before: "Chờ đồng ý", now: expect.not.stringMatching("Chờ đồng ý"), by },
    ],
  })
})

test("an administrator's work goes over only with somebody else who answers for the office data", async () => {
  const grants = [{ role: "ADMIN" as const, agencyId: OFFICE }]
  const { id } = await made("quan.tri", { principalId: "quan.tri", deputyId: "tham.dinh", grants })
  const agree = async (who: string) =>
    stepDelegation(office.d, { id, revision: 1, type: "delegation.agreed", reason: "", actor: await as(who) })
  expect((await refusalOf(agree("tham.dinh"))).code).toBe("FORBIDDEN")
  await agree("quan.tri.2")
  expect((await getDelegation(id)).workflow.value).toBe("agreed")
})

test("it is refused with what is wrong and what to do", async () => {
  expect(await refusal("hoa", { deputyId: "hoa" })).toContain("Không tự làm thay chính mình")
  expect(await refusal("hoa", { to: "2023-03-05" })).toContain("Ngày cuối")
  expect(await refusal("hoa", { to: "2024-03-05" })).toContain("dài nhất 184 ngày")
  expect(await refusal("hoa", { deputyId: "la" })).toContain("không làm việc ở cùng đơn vị")
  expect(await refusal("hoa", { grants: [{ role: "REVIEWER", agencyId: OFFICE }] })).toContain(
    "không giữ vai trò",
  )
  expect(
    await refusal("chanh", {
      principalId: "lanh.dao",
      deputyId: "chanh",
      grants: [{ role: "LEADER", agencyId: OFFICE }],
    }),
  ).toContain("Thẩm quyền ký")
  expect(await refusal("la")).toContain("Bạn không có quyền")
  await made("hoa")
  expect(
    await refusal("binh", {
      principalId: "binh",
      deputyId: "an",
      grants: [{ role: "SPECIALIST", agencyId: unit }],
    }),
  ).toContain("đang nhận làm thay Lê Thị Hoa")
  expect(
    await refusal("chanh", {
      principalId: "an",
      deputyId: "hoa",
      grants: [{ role: "SPECIALIST", agencyId: unit }],
    }),
  ).toContain("cũng vắng")
  expect(await findDelegations()).toHaveLength(1)
})

test("two at once make no chain: the second sees the first", async () => {
  const [hoa, binh] = [await as("hoa"), await as("binh")]
  const both = await Promise.allSettled([
    makeDelegation(office.d, { draft: draft(), actor: hoa }),
    makeDelegation(office.d, {
      draft: draft({ principalId: "binh", deputyId: "an", grants: [{ role: "SPECIALIST", agencyId: unit }] }),
      actor: binh,
    }),
  ])
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  expect(await findDelegations()).toHaveLength(1)
})

test("a person switched off is nobody's principal any more", async () => {
  await made("hoa")
  await UserModel.updateOne({ _id: "hoa" }, { $set: { active: false } })
  expect((await as("binh")).assignments).toHaveLength(1)
  expect((await staffOn("2023-03-06")).find(({ id }) => id === "binh")?.assignments).toHaveLength(1)
})
