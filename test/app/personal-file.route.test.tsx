import { afterAll, beforeAll, expect, test } from "vitest"
import { loader as people } from "#app/routes/_van-phong.quan-tri.du-lieu-ca-nhan._index.tsx"
import { action as erase, loader as page } from "#app/routes/_van-phong.quan-tri.du-lieu-ca-nhan.$userId.tsx"
import { action as askToMend, loader as own } from "#app/routes/_van-phong.tai-khoan_.du-lieu.tsx"
import { loader as takeAway } from "#app/routes/_van-phong.tai-khoan_.du-lieu_.tai-ve.ts"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { ROLES } from "#models/shared/workflow.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

const OFFICE = "van-phong-ubnd-tinh"
let office: OpenOffice
const cookies: Record<string, string> = {}

beforeAll(async () => {
  office = await openOffice()
  for (const role of ROLES) {
    const id = `ai.${role.toLowerCase()}`
    cookies[id] = await office.signedIn({ id, role, agencyId: OFFICE })
  }
  cookies["nguoi.di"] = await office.signedIn({ id: "nguoi.di", role: "SPECIALIST", agencyId: OFFICE })
  await saveReference("mailAddresses", [
    { userId: "nguoi.di", address: "nguoi.di@tinh.example", validFrom: "2022-01-01", validTo: null },
  ])
}, 120_000)
afterAll(() => office.close())

const ask = (id: string, path: string, form?: Record<string, string>) =>
  office.ask(path, { cookie: cookies[id] ?? "", ...(form ? { form } : {}) })
const ofPerson = (id: string, userId: string, form?: Record<string, string>) => ({
  ...ask(id, `/quan-tri/du-lieu-ca-nhan/${userId}`, form),
  params: { userId },
})
const typesOf = async (id: string) => (await findAuditTrail("user", id)).map(({ type }) => type)

test("somebody sees everything that is kept of them, and takes it away as a file, which the log has", async () => {
  const { file } = await own(ask("nguoi.di", "/tai-khoan/du-lieu"))
  expect(file.person).toMatchObject({ id: "nguoi.di", active: true })
  expect(file.roles).toHaveLength(1)
  expect(file.mailAddresses).toEqual([{ address: "nguoi.di@tinh.example", from: "2022-01-01", to: null }])
  expect(file.sessions.length).toBeGreaterThan(0)
  const sent = await takeAway(ask("nguoi.di", "/tai-khoan/du-lieu/tai-ve"))
  expect(sent.headers.get("Content-Disposition")).toContain("du-lieu-cua-toi.json")
  const read = JSON.parse(new TextDecoder().decode(await sent.arrayBuffer()))
  expect(read.person.id).toBe("nguoi.di")
  expect(JSON.stringify(read)).not.toMatch(/passwordHash|scrypt|secret|publicKey/u)
  expect(read.mailAddresses[0].address).toBe("nguoi.di@tinh.example")
  expect((await typesOf("nguoi.di")).at(-1)).toBe("details.downloaded")
})

test("a person asks for a correction: who keeps the office's data is told what is wrong, the log only that it was asked", async () => {
  const wrong = "Họ tên viết thiếu dấu, đúng là Nguyễn Thị Đi"
  const short = await askToMend(ask("nguoi.di", "/tai-khoan/du-lieu", { words: "sai" }))
  expect(short).toMatchObject({ init: { status: 400 } })
  await askToMend(ask("nguoi.di", "/tai-khoan/du-lieu", { words: wrong }))
  const { messages } = await findInbox("ai.admin", { number: 1, size: 5 })
  expect(messages[0]?.text).toContain(wrong)
  const trail = await findAuditTrail("user", "nguoi.di")
  expect(trail.at(-1)).toMatchObject({ type: "details.correctionAsked", payload: { to: 1 } })
  expect(JSON.stringify(trail)).not.toContain("Nguyễn Thị Đi")
})

test("who asked for a correction hears what came of it, once; the words are in the notice alone", async () => {
  const { file } = await page(ofPerson("ai.admin", "nguoi.di"))
  expect(file.correctionAskedAt).not.toBeNull()
  const words = "Đã sửa họ tên ở bảng «Người sử dụng»."
  const sent = {
    intent: "answerCorrection",
    askedAt: file.correctionAskedAt ?? "",
    outcome: "CORRECTED",
    words,
  }
  for (const [wrong, field] of [
    [{ outcome: "" }, "outcome"],
    [{ words: "đã" }, "words"],
    [{ askedAt: "2023-01-01T00:00:00.000Z" }, ""],
  ] as const) {
    const refused = await erase(ofPerson("ai.admin", "nguoi.di", { ...sent, ...wrong }))
    expect(refused).toMatchObject({ data: { errors: { [field]: [expect.any(String)] } } })
  }
  expect(await erase(ofPerson("ai.chief_of_office", "nguoi.di", sent))).toMatchObject({
    init: { status: 403 },
  })
  await erase(ofPerson("ai.admin", "nguoi.di", sent))
  const { messages } = await findInbox("nguoi.di", { number: 1, size: 5 })
  expect(messages[0]).toMatchObject({
    kind: "PERSONAL_DATA",
    title: "Đã sửa dữ liệu cá nhân của bạn theo đề nghị",
    text: expect.stringContaining(words),
  })
  expect(await erase(ofPerson("ai.admin", "nguoi.di", sent))).toMatchObject({
    data: { errors: { "": [expect.stringContaining("Không có đề nghị sửa nào đang chờ")] } },
  })
  const trail = await findAuditTrail("user", "nguoi.di")
  expect(trail.map(({ payload }) => payload)).toContainEqual({ outcome: "CORRECTED" })
  expect(JSON.stringify(trail)).not.toContain("Đã sửa họ tên")
})

test("only who keeps the office's data sees somebody else's, and each look stands in the log", async () => {
  for (const role of ROLES) {
    const id = `ai.${role.toLowerCase()}`
    const asked = people(ask(id, "/quan-tri/du-lieu-ca-nhan"))
    if (role === "ADMIN" || role === "CHIEF_OF_OFFICE")
      expect((await asked).people.map((one) => one.id)).toContain("nguoi.di")
    else {
      await expect(asked).rejects.toMatchObject({ init: { status: 403 } })
      await expect(page(ofPerson(id, "nguoi.di"))).rejects.toMatchObject({ init: { status: 403 } })
    }
  }
  const { file } = await page(ofPerson("ai.admin", "nguoi.di"))
  expect(file.faults[0]).toContain("Ngừng sử dụng ở bảng «Người sử dụng» trước")
  expect((await findAuditTrail("user", "nguoi.di")).at(-1)).toMatchObject({
    type: "details.viewed",
    by: "ai.admin",
  })
  await expect(page(ofPerson("ai.admin", "khong.co"))).rejects.toMatchObject({ init: { status: 404 } })
})

test("on the page an administrator asks that a signer's new number counts, and is refused in words where nothing is to be said; another confirms", async () => {
  const { file } = await page(ofPerson("ai.admin", "nguoi.di"))
  expect(file.signerNumber).toEqual({
    renewedAt: null,
    last: null,
    unreadable: null,
    unsaidAt: null,
  })
  const sent = { intent: "askNumber", signedAt: "", reason: "Đổi từ CMND sang CCCD, có giấy xác nhận" }
  expect(await erase(ofPerson("ai.admin", "nguoi.di", sent))).toMatchObject({
    init: { status: 400 },
    data: {
      errors: { "": [expect.stringContaining("Chưa có chữ ký nào mang số định danh")] },
      values: sent,
    },
  })
  expect(await erase(ofPerson("ai.chief_of_office", "nguoi.di", sent))).toMatchObject({
    init: { status: 403 },
  })
  const at = new Date("2023-03-01T02:00:00.000Z")
  const numberAsked = { by: "ai.admin", at, reason: sent.reason, signedAt: "2023-02-01T02:00:00.000Z" }
  await UserModel.updateOne({ _id: "nguoi.di" }, { $set: { numberAsked } })
  const shown = (await page(ofPerson("ai.chief_of_office", "nguoi.di"))).file.numberAsked
  expect(shown).toEqual({ by: "ai.admin", byName: expect.any(String), at, reason: sent.reason })
  const answer = (intent: string, more = {}) => ({ intent, askedAt: at.toISOString(), ...more })
  expect(await erase(ofPerson("ai.specialist", "nguoi.di", answer("confirmNumber")))).toMatchObject({
    init: { status: 403 },
  })
  expect(
    await erase(ofPerson("ai.chief_of_office", "nguoi.di", answer("refuseNumber", { reason: "" }))),
  ).toMatchObject({ data: { errors: { reason: [expect.any(String)] } } })
  await erase(
    ofPerson("ai.chief_of_office", "nguoi.di", answer("refuseNumber", { reason: "Chưa có căn cứ" })),
  )
  expect((await page(ofPerson("ai.admin", "nguoi.di"))).file.numberAsked).toBeNull()
})

test("on the page one asks for the erasure, another confirms it, and what is left is the reference", async () => {
  const reason = "Đã nghỉ việc, hết thời hạn giữ"
  await askToMend(ask("nguoi.di", "/tai-khoan/du-lieu", { words: "Sửa lại địa chỉ thư công vụ" }))
  expect((await page(ofPerson("ai.admin", "nguoi.di"))).file.correctionAskedAt).not.toBeNull()
  await UserModel.updateOne({ _id: "nguoi.di" }, { $set: { active: false } })
  const wrong = await erase(ofPerson("ai.admin", "nguoi.di", { intent: "ask", reason, typed: "khac" }))
  expect(wrong).toMatchObject({ init: { status: 400 }, data: { values: { reason } } })
  await erase(ofPerson("ai.admin", "nguoi.di", { intent: "ask", reason, typed: "nguoi.di" }))
  const { file } = await page(ofPerson("ai.chief_of_office", "nguoi.di"))
  const askedAt = new Date(file.asked?.at ?? 0).toISOString()
  expect(file.asked).toMatchObject({ by: "ai.admin", reason })
  await erase(ofPerson("ai.chief_of_office", "nguoi.di", { intent: "confirm", askedAt, typed: "nguoi.di" }))
  const after = (await page(ofPerson("ai.admin", "nguoi.di"))).file
  expect(after.person.fullName).toBe("Người đã xóa thông tin (mã nguoi.di)")
  // What they asked to be mended is gone with them: nobody is left to be answered.
  expect(after.correctionAskedAt).toBeNull()
  expect(after).toMatchObject({ mailAddresses: [], sessions: [], notices: 0, keys: [] })
  expect(await typesOf("nguoi.di")).toContain("details.erased")
})
