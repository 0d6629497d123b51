import { beforeEach, expect, test } from "vitest"
import { findAuditPage, findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findRegistrations } from "#models/registration/registration-list.repository.server.ts"
import type { Actor, Role } from "#models/shared/workflow.ts"
import { actingOn, findUser, saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { findWorkingCopy, putWorkingCopy } from "#models/working-copy/working-copy.repository.server.ts"
import { TypedProposal } from "#models/working-copy/working-copy.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { stepReferenceChange } from "#workflows/administration/step-change.server.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import { recordDeadline } from "#workflows/clocks/record-deadline.server.ts"
import { type HandOver, handOver, workDigest } from "#workflows/handover/hand-over.server.ts"
import { findOwnedWork } from "#workflows/handover/owned-work.server.ts"
import { findStuck } from "#workflows/integrity/find-stuck.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { keepWorkingCopy } from "#workflows/registration/working-copy.server.ts"
import { getHandoverPage } from "#workflows/screens/handover-page.server.ts"
import { administrationOf } from "../administration/an-administration.ts"

const CODE = "2.000488"
const OFFICE = "van-phong-ubnd-tinh"
const TODAY = "2023-03-06"
const office = officeForEach()
let unit: string

beforeEach(async () => {
  unit = (await registrationOf(CODE)).agencyId
  await UserModel.deleteMany({})
  const people: [string, string, Role, string][] = [
    ["an", "Nguyễn Văn An", "SPECIALIST", unit],
    ["binh", "Trần Thị Bình", "SPECIALIST", unit],
    ["hoa", "Lê Thị Hoa", "UNIT_HEAD", unit],
    ["tham.dinh", "Trương Minh Thư", "REVIEWER", OFFICE],
    ["tham.dinh.2", "Lý Hoài Sơn", "REVIEWER", OFFICE],
    ["chanh", "Vũ Thành Nhân", "CHIEF_OF_OFFICE", OFFICE],
    ["quan.tri", "Tạ Gia Huy", "ADMIN", OFFICE],
    ["quan.tri.2", "Bùi Thị Sáu", "ADMIN", OFFICE],
  ]
  await saveUsers(
    people.map(([id, fullName, role, agencyId]) => ({
      id,
      fullName,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: [{ role, agencyId, validFrom: "2023-01-01", validTo: null }],
    })),
  )
})

const as = async (id: string): Promise<Actor> => {
  const user = await findUser(id)
  if (!user) throw new Error(`no ${id}`)
  return actingOn(user, TODAY)
}
const owned = (id: string) => findOwnedWork(id, TODAY)
const kindsOf = async (id: string) => (await owned(id)).map(({ kind }) => kind).sort()
const hand = async (personId: string, to: HandOver["to"], more: Partial<HandOver> = {}) =>
  handOver(office.d, {
    personId,
    to,
    digest: workDigest(await owned(personId)),
    typed: "",
    reason: "chuyển công tác",
    actor: await as("quan.tri"),
    ...more,
  })
const draftOf = async (id: string) => {
  const registration = await registrationOf(CODE)
  await moveRegistration(office.d, {
    registrationId: registration.id,
    event: { type: "draft.saved", proposal: proposalFromSuggestion(registration.suggestion) },
    actor: await as(id),
  })
}
const type = async (id: string) => {
  const { id: registrationId, revision } = await registrationOf(CODE)
  await keepWorkingCopy(office.d, {
    registrationId,
    revision,
    fields: TypedProposal.parse({ note: `của ${id}` }),
    actor: await as(id),
  })
}
const switchedOff = async (id: string) => {
  const admin = administrationOf(office)
  const [person = {}] = (await admin.rows("nguoi-dung")).filter((row) => row.id === id)
  return admin.draft(
    "nguoi-dung",
    "CORRECT",
    { ...person, active: false },
    { of: person, actor: await as("quan.tri") },
  )
}

test("what a leaver has in hand is listed by kind, handed over in one act, and stands in the log", async () => {
  await draftOf("an")
  await type("an")
  expect(await kindsOf("an")).toEqual(["REGISTRATION", "WORKING_COPY"])
  const page = await getHandoverPage(office.d, { userId: "an", actor: await as("quan.tri") })
  expect(
    page.sections.map(({ kind, count, successors }) => [kind, count, successors.map(({ value }) => value)]),
  ).toEqual([
    ["REGISTRATION", 1, ["binh"]],
    ["WORKING_COPY", 1, ["binh"]],
  ])
  expect(await hand("an", { REGISTRATION: "binh", WORKING_COPY: "binh" })).toBe(2)
  expect(await kindsOf("an")).toEqual([])
  expect(await kindsOf("binh")).toEqual(["REGISTRATION", "WORKING_COPY"])
  const { id } = await registrationOf(CODE)
  expect((await findWorkingCopy({ registrationId: id, userId: "binh" }))?.fields.note).toBe("của an")
  const trail = await findAuditTrail("registration", id)
  expect(
    trail
      .slice(-2)
      .map(({ type: what }) => what)
      .sort(),
  ).toEqual(["copy.handedOver", "work.handedOver"])
  expect(trail.at(-1)?.payload).toMatchObject({ from: "an", to: "binh", reason: "chuyển công tác" })
  expect((await findAuditTrail("user", "an")).at(-1)?.payload).toMatchObject({ items: 2 })
  expect((await verifyStore()).findings).toEqual([])
})

test("a successor without the right, or who proposed what they would appraise, gets nothing, and nothing moves", async () => {
  await draftOf("an")
  const refused = await refusalOf(hand("an", { REGISTRATION: "hoa" }))
  expect(refused.message).toContain("1 mục không giao được")
  expect(JSON.stringify(refused.details)).toContain(
    "Lê Thị Hoa không có quyền «Trả lời tiêu chí, đề xuất mức độ» ở đơn vị này",
  )
  expect(await kindsOf("an")).toEqual(["REGISTRATION"])
  expect((await refusalOf(hand("an", { REGISTRATION: "an" }))).message).toContain("chính người đó")
  expect((await refusalOf(hand("an", { REGISTRATION: "ma" }))).message).toContain("không đang sử dụng")
  expect((await refusalOf(hand("an", {}))).message).toContain("Chưa chọn người nhận")
  expect((await refusalOf(hand("an", { REGISTRATION: "binh" }, { actor: await as("binh") }))).code).toBe(
    "FORBIDDEN",
  )
})

test("what is typed by both lies side by side with the successor; nothing of theirs is lost", async () => {
  await type("an")
  await type("binh")
  await hand("an", { WORKING_COPY: "binh" })
  const { id } = await registrationOf(CODE)
  const copy = await findWorkingCopy({ registrationId: id, userId: "binh" })
  expect(copy?.fields.note).toBe("của binh")
  expect(copy?.older?.fields.note).toBe("của an")
  // A second text has no place: it stays, and is said to.
  await putWorkingCopy({ ...(copy as never as object), userId: "an", version: "x" } as never, null)
  expect(await hand("an", { WORKING_COPY: "binh" })).toBe(0)
  expect(await kindsOf("an")).toEqual(["WORKING_COPY"])
})

test("handed over is what was shown: when the work has changed it is shown anew", async () => {
  await draftOf("an")
  const digest = workDigest(await owned("an"))
  await type("an")
  const refused = await refusalOf(hand("an", { REGISTRATION: "binh" }, { digest }))
  expect(refused.code).toBe("CONCURRENT_EDIT")
})

test("a deadline and a draft of office data go to whoever may go on with them", async () => {
  await recordDeadline(office.d, {
    kind: "INTERRUPTION_NOTICE",
    name: "Tạm ngừng cổng tỉnh",
    day: "2026-09-01",
    actor: await as("tham.dinh"),
  })
  expect(await kindsOf("tham.dinh")).toEqual(["DEADLINE"])
  await hand("tham.dinh", { DEADLINE: "tham.dinh.2" })
  expect(await kindsOf("tham.dinh.2")).toEqual(["DEADLINE"])
  expect(await kindsOf("tham.dinh")).toEqual([])

  await switchedOff("binh")
  expect(await kindsOf("quan.tri")).toEqual(["REFERENCE_CHANGE"])
  expect((await refusalOf(hand("quan.tri", { REFERENCE_CHANGE: "chanh" }))).details).toMatchObject({
    issues: [{ field: "to.REFERENCE_CHANGE", message: expect.stringContaining("không có quyền") }],
  })
  await hand("quan.tri", { REFERENCE_CHANGE: "quan.tri.2" }, { actor: await as("chanh") })
  expect(await kindsOf("quan.tri.2")).toEqual(["REFERENCE_CHANGE"])
})

test("nobody is switched off while they have something in hand; handed over, they may be", async () => {
  await draftOf("an")
  const changeId = await switchedOff("an")
  const submit = async () =>
    stepReferenceChange(office.d, {
      changeId,
      revision: 1,
      type: "change.submitted",
      actor: await as("quan.tri"),
    })
  expect((await refusalOf(submit())).message).toContain("Nguyễn Văn An còn giữ 1 mục")
  await hand("an", { REGISTRATION: "binh" })
  await submit()
  await draftOf("an")
  const confirm = async () =>
    stepReferenceChange(office.d, {
      changeId,
      revision: 2,
      type: "change.confirmed",
      actor: await as("quan.tri.2"),
    })
  expect((await refusalOf(confirm())).message).toContain("còn giữ 1 mục")
  await hand("an", { REGISTRATION: "binh" })
  await confirm()
  expect((await findUser("an"))?.active).toBe(false)
})

test("what is left with somebody who is gone is found on that day, with what to do", async () => {
  await type("an")
  const found = async () => (await findStuck(office.clock.now())).filter(({ kind }) => kind === "inHand")
  expect(await found()).toEqual([])
  await UserModel.updateOne({ _id: "an" }, { $set: { active: false } })
  expect(await found()).toMatchObject([{ id: "an", remedy: expect.stringContaining("Bàn giao việc") }])
  await hand("an", { WORKING_COPY: "binh" })
  expect(await found()).toEqual([])
})

test("killed between two pieces, the rest is still the leaver's and the same act does it", async () => {
  const { rows } = await findRegistrations({ campaignId: "2023-1" }, { number: 1, size: 10 })
  expect(rows.length).toBeGreaterThan(1)
  await type("an")
  await draftOf("an")
  let transactions = 0
  const dying = {
    ...office.d,
    store: {
      inTransaction: (async (work: never) => {
        transactions += 1
        if (transactions > 1) throw new Error("killed")
        return office.d.store.inTransaction(work)
      }) as typeof office.d.store.inTransaction,
    },
  }
  await expect(
    handOver(dying, {
      personId: "an",
      to: { REGISTRATION: "binh", WORKING_COPY: "binh" },
      digest: workDigest(await owned("an")),
      typed: "",
      reason: "chuyển công tác",
      actor: await as("quan.tri"),
    }),
  ).rejects.toThrow("killed")
  expect(await kindsOf("an")).toEqual([])
  expect((await verifyStore()).findings).toEqual([])
  expect((await findAuditPage({ type: "work.handedOver" }, 1, 5)).total).toBe(1)
})
