import { TOTP } from "otpauth"
import { afterAll, beforeAll, expect, test } from "vitest"
import { requireActor } from "#app/http/require-actor.server.ts"
import { action as signIn } from "#app/routes/_cong-khai.dang-nhap.tsx"
import { loader as offer, action as setUp } from "#app/routes/_cong-khai.hai-buoc.tsx"
import { action, loader } from "#app/routes/_cong-khai.quen-mat-khau.tsx"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { type MailServer, openMailServer } from "#test/setup/mail-server.ts"
import { smtpSender } from "#workflows/gateways/mail/smtp-sender.server.ts"
import { askForReset, resetPassword } from "#workflows/identity/reset-password.server.ts"
import { aStoredUser, cookieOf, type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let mail: MailServer
beforeAll(async () => {
  office = await openOffice({ TRAINING_MODE: "false", TEST_BED: "true" })
  await seedReference(office.runtime.store)
  mail = await openMailServer()
  const smtp = { host: "127.0.0.1", port: mail.port, secure: false, user: "", password: "" }
  office.runtime.mailer = smtpSender({
    smtp,
    from: { name: "Danh mục", address: "danhmuc@example.gov.vn" },
  } as unknown as Parameters<typeof smtpSender>[0])
}, 60_000)
afterAll(async () => {
  await mail.stop()
  await office.close()
})

const NEW = "bốn con ngựa kéo cây cầu"
const aPerson = async (id: string) => {
  await aStoredUser({ id, fullName: "Trần Hay Quên" })
  await saveReference("mailAddresses", [
    { userId: id, address: `${id}@example.gov.vn`, validFrom: "2022-01-01", validTo: null },
  ] as Parameters<typeof saveReference<"mailAddresses">>[1])
}
/** Asks for a code, and gives the one the mail brings; null when none came. */
const codeFor = async (userId: string, address = "203.0.113.4"): Promise<string | null> => {
  const before = mail.mails.length
  await (await askForReset(office.runtime, { userId, address })).sent
  const came = mail.mails.slice(before).find(({ receivers }) => receivers[0]?.startsWith(userId))
  return came ? (/([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})/u.exec(came.text ?? "")?.[1] ?? null) : null
}
const send = (form: Record<string, string>) => action(office.ask("/quen-mat-khau", { form }))
const errorsOf = (answer: unknown): string =>
  JSON.stringify((answer as { data?: { errors?: unknown } }).data?.errors ?? null)
const enter = (userId: string, password: string) =>
  signIn(office.ask("/dang-nhap", { form: { userId, password } }))
const typesOf = async (id: string) =>
  (await findAuditPage({ subjectId: id }, 1, 20)).entries.map(({ type }) => type)

test("who forgot their password gives themself another by the mailed code, and their second factor is still asked for", async () => {
  await aPerson("hay.quen")
  const before = cookieOf((await enter("hay.quen", "đúng mật khẩu")) as Response)
  const { offered } = await offer(office.ask("/hai-buoc", { cookie: before }))
  const code = new TOTP({ secret: (offered?.secret ?? "").replace(/\s/g, "") }).generate()
  await setUp(office.ask("/hai-buoc", { cookie: before, form: { offer: offered?.offer ?? "", code } }))

  const mailed = (await codeFor("hay.quen")) ?? ""
  const done = await send({
    intent: "reset",
    userId: " Hay.Quen ",
    code: mailed.toUpperCase(),
    chosen: NEW,
    again: NEW,
  })
  expect(done).toMatchObject({ data: { step: "DONE" } })
  expect(errorsOf(await enter("hay.quen", "đúng mật khẩu"))).toContain("không đúng")
  const entered = (await enter("hay.quen", NEW)) as Response
  expect(entered.headers.get("Location")).toMatch(/^\/ma-xac-thuc/u)
  expect(await typesOf("hay.quen")).toEqual(expect.arrayContaining(["password.resetAsked", "password.reset"]))
})

test("a new password ends whatever is open under the old one", async () => {
  await aPerson("con.mo")
  const open = cookieOf((await enter("con.mo", "đúng mật khẩu")) as Response)
  const code = (await codeFor("con.mo")) ?? ""
  await send({ intent: "reset", userId: "con.mo", code, chosen: NEW, again: NEW })
  const { request, context } = office.ask("/cong-viec", { cookie: open })
  await expect(requireActor(request, context)).rejects.toBeInstanceOf(Response)
})

test("a code is good once, for whom it was sent to, also when another was asked for in their name", async () => {
  await aPerson("mot.lan")
  const first = (await codeFor("mot.lan")) ?? ""
  const second = (await codeFor("mot.lan")) ?? ""
  const give = (userId: string, code: string) =>
    send({ intent: "reset", userId, code, chosen: NEW, again: NEW })
  expect(errorsOf(await give("con.mo", second))).toContain("Mã không đúng")
  expect(await give("mot.lan", first)).toMatchObject({ data: { step: "DONE" } })
  // The others went with it.
  expect(errorsOf(await give("mot.lan", first))).toContain("đã dùng")
  expect(errorsOf(await give("mot.lan", second))).toContain("đã dùng")
})

test("a code runs out after ten minutes", async () => {
  await aPerson("het.han")
  const code = (await codeFor("het.han")) ?? ""
  const late = { now: () => new Date(office.runtime.realClock.now().getTime() + 10 * 60_000 + 1000) }
  const input = { userId: "het.han", code, chosen: NEW, address: "203.0.113.4" }
  await expect(resetPassword({ ...office.runtime, realClock: late }, input)).rejects.toMatchObject({
    message: expect.stringContaining("hết hạn"),
  })
})

test("a weak choice is refused with the code still good; one with the person's own name only once the code is right", async () => {
  await aPerson("chon.yeu")
  const code = (await codeFor("chon.yeu")) ?? ""
  const choose = (chosen: string, given = code) =>
    send({ intent: "reset", userId: "chon.yeu", code: given, chosen, again: chosen })
  expect(errorsOf(await choose("123456789012"))).toContain("chosen")
  expect(errorsOf(await choose("tran hay quen 1", "aaaa-bbbb-cccc"))).toContain("Mã không đúng")
  expect(errorsOf(await choose("tran hay quen 1"))).toContain("chosen")
  expect(await choose(NEW)).toMatchObject({ data: { step: "DONE" } })
})

test("the answer is the same for a name nobody has, and no mail goes out", async () => {
  await aPerson("co.that")
  const known = await send({ intent: "ask", userId: "co.that" })
  const unknown = await send({ intent: "ask", userId: "khong.co" })
  const asShown = (answer: unknown, name: string) =>
    JSON.stringify((answer as { data: unknown }).data).replaceAll(name, "…")
  expect(asShown(unknown, "khong.co")).toBe(asShown(known, "co.that"))
  expect(await codeFor("khong.co")).toBeNull()
  await UserModel.updateOne({ _id: "co.that" }, { $set: { active: false } })
  expect(await codeFor("co.that")).toBeNull()
})

test("codes are asked for and tried so often and no more", async () => {
  await aPerson("qua.nhieu")
  for (let n = 0; n < 3; n++) await codeFor("qua.nhieu")
  await expect(
    askForReset(office.runtime, { userId: "qua.nhieu", address: "198.51.100.1" }),
  ).rejects.toMatchObject({
    code: "RULE_BROKEN",
  })
  const guess = () =>
    send({ intent: "reset", userId: "qua.nhieu", code: "aaaa-bbbb-cccc", chosen: NEW, again: NEW })
  for (let n = 0; n < 5; n++) await guess()
  expect(errorsOf(await guess())).toContain("quá nhiều lần")
})

test("a stranger's guesses keep nobody from their own code, and what was mistyped before is forgiven", async () => {
  await aPerson("bi.do")
  for (let n = 0; n < 5; n++) await enter("bi.do", "gõ nhầm rồi")
  const code = (await codeFor("bi.do")) ?? ""
  const guess = { userId: "bi.do", code: "aaaa-bbbb-cccc", chosen: NEW, address: "198.51.100.9" }
  for (let n = 0; n < 8; n++) await resetPassword(office.runtime, guess).catch(() => {})
  expect(await send({ intent: "reset", userId: "bi.do", code, chosen: NEW, again: NEW })).toMatchObject({
    data: { step: "DONE" },
  })
  expect((await enter("bi.do", NEW)) as Response).toBeInstanceOf(Response)
})

test("what the store keeps of a code opens nothing, and an office without mail says whom to ask", async () => {
  await aPerson("cat.giu")
  const code = (await codeFor("cat.giu")) ?? ""
  const kept = await office.runtime.store.connection.collection("password_resets").find({}).toArray()
  expect(JSON.stringify(kept)).not.toContain(code.replaceAll("-", ""))
  expect(JSON.stringify(kept)).not.toContain(code)
  const { context, ...asked } = office.ask("/quen-mat-khau")
  const without = { ...context, runtime: { ...context.runtime, mailer: null } }
  expect(loader({ ...asked, context: without } as Parameters<typeof loader>[0])).toMatchObject({
    sendsMail: false,
  })
})
