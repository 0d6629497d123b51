import { TOTP } from "otpauth"
import { renderToStaticMarkup } from "react-dom/server"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { requireActor } from "#app/http/require-actor.server.ts"
import { PasskeyForm } from "#app/public/passkey-form.tsx"
import { action as signIn } from "#app/routes/_cong-khai.dang-nhap.tsx"
import { loader as offerCode, action as setUpCode } from "#app/routes/_cong-khai.hai-buoc.tsx"
import { action as add, loader as offer } from "#app/routes/_cong-khai.khoa-truy-cap.tsx"
import { loader as askStep, action as giveStep } from "#app/routes/_cong-khai.ma-xac-thuc.tsx"
import { loader as askAgain, action as proveAgain } from "#app/routes/_cong-khai.xac-nhan-lai.tsx"
import { loader as account, action as changeAccount } from "#app/routes/_van-phong.tai-khoan/route.tsx"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { SignInFailuresModel, SignInSessionModel } from "#models/user/sign-in-session.schema.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { softwareKey } from "../setup/software-key.ts"
import { aStoredUser, cookieOf, type OpenOffice, openOffice, signInOf } from "./setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice({ TRAINING_MODE: "false", TEST_BED: "true" })
  await seedReference(office.runtime.store)
}, 60_000)
afterAll(() => office.close())
beforeEach(() => SignInFailuresModel.deleteMany({}))

const HERE = { origin: "http://office.test" }
const ELSEWHERE = { origin: "https://office-test.example" }
const WRONG = "Khóa truy cập không đúng"
type Key = ReturnType<typeof softwareKey>

const whoIs = (cookie: string) => {
  const { request, context } = office.ask("/cong-viec", { cookie })
  return requireActor(request, context)
}
const goesOnWith = (answer: unknown): string => {
  const { init } = answer as { init?: { headers: HeadersInit } }
  return cookieOf(answer instanceof Response ? answer : new Response(null, { headers: init?.headers ?? {} }))
}
const errorsOf = (answer: unknown): string =>
  JSON.stringify((answer as { data?: { errors?: unknown } }).data?.errors ?? null)
const leadsTo = async (work: Promise<unknown>): Promise<string> => {
  const answer = await work.catch((thrown: unknown) => thrown)
  if (!(answer instanceof Response)) throw new Error(`led nowhere: ${JSON.stringify(answer)}`)
  return answer.headers.get("Location") ?? ""
}
const typesOf = async (subjectId: string) =>
  (await findAuditPage({ subjectId }, 1, 30)).entries.map(({ type, payload }) => ({ type, payload }))

/** What a browser's page asks its keys, and what it sends. */
const offered = async (cookie: string) => (await offer(office.ask("/khoa-truy-cap", { cookie }))).options
const sendKey = (cookie: string, passkey: string, name = "Khóa USB") =>
  add(office.ask("/khoa-truy-cap", { cookie, form: { name, passkey } }))
const asked = async (cookie: string) => {
  const { options } = await askStep(office.ask("/ma-xac-thuc", { cookie }))
  if (!options) throw new Error("no key is asked for")
  return options
}
const give = (cookie: string, passkey: string) =>
  giveStep(office.ask("/ma-xac-thuc", { cookie, form: { passkey } }))

/** Somebody who has made a key known: the session they go on with, and the codes they were told. */
async function withKey(id: string): Promise<{ key: Key; cookie: string; codes: string[] }> {
  await aStoredUser({ id, fullName: "Trần Có Khóa" })
  const before = await signInOf(office, id)
  const key = softwareKey()
  const answer = await sendKey(before, key.made(await offered(before), HERE))
  const codes = (answer as { data: { codes: string[] | null } }).data.codes
  if (!codes) throw new Error(errorsOf(answer))
  await expect(whoIs(before)).rejects.toBeInstanceOf(Response)
  return { key, codes, cookie: goesOnWith(answer) }
}

test("with a key the password opens nothing but the page that asks for it, and the key opens the office", async () => {
  const { key } = await withKey("co.khoa")
  const first = (await signIn(
    office.ask("/dang-nhap", { form: { userId: "co.khoa", password: "đúng mật khẩu" } }),
  )) as Response
  expect(first.headers.get("Location")).toMatch(/^\/ma-xac-thuc/)
  const cookie = cookieOf(first)
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  const answer = (await give(cookie, key.used(await asked(cookie), HERE))) as Response
  expect(answer.headers.get("Location")).toBe("/cong-viec")
  expect(await whoIs(goesOnWith(answer))).toMatchObject({ id: "co.khoa" })
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  expect((await typesOf("co.khoa")).map(({ type }) => type)).toEqual(
    expect.arrayContaining(["passkey.added", "session.started"]),
  )
})

test("an answer of a key made for a site that only looks like ours opens nothing", async () => {
  const { key } = await withKey("trang.gia")
  const cookie = await signInOf(office, "trang.gia")
  // A false page passes our question on: the browser writes whose page it was, and for which site the key signed.
  expect(errorsOf(await give(cookie, key.used(await asked(cookie), ELSEWHERE)))).toContain(WRONG)
  const disguised = { origin: HERE.origin, rpId: "office-test.example" }
  expect(errorsOf(await give(cookie, key.used(await asked(cookie), disguised)))).toContain(WRONG)
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  expect((await typesOf("trang.gia"))[0]).toMatchObject({
    type: "signIn.failed",
    payload: { reason: "WRONG_PASSKEY" },
  })
})

test("an answer is good once, for the last question of the browser that was asked, within five minutes", async () => {
  const { key } = await withKey("mot.lan.khoa")
  const cookie = await signInOf(office, "mot.lan.khoa")
  const stolen = key.used(await asked(cookie), HERE)
  const elsewhere = await signInOf(office, "mot.lan.khoa")
  await asked(elsewhere)
  expect(errorsOf(await give(elsewhere, stolen))).toContain(WRONG)
  expect(((await give(cookie, stolen)) as Response).headers.get("Location")).toBe("/cong-viec")
  const again = await signInOf(office, "mot.lan.khoa")
  await asked(again)
  expect(errorsOf(await give(again, stolen))).toContain(WRONG)
  const slow = await signInOf(office, "mot.lan.khoa")
  const late = key.used(await asked(slow), HERE)
  const { realClock } = office.runtime
  office.runtime.realClock = { now: () => new Date(realClock.now().getTime() + 6 * 60_000) }
  try {
    expect(errorsOf(await give(slow, late))).toContain(WRONG)
  } finally {
    office.runtime.realClock = realClock
  }
})

test.each([
  ["counts", 5],
  ["counts nothing, as many do", 0],
])(
  "a question is gone with its first answer, also a wrong one, and also with a key that %s",
  async (_, count) => {
    const { key } = await withKey(`mot.cau.${count}`)
    key.countsFrom(count)
    const cookie = await signInOf(office, `mot.cau.${count}`)
    const question = await asked(cookie)
    const right = key.used(question, HERE)
    expect(errorsOf(await give(cookie, key.used(question, ELSEWHERE)))).toContain(WRONG)
    expect(errorsOf(await give(cookie, right))).toContain(WRONG)
    const used = key.used(await asked(cookie), HERE)
    const mine = goesOnWith(await give(cookie, used))
    expect(await whoIs(mine)).toMatchObject({ id: `mot.cau.${count}` })
    // The same answer in the same browser's next sign-in.
    const again = await signInOf(office, `mot.cau.${count}`)
    await asked(again)
    expect(errorsOf(await give(again, used))).toContain(WRONG)
  },
)

test("a key of somebody else, a key nobody made known, and a key nobody touched open nothing", async () => {
  const { key: mine } = await withKey("cua.toi")
  const { key: theirs } = await withKey("cua.nguoi")
  const cookie = await signInOf(office, "cua.toi")
  expect(errorsOf(await give(cookie, theirs.used(await asked(cookie), HERE)))).toContain(WRONG)
  expect(errorsOf(await give(cookie, softwareKey().used(await asked(cookie), HERE)))).toContain(WRONG)
  // Another's signature under the name of mine.
  const forged = { ...JSON.parse(theirs.used(await asked(cookie), HERE)), id: mine.id, rawId: mine.id }
  expect(errorsOf(await give(cookie, JSON.stringify(forged)))).toContain(WRONG)
  const untouched = mine.used(await asked(cookie), HERE, { touched: false })
  expect(errorsOf(await give(cookie, untouched))).toContain(WRONG)
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
})

test("a key whose count went back was copied: it opens nothing, and the log says so", async () => {
  const { key } = await withKey("sao.chep")
  const first = await signInOf(office, "sao.chep")
  key.countsFrom(7)
  expect(goesOnWith(await give(first, key.used(await asked(first), HERE)))).not.toBe("")
  const cookie = await signInOf(office, "sao.chep")
  key.countsFrom(3)
  expect(errorsOf(await give(cookie, key.used(await asked(cookie), HERE)))).toContain("đếm lùi")
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  expect((await typesOf("sao.chep"))[0]).toMatchObject({ payload: { reason: "COPIED_PASSKEY" } })
})

test("guessing with keys is stopped like guessing at codes, and a code for a lost device is good once", async () => {
  const { key, codes } = await withKey("mat.khoa")
  const enter = async (code: string) => {
    const cookie = await signInOf(office, "mat.khoa")
    return giveStep(office.ask("/ma-xac-thuc", { cookie, form: { code } }))
  }
  expect(codes).toHaveLength(10)
  expect(await whoIs(goesOnWith(await enter(codes[0] ?? "")))).toMatchObject({ id: "mat.khoa" })
  expect(errorsOf(await enter(codes[0] ?? ""))).toContain("đã dùng")
  const cookie = await signInOf(office, "mat.khoa")
  for (let n = 0; n < 5; n++) await give(cookie, key.used(await asked(cookie), ELSEWHERE))
  expect(errorsOf(await give(cookie, key.used(await asked(cookie), HERE)))).toContain("quá nhiều lần")
})

test("without scripts the page says what a key needs, and nothing is let in", async () => {
  await withKey("khong.ma.lenh")
  const cookie = await signInOf(office, "khong.ma.lenh")
  // No answer is nobody's guess: it neither locks the person out nor raises an alarm.
  for (let n = 0; n < 7; n++) expect(errorsOf(await give(cookie, ""))).toContain("JavaScript")
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  expect((await typesOf("khong.ma.lenh")).map(({ type }) => type)).not.toContain("signIn.failed")
  expect(await SignInFailuresModel.countDocuments({ count: { $gt: 0 } })).toBe(0)
  const page = renderToStaticMarkup(
    <PasskeyForm act="use" options={await asked(cookie)} label="Dùng khóa truy cập" />,
  )
  expect(page).toMatch(/<button[^>]* hidden=""[^>]*>Dùng khóa truy cập/)
})

test("a person has several keys with names, and a role's demand is met by a key as well as by a code", async () => {
  await saveReference("accountRules", [
    {
      secondFactorRoles: ["LEADER"],
      provenMinutes: 15,
      reason: "Người ký",
      validFrom: "2022-01-01",
      validTo: null,
    },
  ])
  await aStoredUser({
    id: "chu.tich.khoa",
    fullName: "Lê Chủ Tịch",
    assignments: [{ role: "LEADER", agencyId: "ubnd-tinh", validFrom: "2022-01-01", validTo: null }],
  })
  const before = await signInOf(office, "chu.tich.khoa")
  await expect(whoIs(before)).rejects.toBeInstanceOf(Response)
  expect(await leadsTo(askStep(office.ask("/ma-xac-thuc", { cookie: before })))).toMatch(/^\/hai-buoc/)
  expect(await offer(office.ask("/khoa-truy-cap", { cookie: before }))).toMatchObject({ isAsked: true })
  const [one, two] = [softwareKey(), softwareKey()]
  const first = await sendKey(before, one.made(await offered(before), HERE), "Máy bàn")
  const cookie = goesOnWith(first)
  expect(await whoIs(cookie)).toMatchObject({ id: "chu.tich.khoa" })
  // The second key brings no new codes.
  const options = await offered(cookie)
  expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([one.id])
  const second = await sendKey(cookie, two.made(options, HERE), "Khóa USB")
  expect((second as Response).headers.get("Location")).toBe("/tai-khoan?xong=khoa")
  const mine = goesOnWith(second)
  const seen = async () => (await account(office.ask("/tai-khoan", { cookie: mine }))).steps
  expect((await seen()).passkeys.map(({ name }) => name)).toEqual(["Máy bàn", "Khóa USB"])
  const remove = (key: Key) =>
    changeAccount(office.ask("/tai-khoan", { cookie: mine, form: { removeKey: key.id } }))
  expect(((await remove(one)) as Response).headers.get("Location")).toBe("/tai-khoan?xong=xoa-khoa")
  expect(errorsOf(await remove(two))).toContain("không xóa được khóa cuối cùng")
  expect(errorsOf(await remove(one))).toContain("không còn")
  // A key that was taken away opens nothing any more.
  const later = await signInOf(office, "chu.tich.khoa")
  expect(errorsOf(await give(later, one.used(await asked(later), HERE)))).toContain(WRONG)
  expect(await whoIs(goesOnWith(await give(later, two.used(await asked(later), HERE))))).toMatchObject({
    id: "chu.tich.khoa",
  })
})

/** As if twenty minutes had passed since it was shown who sits there. */
const longAgo = (userId: string) =>
  SignInSessionModel.updateMany({ userId }, { $set: { provenAt: new Date(Date.now() - 20 * 60_000) } })

test("before a grave act, also taking a key away, it is a key that shows again who sits there", async () => {
  const { key, cookie } = await withKey("hoi.khoa")
  await longAgo("hoi.khoa")
  const act = (mine: string) =>
    changeAccount(office.ask("/tai-khoan", { cookie: mine, form: { removeKey: key.id } }))
  expect(await leadsTo(act(cookie))).toMatch(/^\/xac-nhan-lai/)
  const page = await askAgain(office.ask("/xac-nhan-lai", { cookie }))
  expect(page).toMatchObject({ asks: "RECOVERY" })
  if (!page.options) throw new Error("no key is asked for")
  const { options } = page
  const prove = (form: Record<string, string>) => proveAgain(office.ask("/xac-nhan-lai", { cookie, form }))
  expect(errorsOf(await prove({ answer: "đúng mật khẩu" }))).toContain("Mã không đúng")
  expect(errorsOf(await prove({ passkey: key.used(options, ELSEWHERE) }))).toContain(WRONG)
  const fresh = (await askAgain(office.ask("/xac-nhan-lai", { cookie }))).options
  const proven = goesOnWith(await prove({ passkey: key.used(fresh ?? options, HERE) }))
  expect(await leadsTo(act(proven))).toBe("/tai-khoan?xong=xoa-khoa")
  expect(await findUser("hoi.khoa")).toMatchObject({ passkeys: [], recovery: [] })
})

test("who finds a browser left open for long makes no key of theirs known in it", async () => {
  await aStoredUser({ id: "bo.ngo.khoa" })
  const cookie = await signInOf(office, "bo.ngo.khoa")
  const answer = softwareKey().made(await offered(cookie), HERE)
  await longAgo("bo.ngo.khoa")
  const again = /^\/xac-nhan-lai\?returnTo=%2Fkhoa-truy-cap/
  expect(await leadsTo(offer(office.ask("/khoa-truy-cap", { cookie })))).toMatch(again)
  expect(await leadsTo(sendKey(cookie, answer))).toMatch(again)
  expect((await findUser("bo.ngo.khoa"))?.passkeys).toEqual([])
})

test("a key is made known for this site alone, once, by the browser that was asked, and is one person's", async () => {
  const { key } = await withKey("khoa.cua.mot")
  await aStoredUser({ id: "khoa.cua.hai" })
  const cookie = await signInOf(office, "khoa.cua.hai")
  const send = async (made: (asked: { challenge: string }) => string) =>
    errorsOf(await sendKey(cookie, made(await offered(cookie))))
  const fresh = softwareKey()
  expect(await send((options) => fresh.made(options, ELSEWHERE))).toContain("không phải cho trang này")
  expect(await send(() => fresh.made({ challenge: "Y2hvYW4" }, HERE))).toContain("không phải cho trang này")
  expect(await send((options) => key.made(options, HERE))).toContain("đã được đăng ký")
  expect(await send(() => "{}")).toContain("JavaScript")
  const once = fresh.made(await offered(cookie), HERE)
  expect(goesOnWith(await sendKey(cookie, once))).not.toBe("")
  expect((await findUser("khoa.cua.hai"))?.passkeys).toHaveLength(1)
})

test("made-up people, who share a password, make no key known", async () => {
  await aStoredUser({ id: "tap.huan.khoa" })
  const cookie = await signInOf(office, "tap.huan.khoa")
  const options = await offered(cookie)
  office.runtime.trainingMode = true
  try {
    await aStoredUser({ id: "tap.huan.khoa", trainingPassword: "tap-huan-2023" })
    expect(errorsOf(await sendKey(cookie, softwareKey().made(options, HERE)))).toContain(
      "dùng chung mật khẩu",
    )
  } finally {
    office.runtime.trainingMode = false
  }
})

test("whoever takes the code away and keeps a key keeps the codes for a lost device", async () => {
  const { cookie, codes } = await withKey("ca.hai")
  const { offered: shown } = await offerCode(office.ask("/hai-buoc", { cookie }))
  const secret = shown?.secret.replace(/\s/g, "") ?? ""
  const form = { offer: shown?.offer ?? "", code: new TOTP({ secret }).generate() }
  const both = await setUpCode(office.ask("/hai-buoc", { cookie, form }))
  const told = (both as { data: { codes: string[] | null } }).data.codes ?? []
  const mine = goesOnWith(both)
  expect((await account(office.ask("/tai-khoan", { cookie: mine }))).steps.recoveryLeft).toBe(10)
  await changeAccount(office.ask("/tai-khoan", { cookie: mine, form: { intent: "removeFactor" } }))
  const enter = async (code = "") => {
    const next = await signInOf(office, "ca.hai")
    return giveStep(office.ask("/ma-xac-thuc", { cookie: next, form: { code } }))
  }
  expect(errorsOf(await enter(codes[0]))).toContain("Mã không đúng")
  expect(await whoIs(goesOnWith(await enter(told[0])))).toMatchObject({ id: "ca.hai" })
})
