import { afterEach, beforeEach, expect, test } from "vitest"
import { findAuditPage, findAuditTrail, readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { OfficialDocumentPartModel } from "#models/official-document/official-document.schema.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findUser, saveUsers } from "#models/user/user.repository.server.ts"
import { runWholeYear } from "#seeds/scenarios/whole-year.server.ts"
import { citizensKeys } from "#test/setup/citizens-keys.ts"
import { type AskedOffice, type OfficeAt, openSmallOffice } from "#test/setup/office.ts"
import { type Stage, takeTo } from "#test/setup/stages.ts"
import { openTestStore } from "#test/setup/store.ts"
import { initialDecision } from "#workflows/campaign/steps/initial-decision.server.ts"
import { resumeRevision } from "#workflows/campaign/steps/resume-revision.server.ts"
import { returnEdition } from "#workflows/campaign/steps/return-edition.server.ts"
import { signDecision } from "#workflows/campaign/steps/sign-decision.server.ts"
import { takeStep } from "#workflows/campaign/take-step.server.ts"
import { checkSigners } from "#workflows/integrity/check-signers.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import {
  askNewNumber,
  confirmNewNumber,
  refuseNewNumber,
} from "#workflows/personal-data/renew-number.server.ts"
import { getOwnFile } from "#workflows/screens/personal-file.server.ts"
import { numberStandingOf } from "#workflows/signer-number/earlier-signatures.server.ts"

const LEADER = "Đinh Thị Bích Vân"
const OWN = "CCCD:067085001234"
const NAMESAKES = "CCCD:001090009678"
const REFUSED =
  /ghi số định danh cá nhân «CCCD:•+678», khác số trong chứng thư bạn đã ký ngày .+ nên chưa ký; văn bản giữ nguyên/u

let store: Store
const open = async <S extends Stage>(asked: AskedOffice<S>, numbers: Record<string, string>) => {
  const keys = await citizensKeys(numbers)
  return { office: await openSmallOffice(store, { ...asked, signing: keys.signing }), numbers: keys.numbers }
}
beforeEach(async () => {
  store = await openTestStore()
})
afterEach(() => store.close())

/** An amendment of one service, taken to its issue on a day of that month. */
const amend = async (
  { d, clock, staff }: OfficeAt<"issued">,
  sequence: number,
  month: string,
  code: string,
) => {
  const day = `2023-${month}-02`
  const services = (await findActiveServices()).filter(({ procedureCode }) => procedureCode === code)
  const calendar = { open: day, propose: day, signOff: day, appraise: day, freeze: day }
  await runWholeYear(d, {
    year: 2023,
    sequence,
    kind: "AMENDMENT",
    amends: "2023-1",
    name: `Điều chỉnh ${sequence - 1}`,
    staff,
    clock,
    calendar: { ...calendar, checkContent: day, checkForm: day, submit: day, sign: day },
    serviceIds: services.map(({ id }) => id),
  })
}

/** Somebody who holds an administrator's work in another's place alone. */
const deputyOf = (personId: string, admin: Actor): Actor => ({
  id: "nguoi.thay",
  name: "Người Thay",
  assignments: admin.assignments.map((one) => ({
    ...one,
    delegated: {
      ...{ personId, name: LEADER, delegationId: "uq-1", ground: "Giấy ủy quyền 01", position: "" },
      ...{ areas: null, until: "2023-12-31" },
    },
  })),
})

const bySubject = async (isTold: (entry: AuditEntry) => boolean) => {
  const found: AuditEntry[] = []
  for await (const entries of readAuditLog()) found.push(...entries.filter(isTold))
  return Map.groupBy(found, ({ subject }) => `${subject.kind}:${subject.id}`)
}

test("a namesake's certificate of the same authority signs nothing until two people say that the number changed", async () => {
  const { office, numbers } = await open({ stage: "issued" }, { [LEADER]: OWN })
  const { d, clock, staff } = office
  numbers[LEADER] = NAMESAKES
  await expect(amend(office, 2, "08", "1.000894")).rejects.toThrow(REFUSED)
  const trail = await findAuditTrail("campaign", "2023-2")
  expect(trail.at(-1)).toMatchObject({ type: "access.denied", payload: { action: "signature.otherNumber" } })
  expect(trail.map(({ type }) => type)).not.toContain("decision.signed")

  const admin = {
    id: "quantri",
    name: "Quản trị",
    assignments: [{ role: "ADMIN" as const, agencyId: "van-phong-ubnd-tinh" }],
  }
  const user = { passwordHash: "-", assignments: [], active: true, trainingPassword: null }
  const held = admin.assignments.map((one) => ({ ...one, validFrom: "2022-01-01", validTo: null }))
  await saveUsers([
    { id: staff.leader.id, fullName: LEADER, ...user },
    { id: "quantri", fullName: "Quản trị", ...user, assignments: held },
    { id: "quantri.2", fullName: "Bùi Thị Sáu", ...user, assignments: held },
  ])
  const { last } = await numberStandingOf(staff.leader.id)
  expect(last).toMatchObject({ numbers: [OWN], subject: { kind: "campaign", id: "2023-1" } })
  const asked = {
    userId: staff.leader.id,
    reason: "Đã đổi sang CCCD gắn chíp, có xác nhận của công an",
    signedAt: last?.at ?? "",
    actor: admin,
  }
  for (const [wrong, why] of [
    [{ actor: staff.chief }, /không có quyền/u],
    [{ reason: "đổi" }, /ít nhất 10 ký tự/u],
    [{ reason: "Số cũ là 067 085 001 234 nay đổi" }, /không ghi số định danh/u],
    [{ reason: `${LEADER} đã đổi số` }, /không ghi họ tên/u],
    [{ signedAt: "2023-01-01T00:00:00.000Z" }, /đã ký thêm/u],
    [{ actor: { ...admin, id: staff.leader.id } }, /Không tự cho mình/u],
    [{ actor: deputyOf(staff.leader.id, admin) }, /cho người mình đang làm thay/u],
    [{ userId: "khong.co" }, /Không có người sử dụng/u],
  ] as const)
    await expect(askNewNumber(d, { ...asked, ...wrong })).rejects.toThrow(why)
  const sign = () => takeStep(d, signDecision, { campaignId: "2023-2", actor: staff.leader })
  const wished = async () => (await findUser(staff.leader.id))?.numberAsked?.at.toISOString() ?? ""
  const second = { ...admin, id: "quantri.2", name: "Bùi Thị Sáu" }
  const decide = async (actor: Actor, askedAt?: string) => ({
    ...{ userId: staff.leader.id, actor, askedAt: askedAt ?? (await wished()) },
    reason: "Chưa thấy xác nhận của công an",
  })

  await askNewNumber(d, asked)
  await expect(askNewNumber(d, { ...asked, actor: second })).rejects.toThrow(/đang chờ người thứ hai/u)
  await expect(sign()).rejects.toThrow(REFUSED)
  for (const [who, why] of [
    [admin, /Bạn là người đề nghị/u],
    [deputyOf(admin.id, admin), /đề nghị được lập thay bạn/u],
    [{ ...admin, id: staff.leader.id }, /Không tự cho mình/u],
    [deputyOf(staff.leader.id, admin), /cho người mình đang làm thay/u],
    [staff.reviewer, /không có quyền/u],
  ] as const)
    await expect(confirmNewNumber(d, await decide(who))).rejects.toThrow(why)
  await expect(confirmNewNumber(d, await decide(second, "2023-01-01T00:00:00.000Z"))).rejects.toThrow(
    /đã khác lúc bạn mở trang/u,
  )
  await expect(refuseNewNumber(d, await decide({ ...admin, id: staff.leader.id }))).rejects.toThrow(
    /Không tự cho mình/u,
  )
  await expect(refuseNewNumber(d, { ...(await decide(second)), reason: "" })).rejects.toThrow(/ít nhất 5/u)
  await refuseNewNumber(d, await decide(second))
  expect((await findInbox("quantri", { number: 1, size: 5 })).messages[0]?.text).toBe(
    "Bùi Thị Sáu: Chưa thấy xác nhận của công an",
  )
  await expect(confirmNewNumber(d, await decide(second))).rejects.toThrow(/Không có đề nghị/u)
  await expect(sign()).rejects.toThrow(REFUSED)

  await askNewNumber(d, asked)
  await confirmNewNumber(d, await decide(second))
  const because = "Bùi Thị Sáu xác nhận cho dùng số mới: Đã đổi sang CCCD gắn chíp, có xác nhận của công an."
  expect((await findInbox(staff.leader.id, { number: 1, size: 5 })).messages).toMatchObject([
    {
      kind: "ACCOUNT",
      title: "Chữ ký kế tiếp của bạn được dùng số định danh mới",
      text: `${because} Nếu số của bạn không đổi, báo ngay quản trị.`,
    },
  ])
  const waits = {
    kind: "PERSONAL_DATA",
    title: `Chờ xác nhận số định danh mới của ${LEADER}`,
    text: `Quản trị đề nghị: ${asked.reason}`,
    about: { kind: "personalData", id: staff.leader.id },
  }
  expect((await findInbox("quantri.2", { number: 1, size: 5 })).messages).toMatchObject([waits, waits])
  expect((await findAuditTrail("user", staff.leader.id)).map(({ type, by }) => [type, by])).toEqual(
    expect.arrayContaining([
      ["signerNumber.asked", "quantri"],
      ["signerNumber.refused", "quantri.2"],
      ["signerNumber.renewed", "quantri.2"],
    ]),
  )
  await expect(askNewNumber(d, asked)).rejects.toThrow(/Chưa có chữ ký nào mang số định danh/u)

  await takeStep(d, signDecision, { campaignId: "2023-2", actor: staff.leader })
  await takeTo({ d, clock, staff, campaignId: "2023-2" }, "issued")
  expect((await numberStandingOf(staff.leader.id)).last?.numbers).toEqual([NAMESAKES])
  expect((await verifyStore()).findings).toEqual([])

  const unsaid = await bySubject(({ type }) => type !== "signerNumber.renewed")
  expect((await checkSigners(unsaid)).findings).toEqual([
    {
      check: "Chữ ký số",
      where: "2023-2",
      message: expect.stringMatching(
        /^Chữ ký của «phochutich» ngày 02\/08\/2023 .+ khác chữ ký ngày 12\/05\/2023/u,
      ),
    },
  ])
  expect((await checkSigners(await bySubject(() => true))).findings).toEqual([])

  // What was theirs before is another's now.
  numbers[LEADER] = OWN
  await expect(amend(office, 3, "09", "1.001612")).rejects.toThrow(/«CCCD:•+234», khác số/u)
}, 240_000)

test("initials are compared too; the same number written another way, or a certificate that says none, goes on", async () => {
  const first: Record<string, string> = {}
  const { office, numbers } = await open({ stage: "formChecked", initials: true }, first)
  const { d, staff } = office
  const again = async () => {
    await takeTo(office, "submittedForSignature")
    await takeStep(d, initialDecision, office.by("chief"))
  }
  const sentBack = async () => {
    await takeStep(d, returnEdition, { ...office.by("leader"), reason: "Xem lại tên đơn vị" })
    await takeStep(d, resumeRevision, office.by("reviewer"))
    await takeTo(office, "consolidated")
  }
  const { name } = staff.chief
  await again()
  for (const number of [OWN, `IDCVN-${OWN.slice(5)}`]) {
    await sentBack()
    numbers[name] = number
    await again()
  }
  await sentBack()
  numbers[name] = NAMESAKES
  await expect(again()).rejects.toThrow(REFUSED)
  delete numbers[name]
  await again()
  expect((await numberStandingOf(staff.chief.id)).last?.numbers).toEqual([`IDCVN-${OWN.slice(5)}`])
  // What says none passes; their file and the log say that it did.
  expect((await numberStandingOf(staff.chief.id)).unsaidAt).not.toBeNull()
  expect((await findAuditTrail("user", staff.chief.id)).map(({ type, payload }) => [type, payload])).toEqual([
    ["signerNumber.unsaid", { kind: "campaign", id: "2023-1" }],
  ])
  const denied = await findAuditPage({ type: "access.denied", by: staff.chief.id }, 1, 5)
  expect(denied.entries.map(({ payload }) => payload)).toEqual([{ action: "signature.otherNumber" }])
}, 240_000)

test("a signed file that was read once is not read again", async () => {
  const { office } = await open({ stage: "issued" }, { [LEADER]: OWN })
  const signer = office.staff.leader.id
  const seen = await numberStandingOf(signer)
  expect(seen.last?.numbers).toEqual([OWN])
  await OfficialDocumentPartModel.deleteMany({})
  expect(await numberStandingOf(signer)).toEqual(seen)
}, 240_000)

test("where what was signed cannot be read, a signature is refused in words until two people allow a new number", async () => {
  const { office, numbers } = await open({ stage: "issued" }, { [LEADER]: OWN })
  const { d, staff } = office
  const { id: userId } = staff.leader
  await OfficialDocumentPartModel.deleteMany({})
  const { last, unreadable } = await numberStandingOf(userId)
  expect(last).toBeNull()
  expect(unreadable?.why).toContain("không còn trong kho")
  await expect(amend(office, 2, "08", "1.000894")).rejects.toThrow(
    /Chưa đọc được chữ ký ngày 12\/05\/2023 .+ nên chưa ký; văn bản giữ nguyên.+ báo quản trị đề nghị cho dùng số/u,
  )
  const user = { passwordHash: "-", assignments: [], active: true, trainingPassword: null }
  await saveUsers([{ id: userId, fullName: LEADER, ...user }])
  expect((await getOwnFile(d, { id: userId })).signerNumber.unreadable?.why).toContain("không còn trong kho")
  numbers[LEADER] = NAMESAKES
  const admin = {
    ...{ id: "quantri", name: "Quản trị" },
    assignments: [{ role: "ADMIN" as const, agencyId: "van-phong-ubnd-tinh" }],
  }
  const reason = "Tệp cũ không đọc được, đã xem thẻ căn cước"
  await askNewNumber(d, { userId, reason, signedAt: unreadable?.at ?? "", actor: admin })
  const askedAt = (await findUser(userId))?.numberAsked?.at.toISOString() ?? ""
  await confirmNewNumber(d, { userId, askedAt, actor: { ...admin, id: "quantri.2" } })
  await takeStep(d, signDecision, { campaignId: "2023-2", actor: staff.leader })
  expect((await numberStandingOf(userId)).last?.numbers).toEqual([NAMESAKES])
}, 240_000)
