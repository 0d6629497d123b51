import { beforeEach, expect, test } from "vitest"
import { DispatchModel } from "#models/dispatch/dispatch.schema.server.ts"
import { aNewDispatch } from "#models/dispatch/dispatch.ts"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { getRegistration } from "#models/registration/registration.repository.server.ts"
import { findComments } from "#models/registration-comment/registration-comment.repository.server.ts"
import type { Actor, OnBehalfOf, Role } from "#models/shared/workflow.ts"
import { nameWriter } from "#models/user/name-in-words.ts"
import { actingOn, findUser, saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { handOver, workDigest } from "#workflows/handover/hand-over.server.ts"
import { findOwnedWork } from "#workflows/handover/owned-work.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { mailOfMessage } from "#workflows/notices/mail-text.ts"
import { askCorrection } from "#workflows/personal-data/ask-correction.server.ts"
import { askErasure, confirmErasure } from "#workflows/personal-data/erase-person.server.ts"
import { addComment } from "#workflows/registration/add-comment.server.ts"
import { correctFact } from "#workflows/registration/correct-fact.server.ts"
import { administrationOf } from "../administration/an-administration.ts"

const CODE = "2.000488"
const OFFICE = "van-phong-ubnd-tinh"
const TODAY = "2023-03-06"
const NAME = "Nguyễn Văn An"
const ERASED = "Người đã xóa thông tin (mã cv.01)"
const office = officeForEach()
let id = ""

beforeEach(async () => {
  const registration = await registrationOf(CODE)
  id = registration.id
  await UserModel.deleteMany({})
  const people: [string, string, Role, string][] = [
    ["cv.01", NAME, "SPECIALIST", registration.agencyId],
    ["cv.02", "Nguyễn Văn An Bình", "SPECIALIST", registration.agencyId],
    ["quan.tri", "Tạ Gia Huy", "ADMIN", OFFICE],
    ["quan.tri.2", "Bùi Thị Sáu", "ADMIN", OFFICE],
  ]
  await saveUsers(
    people.map(([userId, fullName, role, agencyId]) => ({
      id: userId,
      fullName,
      passwordHash: "x",
      active: true,
      trainingPassword: null,
      assignments: [{ role, agencyId, validFrom: "2023-01-01", validTo: null }],
    })),
  )
})

const as = async (userId: string): Promise<Actor> => {
  const user = await findUser(userId)
  if (!user) throw new Error(`no ${userId}`)
  return actingOn(user, TODAY)
}
const inPlaceOf = (personId: string, name: string): OnBehalfOf => ({
  personId,
  name,
  delegationId: "mot",
  ground: "Quyết định số 12/QĐ-STP",
  position: "",
})
const raw = (collection: string) => UserModel.db.collection(collection)
const leave = () => UserModel.updateOne({ _id: "cv.01" }, { $set: { active: false } })
const erase = async () => {
  await leave()
  await askErasure(office.d, {
    userId: "cv.01",
    reason: "Đã nghỉ việc, hết thời hạn giữ",
    typed: "cv.01",
    actor: await as("quan.tri"),
  })
  await confirmErasure(office.d, {
    userId: "cv.01",
    askedAt: (await findUser("cv.01"))?.erasureAsked?.at.toISOString() ?? "",
    typed: "cv.01",
    actor: await as("quan.tri.2"),
  })
}
/** What of the store still names who left; the longer name of somebody else does not. */
const naming = async (): Promise<string[]> => {
  const found: string[] = []
  for (const { name } of await UserModel.db.listCollections())
    for (const row of await raw(name).find({}).toArray())
      if (/Nguyễn Văn An(?! Bình)/u.test(JSON.stringify(row))) found.push(name)
  return found.sort()
}

test("no notice, mail, refusal, register or fact of others names who was erased, and whom they acted for stays", async () => {
  const left = await as("cv.01")
  const at = office.d.clock.now()
  await askCorrection(office.d, { words: `Họ tên đúng là ${NAME}, sửa giúp`, actor: left })
  const comment = { registrationId: id, text: "Nhờ @cv.02 xem" }
  await addComment(office.d, { ...comment, id: "9d2c4b1e-0c4f-4d4b-8a64-6a1f5f3b9c11", actor: left })
  const deputy = { ...(await as("cv.02")), onBehalfOf: inPlaceOf("cv.01", NAME) }
  await addComment(office.d, { ...comment, id: "9d2c4b1e-0c4f-4d4b-8a64-6a1f5f3b9c12", actor: deputy })
  await correctFact(office.d, {
    registrationId: id,
    revision: 0,
    kind: "STATED",
    factId: "form.electronic",
    basis: "Biểu mẫu điện tử đã có trên cổng",
    actor: left,
  })
  await handOver(office.d, {
    personId: "cv.01",
    to: { REGISTRATION: "cv.02" },
    digest: workDigest(await findOwnedWork("cv.01", TODAY)),
    typed: "",
    reason: "chuyển công tác",
    actor: await as("quan.tri"),
  })
  expect(JSON.stringify((await getRegistration(id)).suggestion.facts)).toContain(`Đính chính của ${NAME}`)
  const told = {
    ...{ id: "m", kind: "MENTION" as const, isUrgent: false },
    ...{ title: "Có người nhắc đến bạn", text: `${NAME} nhắc đến bạn.` },
  }
  const content = mailOfMessage("Tạ Gia Huy", told, { baseUrl: "https://x.example", isTraining: false })
  const mail = aNewDispatch(
    { id: "thu-1", receiver: "quan.tri", channel: "MAIL", content: { ...content, messageId: "<1@x>" } },
    at,
  )
  const { id: _id, ...rest } = mail
  await DispatchModel.create([{ _id, ...rest }])
  for (const [collection, row] of [
    ["bulk-rows", { reason: `Đăng ký này do ${NAME} giữ từ 06/03/2023.` }],
    ["documentNumbers", { year: 2023, symbol: "X", last: 1, voided: [{ number: "1", byName: NAME, at }] }],
    ["storeRecoveries", { settledAt: at, waivers: [{ by: "cv.01", byName: NAME, at, confirmed: null }] }],
    [
      "register-changes",
      {
        state: "RESOLVED",
        resolvedBy: "cv.01",
        resolvedByName: NAME,
        note: `Lần nhập đã được ${NAME} hoàn tác.`,
      },
    ],
    ["publicRemarks", { repliedBy: NAME }],
    ["siteWatches", { askedBy: NAME, askedAt: at }],
  ] as const)
    await raw(collection).insertOne({ _id: `thu-${collection}` as never, ...row })
  expect(new Set(await naming()).size).toBeGreaterThan(9)

  await erase()

  expect(await naming()).toEqual([])
  const comments = await findComments(id)
  expect(comments.map(({ byName }) => byName)).toEqual([
    ERASED,
    `Nguyễn Văn An Bình, thay ${ERASED} theo Quyết định số 12/QĐ-STP`,
  ])
  const { messages } = await findInbox("cv.02", { number: 1, size: 5 })
  expect(messages.map(({ text }) => text)).toContainEqual(expect.stringContaining(`${ERASED} nhắc đến bạn`))
  const row = await raw("documentNumbers").findOne({ _id: "thu-documentNumbers" as never })
  expect(row?.voided).toEqual([{ number: "1", byName: ERASED, at }])
  expect((await verifyStore()).findings.filter(({ where }) => !where.includes("thu-"))).toEqual([])
})

test("what went to a system that is called as the person stays: only mails to them go", async () => {
  const { id: _id, ...rest } = aNewDispatch(
    { id: "tin-1", receiver: "cv.01", channel: "WEBHOOK", content: { event: "edition.issued", body: "{}" } },
    office.d.clock.now(),
  )
  await DispatchModel.create([{ _id, ...rest }])
  await erase()
  expect(await DispatchModel.countDocuments({ _id: "tin-1" })).toBe(1)
})

test("whose deputy asked for the erasure does not confirm it: one person stands behind both", async () => {
  await leave()
  const deputy = { ...(await as("quan.tri.2")), onBehalfOf: inPlaceOf("quan.tri", "Tạ Gia Huy") }
  const assignments = [
    {
      role: "ADMIN" as const,
      agencyId: OFFICE,
      delegated: { ...deputy.onBehalfOf, areas: null, until: "2023-12-31" },
    },
  ]
  const { onBehalfOf: _, ...own } = deputy
  await askErasure(office.d, {
    userId: "cv.01",
    reason: "Đã nghỉ việc, hết thời hạn giữ",
    typed: "cv.01",
    actor: { ...own, assignments },
  })
  const askedAt = (await findUser("cv.01"))?.erasureAsked?.at.toISOString() ?? ""
  const confirm = confirmErasure(office.d, {
    userId: "cv.01",
    askedAt,
    typed: "cv.01",
    actor: await as("quan.tri"),
  })
  expect((await refusalOf(confirm)).message).toContain("Người thứ hai")
  expect((await findUser("cv.01"))?.fullName).toBe(NAME)
})

test("what was asked before somebody came back does not erase them once they leave again", async () => {
  const reason = "Đã nghỉ việc, hết thời hạn giữ"
  await leave()
  await askErasure(office.d, { userId: "cv.01", reason, typed: "cv.01", actor: await as("quan.tri") })
  const askedAt = (await findUser("cv.01"))?.erasureAsked?.at.toISOString() ?? ""
  const admin = administrationOf(office)
  const [row = {}] = (await admin.rows("nguoi-dung")).filter((one) => one.id === "cv.01")
  await admin.take("nguoi-dung", "CORRECT", { ...row, active: true }, { of: row })
  await leave()
  const late = confirmErasure(office.d, {
    userId: "cv.01",
    askedAt,
    typed: "cv.01",
    actor: await as("quan.tri.2"),
  })
  expect((await refusalOf(late)).message).toContain("Không có đề nghị xóa nào đang chờ")
})

test("the reason, which the log keeps for good, does not name whom it is about", async () => {
  await leave()
  const ask = async (reason: string) =>
    askErasure(office.d, { userId: "cv.01", reason, typed: "cv.01", actor: await as("quan.tri") })
  expect(await refusalOf(ask("Ông NGUYỄN  VĂN AN nghỉ hưu từ năm 2022"))).toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringContaining("không ghi họ tên"),
  })
  await ask("Người này nghỉ hưu từ năm 2022")
  expect((await findUser("cv.01"))?.erasureAsked?.reason).toBe("Người này nghỉ hưu từ năm 2022")
})

test("a name is taken out of words whole, and not where it is another's or part of another's", () => {
  const write = nameWriter({ names: ["Lê An", "an@x.vn"], others: ["Trần Lê An", "Lê An Bình"] }, "«»")
  expect(write("Lê An: gửi an@x.vn. Lê Anh, Lê An Bình, Trần Lê An, lan@x.vn, b.an@x.vn; (Lê An)")).toBe(
    "«»: gửi «». Lê Anh, Lê An Bình, Trần Lê An, lan@x.vn, b.an@x.vn; («»)",
  )
  expect(nameWriter({ names: ["Lê An"], others: ["Lê An"] }, "«»")("Lê An")).toBe("Lê An")
})
