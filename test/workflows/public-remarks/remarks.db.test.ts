import { expect, test } from "vitest"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { findRemark } from "#models/public-remark/public-remark.repository.server.ts"
import { PublicRemarkModel } from "#models/public-remark/public-remark.schema.server.ts"
import { REMARK_LIMITS } from "#models/public-remark/public-remark.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { lookUpRemark } from "#workflows/public-remarks/look-up-remark.server.ts"
import { RemarkForm } from "#workflows/public-remarks/remark-forms.ts"
import { replyToRemark } from "#workflows/public-remarks/reply-to-remark.server.ts"
import { sendRemark } from "#workflows/public-remarks/send-remark.server.ts"
import { listRemarks } from "#workflows/screens/remark-list.server.ts"
import { aStoredUser } from "../../app/setup/open-office.ts"

const office = officeForEach({ stage: "issued" })
const RECORD = { code: "2.000488", name: "Cấp Phiếu lý lịch tư pháp" }
const TEXT = "Lệ phí trên trang khác với lệ phí thu tại Một cửa."

const d = () => ({ ...office.d, realClock: office.clock })
const send = (address = "203.0.113.9", procedure = RECORD) =>
  sendRemark(d(), { procedure, text: TEXT, address })
const read = (id: string, secret: string, address = "203.0.113.9") =>
  lookUpRemark(d(), { id, secret, address })

const someone = (role: Actor["assignments"][number]["role"], agencyId: string): Actor => ({
  id: `${role}.${agencyId}`,
  name: "Lê Thị Thử",
  assignments: [{ role, agencyId }],
})
const JUSTICE = someone("SPECIALIST", "so-tu-phap")
const HEALTH = someone("SPECIALIST", "so-y-te")

const ALL = { state: "RECEIVED", text: "", agency: "" } as const

const answer = (id: string, actor: Actor, over: { revision?: number; as?: "ANSWERED" | "CLOSED" } = {}) =>
  replyToRemark(office.d, { id, revision: 0, as: "ANSWERED", reply: "Đã sửa lệ phí.", actor, ...over })

test("a remark goes to the people of the unit that answered for the procedure, and to nobody else", async () => {
  await aStoredUser()
  await aStoredUser({
    id: "chuyenvien.yte",
    assignments: [{ role: "SPECIALIST", agencyId: "so-y-te", validFrom: "2022-08-15", validTo: null }],
  })
  const { id } = await send()
  const inboxOf = async (userId: string) => (await findInbox(userId, { number: 1, size: 5 })).messages
  expect(await inboxOf("chuyenvien.thu")).toMatchObject([{ about: { kind: "remark", id } }])
  expect(await inboxOf("chuyenvien.yte")).toEqual([])
  const waiting = async (actor: Actor) =>
    (await listRemarks(office.d, actor, { ...ALL, page: 1 })).remarks.map((one) => one.id)
  expect([await waiting(JUSTICE), await waiting(HEALTH)]).toEqual([[id], []])
  expect(await waiting(office.staff.reviewer)).toEqual([id])
})

test("who may answer finds remarks by words without accents, by number and by unit, and none of another's", async () => {
  const { id } = await send()
  const { id: other } = await send("203.0.113.9", { code: "9.999999", name: "Thủ tục khác" })
  const found = async (
    over: Partial<Parameters<typeof listRemarks>[2]>,
    actor: Actor = office.staff.reviewer,
  ) => (await listRemarks(office.d, actor, { ...ALL, page: 1, ...over })).remarks.map((one) => one.id)
  expect(await found({ text: "phieu ly lich" })).toEqual([id])
  expect(await found({ text: other.toLowerCase() })).toEqual([other])
  expect(await found({ text: "9.999999" })).toEqual([other])
  expect(await found({ agency: "so-tu-phap" })).toEqual([id])
  expect(await found({ agency: "so-tu-phap" }, HEALTH)).toEqual([])
  expect((await listRemarks(office.d, JUSTICE, { ...ALL, page: 1 })).agencies).toEqual([])
})

test("only who holds number and code reads what became of it, and the code is kept nowhere", async () => {
  const { id, secret } = await send()
  expect(await read(id.toLowerCase(), secret.replaceAll("-", " ").toLowerCase())).toMatchObject({
    state: "RECEIVED",
    text: TEXT,
  })
  const refusals = await Promise.all([
    read(id, "AAAA-BBBB-CCCC").catch((error: Error) => error.message),
    read("GY-AAAAAAAA", secret).catch((error: Error) => error.message),
  ])
  expect(new Set(refusals).size).toBe(1)
  expect(refusals[0]).toContain("Không có góp ý ứng với số và mã bí mật này")
  expect(JSON.stringify(await PublicRemarkModel.findById(id).lean())).not.toContain(secret)
})

test("it is answered once, by its unit or the provincial office, and comes back answered", async () => {
  const { id, secret } = await send()
  await expect(answer(id, HEALTH)).rejects.toMatchObject({ code: "FORBIDDEN" })
  await expect(answer(id, office.staff.leader)).rejects.toMatchObject({ code: "FORBIDDEN" })
  await expect(answer(id, JUSTICE, { revision: 3 })).rejects.toMatchObject({ code: "CONCURRENT_EDIT" })
  const both = await Promise.allSettled([answer(id, JUSTICE), answer(id, office.staff.reviewer)])
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"])
  await expect(answer(id, JUSTICE, { revision: 1 })).rejects.toMatchObject({ code: "CONCURRENT_EDIT" })
  expect(await read(id, secret)).toMatchObject({ state: "ANSWERED", reply: "Đã sửa lệ phí." })
  expect((await findAuditTrail("remark", id)).map(({ type, from, to }) => [type, from, to])).toEqual([
    ["remark.received", null, "RECEIVED"],
    ["access.denied", null, null],
    ["access.denied", null, null],
    ["remark.answered", "RECEIVED", "ANSWERED"],
  ])
  expect(JSON.stringify(await findAuditTrail("remark", id))).not.toContain("lệ phí")
  expect((await verifyStore()).findings).toEqual([])
})

test("one that is closed tells its sender why", async () => {
  const { id, secret } = await send()
  await answer(id, JUSTICE, { as: "CLOSED" })
  expect(await read(id, secret)).toMatchObject({ state: "CLOSED", reply: "Đã sửa lệ phí." })
})

test("a procedure no unit answered for goes to the provincial office", async () => {
  const { id } = await send("203.0.113.9", { code: "9.999999", name: "Thủ tục khác" })
  expect((await findRemark(id))?.agencyId).toBeNull()
  await expect(answer(id, JUSTICE)).rejects.toMatchObject({ code: "FORBIDDEN" })
  await answer(id, office.staff.reviewer)
})

test("no address sends, or tries codes, without end, and each has its own count", async () => {
  for (let n = 0; n < REMARK_LIMITS.perAddress; n++) await send()
  await expect(send()).rejects.toThrow(/quá nhiều yêu cầu trong một giờ/)
  const { id } = await send("203.0.113.10")
  for (let n = 0; n < REMARK_LIMITS.lookUps; n++)
    await expect(read(id, `SAI-${n}`)).rejects.toMatchObject({ code: "NOT_FOUND" })
  await expect(read(id, "SAI")).rejects.toMatchObject({ code: "RULE_BROKEN" })
})

test.each([
  ["too short", { text: "sai" }],
  ["too long", { text: "x".repeat(REMARK_LIMITS.longest + 1) }],
  ["a program fills in every field", { website: "https://example.test" }],
])("what is sent is refused: %s", (_what, over) => {
  const sent = { code: RECORD.code, text: TEXT, website: "", ...over }
  expect(RemarkForm.safeParse(sent).success).toBe(false)
  expect(RemarkForm.safeParse({ ...sent, text: TEXT, website: "" }).success).toBe(true)
})
