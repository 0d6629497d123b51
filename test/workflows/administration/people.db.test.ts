import { beforeEach, expect, test } from "vitest"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { findInbox } from "#models/inbox-message/inbox-message.repository.server.ts"
import { getReferenceChange } from "#models/reference-change/reference-change.repository.server.ts"
import type { Row, RowChange } from "#models/reference-change/reference-change.ts"
import { findUser, findUserBySignOn } from "#models/user/user.repository.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { changeEffects } from "#workflows/administration/change-effects.server.ts"
import { tableOf } from "#workflows/administration/tables/index.server.ts"
import { changeOwnPassword } from "#workflows/identity/change-password.server.ts"
import { actorOf, mustChangePassword, signIn, userOfSession } from "#workflows/identity/sign-in.server.ts"
import { ADMIN, administrationOf, CHIEF, savePeople } from "./an-administration.ts"

const office = officeForEach()
const admin = administrationOf(office)
beforeEach(savePeople)

const newcomer: Row = { id: "chuyenvien.moi", fullName: "Bùi Thị Mới", active: true, passwordIssue: 1 }
const role: Row = {
  userId: "chuyenvien.moi",
  role: "REVIEWER",
  agencyId: "van-phong-ubnd-tinh",
  validFrom: "2023-03-06",
  validTo: null,
}
const identity = () => ({
  realClock: office.clock,
  trainingMode: false,
  store: office.d.store,
  reference: office.d.reference,
})
const enter = (password: string) =>
  signIn(identity(), { userId: "chuyenvien.moi", password, address: "x", previousSessionId: null })

test("a new person's password is told once, to the second person, opens nothing but its change, and runs out", async () => {
  const { secrets } = await admin.take("nguoi-dung", "ADD", newcomer)
  const [secret] = secrets
  expect(secret).toMatchObject({ userId: "chuyenvien.moi", fullName: "Bùi Thị Mới" })
  const password = secret?.password ?? ""
  await admin.take("phan-cong", "ADD", role)
  const { sessionId } = await enter(password)
  expect(await mustChangePassword("chuyenvien.moi")).toBe(true)
  expect(await actorOf(identity(), "chuyenvien.moi", "2023-03-06")).toBeNull()
  const change = (chosen: string) =>
    changeOwnPassword(office.d, { userId: "chuyenvien.moi", current: password, chosen, sessionId })
  expect((await refusalOf(change("ngắn"))).details.issues).toMatchObject([{ field: "chosen" }])
  expect((await refusalOf(change(password))).details.issues).toMatchObject([{ field: "chosen" }])
  await change("một câu thật dễ nhớ")
  expect((await actorOf(identity(), "chuyenvien.moi", "2023-03-06"))?.assignments).toHaveLength(1)
  expect(await userOfSession(identity(), sessionId)).toBe("chuyenvien.moi")
  expect(JSON.stringify((await findAuditPage({}, 1, 100)).entries)).not.toContain(password)
  await admin.take("nguoi-dung", "CORRECT", { ...newcomer, passwordIssue: 2 }, { of: newcomer })
  expect(await userOfSession(identity(), sessionId)).toBeNull()
  expect((await refusalOf(enter("một câu thật dễ nhớ"))).code).toBe("INVALID_INPUT")
})

test("a password nobody used within a week opens nothing", async () => {
  const { secrets } = await admin.take("nguoi-dung", "ADD", newcomer)
  office.clock.set("2023-03-14T01:00:00Z")
  expect((await refusalOf(enter(secrets[0]?.password ?? ""))).message).toContain("đã hết hạn")
})

test("whoever is deactivated is out at once, sessions and all", async () => {
  const [person = {}] = (await admin.rows("nguoi-dung")).filter(({ id }) => id === "phochutich")
  await admin.take("nguoi-dung", "CORRECT", { ...person, active: false }, { of: person })
  expect(await actorOf(identity(), "phochutich", "2023-03-06")).toBeNull()
  expect((await findUser("phochutich"))?.assignments).toHaveLength(1)
})

test("work is handed over in one change: the one role ends the day before the other begins", async () => {
  await admin.take("nguoi-dung", "ADD", newcomer)
  const [held = {}] = (await admin.rows("phan-cong")).filter(({ userId }) => userId === "quantri.hai")
  await admin.take(
    "phan-cong",
    "SUCCEED",
    { ...held, userId: "chuyenvien.moi", validFrom: "2023-04-01" },
    { of: held },
  )
  const roles = async (id: string, day: string) =>
    (await actorOf({ trainingMode: false }, id, day))?.assignments.length
  expect(await roles("quantri.hai", "2023-03-31")).toBe(1)
  expect(await roles("quantri.hai", "2023-04-01")).toBe(0)
  expect((await findUser("chuyenvien.moi"))?.assignments).toMatchObject([
    { role: "ADMIN", validFrom: "2023-04-01" },
  ])
})

test("a person is not at two agencies on one day", async () => {
  await admin.take("nguoi-dung", "ADD", newcomer)
  await admin.take("phan-cong", "ADD", role)
  const elsewhere = { ...role, role: "SPECIALIST", agencyId: "so-tu-phap", validFrom: "2023-05-01" }
  expect((await refusalOf(admin.draft("phan-cong", "ADD", elsewhere))).message).toContain(
    "cơ quan khác («van-phong-ubnd-tinh»)",
  )
})

test("nobody can lock the office out: neither the last administrator nor the last second person goes", async () => {
  const ends = async (userId: string) => {
    const [held = {}] = (await admin.rows("phan-cong")).filter((row) => row.userId === userId)
    return { row: { ...held, validTo: "2023-06-30" }, of: held }
  }
  const second = await ends("quantri.hai")
  await admin.take("phan-cong", "CORRECT", second.row, { of: second.of })
  const last = await ends("quantri")
  expect((await refusalOf(admin.draft("phan-cong", "CORRECT", last.row, { of: last.of }))).message).toContain(
    "Từ ngày 01/07/2023 không còn ai giữ vai trò Quản trị hệ thống",
  )
  const chief = await ends("chanhvanphong")
  expect(
    (await refusalOf(admin.draft("phan-cong", "CORRECT", chief.row, { of: chief.of }))).message,
  ).toContain("chỉ còn một người")
  const [person = {}] = (await admin.rows("nguoi-dung")).filter(({ id }) => id === "chanhvanphong")
  expect(
    (await refusalOf(admin.draft("nguoi-dung", "CORRECT", { ...person, active: false }, { of: person })))
      .message,
  ).toContain("chỉ còn một người")
})

test("who somebody is at the province's own sign-on is written by the administrator, confirmed by a second person, and nobody else's", async () => {
  const named: Row = { ...newcomer, signOnId: "https://sso.example.gov.vn#1001" }
  await admin.take("nguoi-dung", "ADD", newcomer)
  await admin.take("nguoi-dung", "CORRECT", named, { of: newcomer })
  expect((await findUserBySignOn("https://sso.example.gov.vn#1001"))?.id).toBe("chuyenvien.moi")
  const other: Row = { ...named, id: "chuyenvien.khac", fullName: "Bùi Thị Khác" }
  const refused = await refusalOf(admin.take("nguoi-dung", "ADD", other))
  expect(refused.message).toContain("đã là của Bùi Thị Mới")
  const odd = await refusalOf(
    admin.take("nguoi-dung", "CORRECT", { ...named, signOnId: "1001" }, { of: named }),
  )
  expect(odd.message).toContain("Chép nguyên mã")
})

test("whoever is somebody else at the sign-on from now on is out at once", async () => {
  const named: Row = { ...newcomer, signOnId: "https://sso.example.gov.vn#1001" }
  const { secrets } = await admin.take("nguoi-dung", "ADD", named)
  const { sessionId } = await enter(secrets[0]?.password ?? "")
  expect(await userOfSession(identity(), sessionId)).toBe("chuyenvien.moi")
  await admin.take("nguoi-dung", "CORRECT", { ...named, signOnId: "" }, { of: named })
  expect(await userOfSession(identity(), sessionId)).toBeNull()
  expect(await findUserBySignOn("https://sso.example.gov.vn#1001")).toBeNull()
})

const NAME = "https://sso.example.gov.vn#1001"
const messagesOf = async (id: string) =>
  (await findInbox(id, { number: 1, size: 20 })).messages.map(({ kind, text, mail }) => ({
    kind,
    text,
    mail,
  }))

test("whoever is somebody else at the sign-on from now on is told, and named to whoever confirms it", async () => {
  const [person = {}] = (await admin.rows("nguoi-dung")).filter(({ id }) => id === "phochutich")
  const named = { ...person, signOnId: NAME }
  const changeId = await admin.draft("nguoi-dung", "CORRECT", named, { of: person })
  const { notes } = await changeEffects(office.d, await getReferenceChange(changeId))
  expect(notes.join(" ")).toContain(
    `Ai dùng tài khoản «${NAME}» ở nơi đăng nhập chung thì vào được với tên Đinh Thị Bích Vân`,
  )
  await admin.step(changeId, "change.submitted", ADMIN)
  expect(await messagesOf("phochutich")).toEqual([])
  await admin.step(changeId, "change.confirmed", CHIEF)
  expect(await messagesOf("phochutich")).toEqual([
    { kind: "ACCOUNT", text: expect.stringContaining(NAME), mail: "WAITING" },
  ])
  // Another name, or what is no name at the sign-on, tells nobody.
  await admin.take("nguoi-dung", "CORRECT", { ...named, fullName: "Đinh Thị Vân" }, { of: named })
  expect(await messagesOf("phochutich")).toHaveLength(1)
})

test("a name at the sign-on goes from one person to another in one change, whoever stands first in it", async () => {
  await admin.take("nguoi-dung", "ADD", { ...newcomer, signOnId: NAME })
  const rowOf = async (id: string) => (await admin.rows("nguoi-dung")).find((row) => row.id === id) ?? {}
  const [taker, giver] = [await rowOf("phochutich"), await rowOf("chuyenvien.moi")]
  const rows = [
    { key: "phochutich", before: taker, after: { ...taker, signOnId: NAME } },
    { key: "chuyenvien.moi", before: giver, after: { ...giver, signOnId: "" } },
  ]
  await office.d.store.inTransaction((session) =>
    tableOf("nguoi-dung").write(rows as RowChange[], session, office.clock.now()),
  )
  expect((await findUserBySignOn(NAME))?.id).toBe("phochutich")
  expect((await findUser("chuyenvien.moi"))?.signOnId).toBeNull()
  expect((await messagesOf("chuyenvien.moi"))[0]?.text).toContain("không còn vào được")
})
