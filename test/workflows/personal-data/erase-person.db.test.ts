import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import mongoose from "mongoose"
import { beforeEach, expect, test } from "vitest"
import { findAuditTrail, readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import { addInboxMessages, findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { ReferenceChangeModel } from "#models/reference-change/reference-change.schema.server.ts"
import type { Actor, Held, Role } from "#models/shared/workflow.ts"
import { UnitReportModel } from "#models/unit-report/unit-report.schema.server.ts"
import { ERASED_IN } from "#models/user/erase-details.repository.server.ts"
import { addSession } from "#models/user/sign-in-session.repository.server.ts"
import { actingOn, findUser, saveUsers } from "#models/user/user.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { registrationOf } from "#test/setup/office.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { proposalFromSuggestion } from "#workflows/classification/proposal-from-suggestion.ts"
import { handOver, workDigest } from "#workflows/handover/hand-over.server.ts"
import { findOwnedWork } from "#workflows/handover/owned-work.server.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import { askErasure, confirmErasure, withdrawErasure } from "#workflows/personal-data/erase-person.server.ts"
import { addComment } from "#workflows/registration/add-comment.server.ts"
import { moveRegistration } from "#workflows/registration/move-registrations.server.ts"
import { keepView } from "#workflows/saved-views/keep-view.server.ts"
import { getAuditPage } from "#workflows/screens/audit-page.server.ts"
import { getOwnFile } from "#workflows/screens/personal-file.server.ts"
import { getRegistrationPage } from "#workflows/screens/registration-page.server.ts"
import { administrationOf } from "../administration/an-administration.ts"

const CODE = "2.000488"
const OFFICE = "van-phong-ubnd-tinh"
const TODAY = "2023-03-06"
const NAME = "Nguyễn Thị Rời Đi"
const MAIL = "roi.di@tinh.example"
const office = officeForEach()

beforeEach(async () => {
  const unit = (await registrationOf(CODE)).agencyId
  await UserModel.deleteMany({})
  const people: [string, string, Role, string][] = [
    ["cv.01", NAME, "SPECIALIST", unit],
    ["cv.02", "Trần Thị Bình", "SPECIALIST", unit],
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
const ask = async (more: Partial<Parameters<typeof askErasure>[1]> = {}) =>
  askErasure(office.d, {
    userId: "cv.01",
    reason: "Đã nghỉ việc từ năm 2022, hết thời hạn giữ",
    typed: "cv.01",
    actor: await as("quan.tri"),
    ...more,
  })
const confirm = async (by: string, more: Partial<Parameters<typeof confirmErasure>[1]> = {}) =>
  confirmErasure(office.d, {
    userId: "cv.01",
    askedAt: (await findUser("cv.01"))?.erasureAsked?.at.toISOString() ?? "",
    typed: "cv.01",
    actor: await as(by),
    ...more,
  })
/** What somebody leaves behind who worked here: a draft, a comment, a saved list, a session, a notice, a mail address, a new name. */
const liveAndLeave = async () => {
  const admin = administrationOf(office)
  const actor = await as("cv.01")
  const registration = await registrationOf(CODE)
  const at = office.d.clock.now()
  await moveRegistration(office.d, {
    registrationId: registration.id,
    event: { type: "draft.saved", proposal: proposalFromSuggestion(registration.suggestion) },
    actor,
  })
  await addComment(office.d, {
    registrationId: registration.id,
    id: "9d2c4b1e-0c4f-4d4b-8a64-6a1f5f3b9c11",
    text: "Đã sửa",
    actor,
  })
  await keepView(office.d, {
    name: `Việc của ${NAME}`,
    list: "/dang-ky",
    query: "",
    sharing: "ONLY_ME",
    actor,
  })
  await handOver(office.d, {
    personId: "cv.01",
    to: { REGISTRATION: "cv.02" },
    digest: workDigest(await findOwnedWork("cv.01", TODAY)),
    typed: "",
    reason: "chuyển công tác",
    actor: await as("quan.tri"),
  })
  await admin.take("thu-dien-tu", "ADD", {
    userId: "cv.01",
    address: MAIL,
    validFrom: "2023-01-01",
    validTo: null,
  })
  await office.store.inTransaction(async (session) => {
    await addSession(
      "secret",
      {
        userId: "cv.01",
        startedAt: at,
        lastSeenAt: at,
        endsAt: at,
        device: "Firefox",
        address: "10.0.0.7",
        provenAt: at,
        owesFactor: false,
        bySignOn: false,
      },
      session,
    )
    await addInboxMessages(
      [
        {
          id: "m1",
          userId: "cv.01",
          kind: "REVIEW",
          title: "Việc mới",
          text: `Chào ${NAME}`,
          about: { kind: "account", id: "cv.01", name: NAME },
          isUrgent: false,
          at,
          readAt: null,
          mail: "NONE",
        },
      ],
      session,
    )
  })
  await UserModel.updateOne(
    { _id: "cv.01" },
    {
      $set: {
        active: false,
        signOnId: "https://sso.example#nguyenthiroidi",
        secondFactor: { secret: "s", since: at, lastStep: 0, recovery: [] },
      },
    },
  )
}
/** An administrator's work, held in another's place. */
const inPlaceOf = (personId: string): Held => ({
  ...{ role: "ADMIN", agencyId: OFFICE },
  delegated: {
    ...{ personId, name: NAME, delegationId: "uq-1", ground: "Giấy ủy quyền 01", position: "" },
    ...{ areas: null, until: "2023-12-31" },
  },
})
/** Everything the store holds, as text. */
const everything = async (): Promise<[string, string][]> => {
  const all: [string, string][] = []
  for (const model of Object.values(mongoose.models))
    for (const row of await model.collection.find({}).toArray())
      all.push([model.collection.collectionName, JSON.stringify(row)])
  return all
}
test("nothing of the store names whose details two people erased; the log still verifies", async () => {
  await liveAndLeave()
  const named = (rows: [string, string][]) =>
    rows.filter(([, text]) => text.includes(NAME) || text.includes(MAIL) || text.includes("nguyenthiroidi"))
  expect(new Set(named(await everything()).map(([name]) => name)).size).toBeGreaterThan(4)
  const entries = (await findAuditTrail("user", "cv.01")).length
  await ask()
  await confirm("quan.tri.2")
  expect(named(await everything())).toEqual([])
  const user = await findUser("cv.01")
  expect(user).toMatchObject({
    fullName: "Người đã xóa thông tin (mã cv.01)",
    active: false,
    signOnId: null,
    secondFactor: null,
    passkeys: [],
  })
  expect(user?.assignments).toHaveLength(1)
  expect((await findAuditTrail("user", "cv.01")).slice(entries).map(({ type }) => type)).toEqual([
    "details.erasureAsked",
    "details.erased",
  ])
  expect((await verifyStore()).findings).toEqual([])
})

test("a report that an earlier release took in keeps the name of who signed it", async () => {
  await liveAndLeave()
  const [id, row] = ["2023-1:so-tu-phap", { periodId: "2023-1", agencyId: "so-tu-phap", revision: 3 }]
  const workflow = { value: "accepted", context: { submitted: { by: "cv.01" } } }
  await UnitReportModel.collection.insertOne({ _id: id as never, ...row, content: {}, workflow } as never)
  // Entered for a unit that sent it on paper; an earlier release kept the name of who entered it.
  const [paperId, of] = ["2023-1:so-y-te", { periodId: "2023-1", agencyId: "so-y-te", revision: 2 }]
  const entered = { by: "cv.01", paper: { number: "45/BC", day: "2023-03-01" } }
  await UnitReportModel.collection.insertOne({
    ...{ _id: paperId as never, ...of, content: {}, signer: NAME },
    workflow: { value: "accepted", context: { submitted: entered } },
  } as never)
  expect((await getOwnFile(office.d, { id: "cv.01" })).reportsSigned).toBe(1)
  await ask()
  await confirm("quan.tri.2")
  expect(await UnitReportModel.findById(id).lean()).toMatchObject({ signer: NAME, revision: 3 })
  expect(await UnitReportModel.findById(paperId).lean()).toMatchObject({ signer: null, revision: 2 })
})

test("who may confirm an erasure is told of it, and who asked hears what came of it", async () => {
  const told = async (id: string) =>
    (await findInbox(id, { number: 1, size: 9 })).messages.map(({ kind, title, text, about }) => [
      ...[kind, title, about.id],
      text,
    ])
  await liveAndLeave()
  await ask()
  const words = "Đã nghỉ việc từ năm 2022, hết thời hạn giữ"
  const asked = ["PERSONAL_DATA", `Chờ xác nhận xóa thông tin cá nhân của ${NAME}`, "cv.01"]
  expect(await told("quan.tri.2")).toContainEqual([...asked, `Tạ Gia Huy đề nghị: ${words}`])
  for (const other of ["quan.tri", "cv.02", "cv.01"])
    expect((await told(other)).map(([kind]) => kind)).not.toContain("PERSONAL_DATA")
  await withdrawErasure(office.d, { userId: "cv.01", actor: await as("quan.tri.2") })
  const [first] = await told("quan.tri")
  expect(first?.slice(1)).toEqual([
    `Không xóa thông tin cá nhân của ${NAME}`,
    "cv.01",
    `Bùi Thị Sáu bỏ đề nghị của bạn: ${words}`,
  ])
  await ask()
  await confirm("quan.tri.2")
  expect((await told("quan.tri")).filter(([kind]) => kind === "PERSONAL_DATA")).toEqual([
    [
      "PERSONAL_DATA",
      "Đã xóa thông tin cá nhân của người có mã cv.01",
      "cv.01",
      `Bùi Thị Sáu xác nhận đề nghị của bạn: ${words}`,
    ],
  ])
})

test("pages show the reference in place of the name", async () => {
  await liveAndLeave()
  await ask()
  await confirm("quan.tri.2")
  const words = "Người đã xóa thông tin (mã cv.01)"
  const page = await getRegistrationPage(office.d, {
    registrationId: (await registrationOf(CODE)).id,
    query: { page: 1 },
    actor: await as("cv.02"),
  })
  expect(page.history.map(({ byName }) => byName)).toContain(words)
  expect(page.comments[0]?.byName).toBe(words)
  const { lines } = await getAuditPage(office.d, {
    query: { by: "cv.01", page: 1 },
    actor: await as("quan.tri"),
  })
  expect(new Set(lines.map(({ byName }) => byName))).toEqual(new Set([words]))
})

test("one who works here or still holds something is not erased, and the refusal says what and what to do", async () => {
  expect((await refusalOf(ask())).message).toContain("Ngừng sử dụng ở bảng «Người sử dụng» trước")
  await liveAndLeave()
  const copy = { registrationId: (await registrationOf(CODE)).id }
  await mongoose.models.WorkingCopy?.collection.insertOne({
    _id: `${copy.registrationId}|cv.01` as never,
    ...copy,
    userId: "cv.01",
    revision: 0,
    fields: {},
    savedAt: new Date(),
    touchedAt: new Date(),
  })
  expect((await refusalOf(ask())).message).toMatch(/còn giữ 1 mục: .*nhập dở 1\. Bàn giao/u)
  await mongoose.models.WorkingCopy?.collection.deleteMany({})
  await administrationOf(office).draft(
    "thu-dien-tu",
    "CORRECT",
    { userId: "cv.01", address: MAIL, validFrom: "2023-01-01", validTo: "2023-12-31" },
    { of: { userId: "cv.01", address: MAIL, validFrom: "2023-01-01", validTo: null } },
  )
  expect((await refusalOf(ask())).message).toContain("chưa xong")
})

test("who asks does not confirm, nobody erases themself, the sign-in name is typed, and another's wish is not confirmed unread", async () => {
  await liveAndLeave()
  expect((await refusalOf(ask({ typed: "cv.1" }))).message).toBe(
    "Ghi đúng tên đăng nhập «cv.01» để xác nhận.",
  )
  expect((await refusalOf(ask({ reason: "nghỉ" }))).message).toContain("Ghi rõ căn cứ")
  expect((await refusalOf(ask({ actor: await as("cv.02") }))).code).toBe("FORBIDDEN")
  expect((await refusalOf(confirm("quan.tri.2"))).message).toContain("Không có đề nghị xóa nào")
  const deputy = { ...(await as("quan.tri")), assignments: [inPlaceOf("cv.01")] }
  expect((await refusalOf(ask({ actor: deputy }))).message).toContain("Không tự xóa thông tin của mình")
  await ask()
  expect(
    (await refusalOf(confirm("quan.tri.2", { actor: { ...deputy, id: "quan.tri.3" } }))).message,
  ).toContain("Không tự xóa thông tin của mình")
  expect((await refusalOf(ask())).message).toContain("đang chờ người thứ hai")
  expect((await refusalOf(confirm("quan.tri"))).message).toContain("Người thứ hai")
  expect((await refusalOf(confirm("quan.tri.2", { askedAt: "2023-01-01T00:00:00.000Z" }))).message).toContain(
    "đã khác lúc bạn mở trang",
  )
  expect((await findUser("cv.01"))?.fullName).toBe(NAME)
  await withdrawErasure(office.d, { userId: "cv.01", actor: await as("quan.tri.2") })
  expect((await refusalOf(confirm("quan.tri.2"))).message).toContain("Không có đề nghị xóa nào")
})

test("whose details were erased is not brought back by the table of people", async () => {
  await liveAndLeave()
  await ask()
  await confirm("quan.tri.2")
  const admin = administrationOf(office)
  const [row = {}] = (await admin.rows("nguoi-dung")).filter(({ id }) => id === "cv.01")
  const change = admin.draft(
    "nguoi-dung",
    "CORRECT",
    { ...row, active: true },
    { of: row, actor: await as("quan.tri") },
  )
  expect((await refusalOf(change)).message).toContain("đã được xóa")
})

test("a past change of office data is whole without the details, and found when anything else of it was touched", async () => {
  await liveAndLeave()
  await ask()
  await confirm("quan.tri.2")
  const [change] = await ReferenceChangeModel.find({ table: "thu-dien-tu" }).lean()
  expect(JSON.stringify(change?.rows)).not.toContain(MAIL)
  await ReferenceChangeModel.collection.updateOne(
    { _id: change?._id as never },
    { $set: { "rows.0.after.validFrom": "2020-01-01" } },
  )
  expect((await verifyStore()).findings.map(({ message }) => message)).toEqual([
    "Nội dung thay đổi khác lúc soạn.",
  ])
})

test("every place that is erased is a collection of the store", () => {
  const models = join(import.meta.dirname, "../../../models")
  const sources = readdirSync(models, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".server.ts") && !file.startsWith("user/erase-"))
    .map((file) => readFileSync(join(models, file), "utf8"))
    .join("\n")
  expect(ERASED_IN.filter((name) => !sources.includes(`"${name}"`))).toEqual([])
})

test("an earlier name stays in entries written before, whose hashes are as they were", async () => {
  await liveAndLeave()
  const before: string[] = []
  for await (const batch of readAuditLog()) before.push(...batch.map(({ hash }) => hash))
  await ask()
  await confirm("quan.tri.2")
  const after: string[] = []
  for await (const batch of readAuditLog()) after.push(...batch.map(({ hash }) => hash))
  expect(after.slice(0, before.length)).toEqual(before)
})
