import { TOTP } from "otpauth"
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest"
import { requireActor } from "#app/http/require-actor.server.ts"
import { loader as signInPage } from "#app/routes/_cong-khai.dang-nhap.tsx"
import { loader as begin } from "#app/routes/_cong-khai.dang-nhap-chung._index.tsx"
import { loader as comeBack } from "#app/routes/_cong-khai.dang-nhap-chung.tra-loi.tsx"
import { loader as offerCode, action as setUpCode } from "#app/routes/_cong-khai.hai-buoc.tsx"
import { loader as offerKey } from "#app/routes/_cong-khai.khoa-truy-cap.tsx"
import { action as giveCode } from "#app/routes/_cong-khai.ma-xac-thuc.tsx"
import { action as prove, loader as provePage } from "#app/routes/_cong-khai.xac-nhan-lai.tsx"
import { action as signOut } from "#app/routes/dang-xuat.tsx"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { SignInFailuresModel, SignInSessionModel } from "#models/user/sign-in-session.schema.server.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { type SignOnProvider, startSignOnProvider } from "../setup/sign-on-provider.ts"
import { aStoredUser, cookieOf, type OpenOffice, openOffice, signInOf } from "./setup/open-office.ts"

let provider: SignOnProvider
let office: OpenOffice
beforeAll(async () => {
  provider = await startSignOnProvider("http://office.test")
  office = await openOffice({ TRAINING_MODE: "false", TEST_BED: "true", ...provider.env })
  await seedReference(office.runtime.store)
}, 60_000)
afterAll(async () => {
  await office.close()
  await provider.close()
})
beforeEach(() => SignInFailuresModel.deleteMany({}))
afterEach(() => {
  provider.says(null)
  provider.isIll(null)
})

const PAGE = "/dang-nhap-chung"
const named = (sub: string) => `${provider.issuer}#${sub}`

/** An answer of a loader: where it leads and the cookies it sets, or what its page says. */
type Told = { to: string; cookies: Map<string, string>; status: number; page: Record<string, unknown> | null }
async function told(work: Promise<unknown>): Promise<Told> {
  const answer = await work.catch((thrown: unknown) => thrown)
  if (answer instanceof Response)
    return {
      to: answer.headers.get("Location") ?? "",
      cookies: cookiesOf(answer.headers),
      status: answer.status,
      page: null,
    }
  if (answer instanceof Error) throw answer
  const { data, init } = answer as { data: Record<string, unknown>; init: ResponseInit }
  return { to: "", cookies: cookiesOf(new Headers(init.headers)), status: init.status ?? 200, page: data }
}
const cookiesOf = (headers: Headers): Map<string, string> =>
  new Map(headers.getSetCookie().map((line) => [line.split("=")[0] ?? "", line.split(";")[0] ?? ""]))
const sent = (...cookies: (string | undefined)[]) => cookies.filter(Boolean).join("; ")

/** Somebody's browser goes to the provider and comes back: the address it comes back to, and the cookie that holds its question. */
async function sentBack(
  person: Parameters<SignOnProvider["visit"]>[1],
  { path = PAGE, cookie = "", browser = new Map<string, string>() } = {},
) {
  const asked = await told(begin(office.ask(path, { cookie })) as Promise<unknown>)
  if (!asked.to.startsWith(provider.issuer))
    throw new Error(`led to ${asked.to} ${JSON.stringify(asked.page)}`)
  const back = await provider.visit(asked.to, person, browser)
  return { path: back.pathname + back.search, question: asked.cookies.get("dang-nhap-chung") ?? "", browser }
}
const answered = (path: string, cookie: string, address = "203.0.113.7") =>
  told(comeBack(office.ask(path, { cookie, context: { address } })) as Promise<unknown>)
/** The whole way of somebody who is let in, or not. */
async function comes(person: Parameters<SignOnProvider["visit"]>[1], path = PAGE) {
  const back = await sentBack(person, { path })
  return answered(back.path, back.question)
}
const sessionIn = ({ cookies }: Told) => cookies.get("phien-lam-viec") ?? ""
const whoIs = (cookie: string) => {
  const { request, context } = office.ask("/cong-viec", { cookie })
  return requireActor(request, context)
}
const entriesOf = async (subjectId: string) => (await findAuditPage({ subjectId }, 1, 20)).entries

test("the sign-in page offers the province's own sign-on by its name, and the way there carries PKCE, state and nonce", async () => {
  const page = await signInPage(office.ask("/dang-nhap"))
  expect(page).toMatchObject({ signOn: "Cổng SSO tỉnh thử" })
  const asked = await told(begin(office.ask(`${PAGE}?returnTo=/thoi-han`)) as Promise<unknown>)
  const address = new URL(asked.to)
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    response_type: "code",
    scope: "openid",
    redirect_uri: "http://office.test/dang-nhap-chung/tra-loi",
    code_challenge_method: "S256",
  })
  for (const name of ["state", "nonce", "code_challenge"])
    expect(address.searchParams.get(name)?.length).toBeGreaterThan(40)
})

test("whoever the administrator named comes in by the province's own sign-on, at the page that was asked for, and the log says how", async () => {
  await aStoredUser({ id: "qua.cong", signOnId: named("1001") })
  const given = await comes({ accountId: "1001" }, `${PAGE}?returnTo=${encodeURIComponent("/thoi-han?a=1")}`)
  expect(given.to).toBe("/thoi-han?a=1")
  expect(await whoIs(sessionIn(given))).toMatchObject({ id: "qua.cong" })
  expect(given.cookies.get("dang-nhap-chung")).toBe("dang-nhap-chung=")
  const [last] = await entriesOf("qua.cong")
  expect(last).toMatchObject({ type: "session.started", payload: { how: "SIGN_ON" } })
})

test("a session the browser had before is ended by the sign-on, and the new one has another name", async () => {
  await aStoredUser({ id: "phien.cu", signOnId: named("1002") })
  const before = await signInOf(office, "phien.cu")
  // Signed out elsewhere in between: the page would lead on otherwise.
  const back = await sentBack({ accountId: "1002" })
  const given = await answered(back.path, sent(back.question, before))
  expect(sessionIn(given)).not.toBe(before)
  expect(await whoIs(sessionIn(given))).toMatchObject({ id: "phien.cu" })
  await expect(whoIs(before)).rejects.toBeInstanceOf(Response)
})

test("whom nobody named is refused with the identifier to hand to the administrator, and nobody is made", async () => {
  const given = await comes({ accountId: "la.mat" })
  expect(given.status).toBe(400)
  expect(given.page).toMatchObject({ identifier: named("la.mat") })
  expect(given.page?.["message"]).toContain("chưa gắn với ai ở đây")
  expect(sessionIn(given)).toBe("")
  expect(await findUser("la.mat")).toBeNull()
  const [last] = await entriesOf("*")
  expect(last).toMatchObject({ type: "signIn.failed", payload: { reason: "UNKNOWN_PERSON" } })
  expect(JSON.stringify(last)).not.toContain("la.mat")
})

test("a switched-off person and a made-up one of the training do not come in by the province's own sign-on", async () => {
  await aStoredUser({ id: "da.nghi", signOnId: named("1003"), active: false })
  await aStoredUser({ id: "nguoi.gia", signOnId: named("1004"), trainingPassword: "tap-huan-2023" })
  for (const accountId of ["1003", "1004"]) {
    const given = await comes({ accountId })
    expect(given.page?.["message"]).toContain("đã ngừng sử dụng")
    expect(sessionIn(given)).toBe("")
  }
  expect((await entriesOf("da.nghi"))[0]).toMatchObject({ payload: { reason: "NOT_ACTIVE" } })
})

test("whoever comes by the sign-on with a one-time password nobody used needs no password, and that one opens nothing any more", async () => {
  const until = new Date(Date.now() + 60_000)
  const { passwordHash } = await aStoredUser({
    id: "moi.den",
    signOnId: named("1005"),
    oneTimeUntil: until,
  })
  // Whoever was handed that password is in as far as the page that changes it.
  const waiting = await signInOf(office, "moi.den")
  const given = await comes({ accountId: "1005" })
  expect(await whoIs(sessionIn(given))).toMatchObject({ id: "moi.den" })
  await expect(whoIs(waiting)).rejects.toBeInstanceOf(Response)
  expect(await SignInSessionModel.countDocuments({ userId: "moi.den" })).toBe(1)
  const kept = await findUser("moi.den")
  expect(kept?.oneTimeUntil).toBeNull()
  expect(kept?.passwordHash).not.toBe(passwordHash)
  expect((await entriesOf("moi.den")).map(({ type }) => type)).toContain("password.ended")
})

test("a role that must show two steps is asked for the second here, unless the provider asked for one itself", async () => {
  await saveReference("accountRules", [
    {
      secondFactorRoles: ["LEADER"],
      provenMinutes: 15,
      reason: "Người ký",
      validFrom: "2022-01-01",
      validTo: null,
    },
  ])
  const leads = [{ role: "LEADER" as const, agencyId: "ubnd-tinh", validFrom: "2022-01-01", validTo: null }]
  await aStoredUser({ id: "chu.tich", signOnId: named("1006"), assignments: leads })
  const once = await comes({ accountId: "1006", amr: ["pwd"] })
  expect(once.to).toMatch(/^\/ma-xac-thuc/)
  await expect(whoIs(sessionIn(once))).rejects.toBeInstanceOf(Response)
  const twice = await comes({ accountId: "1006", amr: ["pwd", "otp", "mfa"] })
  expect(await whoIs(sessionIn(twice))).toMatchObject({ id: "chu.tich" })
})

test("a one-time password goes on until whoever came by the sign-on has set up the step their role asks for, and ends with it", async () => {
  await aStoredUser({
    id: "chu.tich.moi",
    signOnId: named("1017"),
    oneTimeUntil: new Date(Date.now() + 60_000),
    assignments: [{ role: "LEADER", agencyId: "ubnd-tinh", validFrom: "2022-01-01", validTo: null }],
  })
  const waiting = await signInOf(office, "chu.tich.moi")
  const cookie = sessionIn(await comes({ accountId: "1017" }))
  expect((await findUser("chu.tich.moi"))?.oneTimeUntil).toEqual(expect.any(Date))
  const { offered } = await offerCode(office.ask("/hai-buoc", { cookie }))
  if (!offered) throw new Error("nothing offered")
  const code = new TOTP({ secret: offered.secret.replace(/\s/g, "") }).generate()
  const done = await told(
    setUpCode(office.ask("/hai-buoc", { cookie, form: { offer: offered.offer, code } })) as Promise<unknown>,
  )
  expect(await whoIs(sessionIn(done))).toMatchObject({ id: "chu.tich.moi" })
  expect((await findUser("chu.tich.moi"))?.oneTimeUntil).toBeNull()
  await expect(whoIs(waiting)).rejects.toBeInstanceOf(Response)
  expect(await SignInSessionModel.countDocuments({ userId: "chu.tich.moi" })).toBe(1)
})

test("who comes in where the provider remembers somebody sets up no step in their name before it asked anew", async () => {
  await aStoredUser({
    id: "chu.tich.nho",
    signOnId: named("1024"),
    assignments: [{ role: "LEADER", agencyId: "ubnd-tinh", validFrom: "2022-01-01", validTo: null }],
  })
  provider.says((claims) => ({ ...claims, auth_time: later(claims, -20 * 60) }))
  const first = await sentBack({ accountId: "1024" })
  const cookie = sessionIn(await answered(first.path, first.question))
  const sentOn = /^\/dang-nhap-chung\?.*xac-nhan=1/
  expect((await told(offerCode(office.ask("/hai-buoc", { cookie })))).to).toMatch(sentOn)
  expect((await told(offerKey(office.ask("/khoa-truy-cap", { cookie })))).to).toMatch(sentOn)
  provider.says(null)
  const back = await sentBack({ accountId: "1024" }, { path: AGAIN, cookie, browser: first.browser })
  const anew = await answered(back.path, sent(back.question, cookie))
  expect(anew.to).toMatch(/^\/ma-xac-thuc/)
  const mine = sessionIn(anew)
  const { offered } = await offerCode(office.ask("/hai-buoc", { cookie: mine }))
  const code = new TOTP({ secret: offered?.secret.replace(/\s/g, "") ?? "" }).generate()
  const form = { offer: offered?.offer ?? "", code }
  const done = await told(setUpCode(office.ask("/hai-buoc", { cookie: mine, form })) as Promise<unknown>)
  expect(await whoIs(sessionIn(done))).toMatchObject({ id: "chu.tich.nho" })
  expect((await entriesOf("chu.tich.nho")).map(({ type }) => type)).toEqual([
    "session.started",
    "secondFactor.added",
  ])
})

test("an answer is good once, in the browser that asked, within ten minutes", async () => {
  await aStoredUser({ id: "mot.lan", signOnId: named("1007") })
  const back = await sentBack({ accountId: "1007" })
  const stale = /đã dùng rồi, đã quá 10 phút, hoặc mở từ trình duyệt khác/
  // Another browser, which asked nothing, or something else.
  expect((await answered(back.path, "")).page?.["message"]).toMatch(stale)
  const other = await sentBack({ accountId: "1007" })
  expect((await answered(back.path, other.question)).page?.["message"]).toMatch(stale)
  expect((await answered(back.path, back.question)).to).toBe("/cong-viec")
  // The code again, with the cookie kept by hand: the provider gives nothing for it a second time.
  expect((await answered(back.path, back.question)).page?.["message"]).toMatch(stale)
  const late = await sentBack({ accountId: "1007" })
  const { realClock } = office.runtime
  office.runtime.realClock = { now: () => new Date(realClock.now().getTime() + 11 * 60_000) }
  try {
    expect((await answered(late.path, late.question)).page?.["message"]).toMatch(stale)
  } finally {
    office.runtime.realClock = realClock
  }
})

test("who only looks whether the way back is there (HEAD) takes nobody's answer", async () => {
  await aStoredUser({ id: "chi.nhin", signOnId: named("1008") })
  const back = await sentBack({ accountId: "1008" })
  const { context, params } = office.ask(back.path)
  const request = new Request(`http://office.test${back.path}`, {
    method: "HEAD",
    headers: { Cookie: back.question },
  })
  const looked = await told(comeBack({ request, context, params }) as Promise<unknown>)
  expect(looked).toMatchObject({ status: 400, cookies: new Map() })
  expect((await answered(back.path, back.question)).to).toBe("/cong-viec")
})

test("somebody who says no at the provider is told so, and may try again", async () => {
  const given = await comes("REFUSES")
  expect(given.page?.["message"]).toContain("chưa cho phép đăng nhập")
  expect((await entriesOf("*"))[0]).toMatchObject({ payload: { reason: "SIGN_ON" } })
})

const NOT_FOR_US = "không dành cho lần đăng nhập này hoặc đã bị sửa"
test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>, string]>([
  ["for another system", (claims) => ({ ...claims, aud: "he-thong-khac" }), NOT_FOR_US],
  ["by another provider", (claims) => ({ ...claims, iss: "https://khac.example" }), NOT_FOR_US],
  ["to another question", (claims) => ({ ...claims, nonce: "khac" }), NOT_FOR_US],
  ["to no question", ({ nonce: _, ...claims }) => claims, NOT_FOR_US],
  ["of somebody without a name", (claims) => ({ ...claims, sub: "" }), NOT_FOR_US],
  ["from tomorrow", (claims) => ({ ...claims, iat: later(claims, 3_600) }), "Đồng hồ"],
  ["that ran out", (claims) => ({ ...claims, exp: later(claims, -3_600) }), "Đồng hồ"],
])("an answer signed by the provider but %s lets nobody in", async (_, change, words) => {
  await aStoredUser({ id: "bi.sua", signOnId: named("1009") })
  provider.says(change)
  const given = await comes({ accountId: "1009" })
  expect(given.page?.["message"]).toContain(words)
  expect(sessionIn(given)).toBe("")
})
const later = (claims: Record<string, unknown>, seconds: number) => Number(claims["iat"]) + seconds

test("an answer that says what it should but was signed by somebody else lets nobody in", async () => {
  await aStoredUser({ id: "gia.mao", signOnId: named("1015") })
  provider.says((claims) => claims, { forged: true })
  const given = await comes({ accountId: "1015" })
  expect(given.page?.["message"]).toContain(NOT_FOR_US)
  expect(sessionIn(given)).toBe("")
})

test("a provider that still lets in whoever showed themselves there more than twelve hours ago lets nobody in here", async () => {
  await aStoredUser({ id: "hom.qua", signOnId: named("1997") })
  const hoursAgo = (hours: number) =>
    provider.says((claims) => ({ ...claims, auth_time: later(claims, -hours * 3600) }))
  hoursAgo(13)
  const given = await comes({ accountId: "1997" })
  expect(given.page?.["message"]).toContain("dùng lần đăng nhập cũ")
  expect(sessionIn(given)).toBe("")
  hoursAgo(11)
  expect(await whoIs(sessionIn(await comes({ accountId: "1997" })))).toMatchObject({ id: "hom.qua" })
})

test("a code that was put into an answer to another question of the same browser opens nothing", async () => {
  await aStoredUser({ id: "tron.ma", signOnId: named("1010") })
  const [theirs, mine] = [await sentBack({ accountId: "1010" }), await sentBack({ accountId: "1010" })]
  const swapped = new URL(mine.path, "http://office.test")
  swapped.searchParams.set("code", new URL(theirs.path, "http://office.test").searchParams.get("code") ?? "")
  const given = await answered(swapped.pathname + swapped.search, mine.question)
  expect(given.page?.["message"]).toContain("lần nữa")
  expect(sessionIn(given)).toBe("")
})

test.each([
  ["is ill", { status: 500, body: "{}" }],
  ["talks nonsense", { status: 200, body: "<html>" }],
  ["never ends", { status: 200, body: `{"a":"${"x".repeat(300_000)}"}` }],
])("a provider that %s leaves the password as the way in, in words", async (_, ill) => {
  await aStoredUser({ id: "cho.cong", signOnId: named("1011") })
  const back = await sentBack({ accountId: "1011" })
  provider.isIll(ill)
  const given = await answered(back.path, back.question)
  expect(given.status).toBe(503)
  expect(given.page?.["message"]).toContain("chưa trả lời")
  expect(given.page?.["message"]).toContain("đăng nhập bằng mật khẩu")
})

test("a day on which the sign-on lets nobody in shuts no office out of its passwords, nor out of the sign-on", async () => {
  await aStoredUser({ id: "ca.co.quan", signOnId: named("1019") })
  for (let n = 0; n < 31; n++) {
    expect((await comes({ accountId: "chua.ghi" })).page?.["message"]).toContain("chưa gắn với ai")
    const back = await sentBack({ accountId: "1019" })
    provider.isIll({ status: 500, body: "{}" })
    expect((await answered(back.path, back.question)).status).toBe(503)
    provider.isIll(null)
  }
  expect(await whoIs(await signInOf(office, "ca.co.quan"))).toMatchObject({ id: "ca.co.quan" })
  expect(await whoIs(sessionIn(await comes({ accountId: "1019" })))).toMatchObject({ id: "ca.co.quan" })
})

test("why a sign-on came to nothing is in the log of the office, and with the request's number in that of the machine, without names", async () => {
  const warn = vi.spyOn(office.runtime.logger, "warn")
  try {
    await aStoredUser({ id: "vi.sao", signOnId: named("1020") })
    const back = await sentBack({ accountId: "1020" })
    provider.isIll({ status: 400, body: '{"error":"invalid_client"}' })
    expect((await answered(back.path, back.question)).page?.["message"]).toContain("OIDC_CLIENT_SECRET")
    expect(warn.mock.calls.map(([details]) => details)).toEqual([
      { correlationId: "test", fault: "MISCONFIGURED", code: "invalid_client" },
    ])
    expect((await entriesOf("*"))[0]).toMatchObject({
      payload: { reason: "SIGN_ON", fault: "MISCONFIGURED" },
    })
  } finally {
    warn.mockRestore()
  }
})

test("a fault of our own on the way back is told as one, and costs no try", async () => {
  const { signOn } = office.runtime
  const back = await sentBack({ accountId: "1020" })
  if (!signOn) throw new Error("no sign-on")
  office.runtime.signOn = { ...signOn, answer: () => Promise.reject(new RangeError("ours")) }
  try {
    await expect(answered(back.path, back.question)).rejects.toThrow("ours")
  } finally {
    office.runtime.signOn = signOn
  }
  const counted = await SignInFailuresModel.find().lean()
  expect(counted.map(({ count }) => count)).toEqual([0])
})

test("an answer to another window's question lets this one's stand", async () => {
  await aStoredUser({ id: "hai.cua.so", signOnId: named("1021") })
  const [other, mine] = [await sentBack({ accountId: "1021" }), await sentBack({ accountId: "1021" })]
  const stale = await answered(other.path, mine.question)
  expect(stale.page?.["message"]).toContain("lần nữa")
  expect([...stale.cookies.keys()]).toEqual([])
  expect((await answered(mine.path, mine.question)).to).toBe("/cong-viec")
})

test("after too many answers from one address that let nobody in, the next have to wait, and one line of the log says so", async () => {
  const address = "203.0.113.99"
  await SignInFailuresModel.deleteMany({})
  let given: Told | null = null
  for (let n = 0; n < 62; n++) {
    const asked = await told(begin(office.ask(PAGE)) as Promise<unknown>)
    const state = new URL(asked.to).searchParams.get("state") ?? ""
    const answer = `/dang-nhap-chung/tra-loi?code=doan-mo&state=${state}&iss=${encodeURIComponent(provider.issuer)}`
    given = await answered(answer, asked.cookies.get("dang-nhap-chung") ?? "", address)
  }
  expect(given?.page?.["message"]).toContain("quá nhiều lần")
  const { entries } = await findAuditPage({ subjectId: "*" }, 1, 100)
  const tooMany = entries.filter(
    ({ payload }) => JSON.stringify(payload) === JSON.stringify({ address, reason: "TOO_MANY" }),
  )
  expect(tooMany).toHaveLength(1)
})

/** As if so many minutes had passed since it was shown who sits there. */
const longAgo = (userId: string) =>
  SignInSessionModel.updateMany({ userId }, { $set: { provenAt: new Date(Date.now() - 20 * 60_000) } })
/** A grave act in somebody's session. */
const act = (cookie: string) => {
  const { request, context } = office.ask("/quan-tri/nguoi-dung/moi", { cookie, form: { a: "b" } })
  return requireActor(request, context)
}
const AGAIN = `${PAGE}?xac-nhan=1&returnTo=/quan-tri`

test("whoever came by the sign-on shows there again that it is they before a grave act, and only there anew", async () => {
  await aStoredUser({ id: "hoi.lai", signOnId: named("1012") })
  const first = await sentBack({ accountId: "1012" })
  const cookie = sessionIn(await answered(first.path, first.question))
  await longAgo("hoi.lai")
  await expect(act(cookie)).rejects.toBeInstanceOf(Response)
  expect(await provePage(office.ask("/xac-nhan-lai", { cookie }))).toMatchObject({
    signOn: "Cổng SSO tỉnh thử",
  })
  const asked = await told(begin(office.ask(AGAIN, { cookie })) as Promise<unknown>)
  const address = new URL(asked.to).searchParams
  expect([address.get("prompt"), address.get("max_age")]).toEqual(["login", "0"])
  // The provider remembers them, and asks all the same.
  const back = await sentBack({ accountId: "1012" }, { path: AGAIN, cookie, browser: first.browser })
  const given = await answered(back.path, sent(back.question, cookie))
  expect(given.to).toBe("/quan-tri")
  expect(await act(sessionIn(given))).toMatchObject({ id: "hoi.lai" })
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  expect((await entriesOf("hoi.lai"))[0]).toMatchObject({
    type: "session.proven",
    payload: { how: "SIGN_ON" },
  })
})

test("signing out and in again where the provider remembers the person shows nobody who sits there, and the page says that it does", async () => {
  await aStoredUser({ id: "con.phien", signOnId: named("1016") })
  const first = await sentBack({ accountId: "1016" })
  const before = sessionIn(await answered(first.path, first.question))
  expect(await act(before)).toMatchObject({ id: "con.phien" })
  const out = await told(signOut(office.ask("/dang-xuat", { cookie: before, form: { a: "b" } })))
  expect(out.to).toBe("/dang-nhap?da-xuat=1")
  expect(await signInPage(office.ask(out.to))).toMatchObject({
    isSignedOut: true,
    signOn: "Cổng SSO tỉnh thử",
  })
  // A link of that page ends the provider's session too, and leads back.
  const leave = new URL((await signInPage(office.ask(out.to))).leaveAddress ?? "")
  expect(leave.origin).toBe(new URL(provider.issuer).origin)
  expect(leave.searchParams.get("client_id")).toBe("danh-muc")
  expect(leave.searchParams.get("post_logout_redirect_uri")).toMatch(/\/dang-nhap$/u)
  const asks = await fetch(leave)
  expect([asks.status, await asks.text()]).toEqual([200, expect.stringContaining("logout")])
  const elsewhere = new URL(leave)
  elsewhere.searchParams.set("post_logout_redirect_uri", "https://khac.example/")
  expect((await fetch(elsewhere)).status).toBe(400)
  // Twenty minutes later, in the same browser, nobody types anything.
  const saidAt: unknown[] = []
  provider.says((claims) => {
    saidAt.push(claims["auth_time"])
    return { ...claims, auth_time: later(claims, -20 * 60) }
  })
  const second = await sentBack({ accountId: "1016" }, { browser: first.browser })
  const cookie = sessionIn(await answered(second.path, second.question))
  expect(saidAt).toEqual([expect.any(Number)])
  expect(await whoIs(cookie)).toMatchObject({ id: "con.phien" })
  expect((await told(act(cookie))).to).toMatch(/^\/xac-nhan-lai/)
})

test.each([
  ["does not say when it asked", undefined, /^\/xac-nhan-lai/],
  ["says it asked tomorrow", 86_400, null],
])("a provider that %s counts for no longer than from now", async (_, offset, leads) => {
  await aStoredUser({ id: "khong.luc", signOnId: named("1018") })
  provider.says(({ auth_time: _at, ...claims }) =>
    offset === undefined ? claims : { ...claims, auth_time: later(claims, offset) },
  )
  const cookie = sessionIn(await comes({ accountId: "1018" }))
  if (leads) expect((await told(act(cookie))).to).toMatch(leads)
  const stored = await SignInSessionModel.findOne({ userId: "khong.luc" }).sort({ startedAt: -1 }).lean()
  expect(stored?.provenAt?.getTime()).toBeLessThanOrEqual(Date.now())
})

test.each<[string, (claims: Record<string, unknown>) => Record<string, unknown>, string]>([
  ["an old sign-on", (claims) => ({ ...claims, auth_time: later(claims, -600) }), "không hỏi lại bạn"],
  ["one that does not say when", ({ auth_time: _, ...claims }) => claims, "bật «auth_time»"],
  ["somebody else's", (claims) => ({ ...claims, sub: "1999" }), "không phải là «chung.minh»"],
])("%s proves nobody before a grave act", async (_, change, words) => {
  await aStoredUser({ id: "chung.minh", signOnId: named("1013") })
  const first = await sentBack({ accountId: "1013" })
  const cookie = sessionIn(await answered(first.path, first.question))
  await longAgo("chung.minh")
  provider.says(change)
  const back = await sentBack({ accountId: "1013" }, { path: AGAIN, cookie, browser: first.browser })
  const given = await answered(back.path, sent(back.question, cookie))
  expect(given.page).toMatchObject({ isAgain: true })
  expect(given.page?.["message"]).toContain(words)
  expect(sessionIn(given)).toBe("")
})

test("the step a person set up here is theirs: the provider's two steps stand in for it neither at the door nor before a grave act", async () => {
  const { secret } = await aSecondFactor("buoc.rieng")
  const strong = { accountId: "1022", amr: ["pwd", "otp", "mfa"] }
  const given = await comes(strong)
  expect(given.to).toMatch(/^\/ma-xac-thuc/)
  const waiting = sessionIn(given)
  await expect(whoIs(waiting)).rejects.toBeInstanceOf(Response)
  const code = new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 })
  const cookie = sessionIn(
    await told(giveCode(office.ask("/ma-xac-thuc", { cookie: waiting, form: { code } })) as Promise<unknown>),
  )
  expect(await act(cookie)).toMatchObject({ id: "buoc.rieng" })
  await longAgo("buoc.rieng")
  expect(await provePage(office.ask("/xac-nhan-lai", { cookie }))).toMatchObject({
    signOn: null,
    asks: "CODE",
  })
  expect((await told(begin(office.ask(AGAIN, { cookie })) as Promise<unknown>)).to).toMatch(/^\/dang-nhap\?/)
})

/** Somebody known at the provider who has a code on their telephone. */
async function aSecondFactor(id: string): Promise<{ secret: string }> {
  await aStoredUser({ id, signOnId: named("1022") })
  const cookie = await signInOf(office, id)
  const { offered } = await offerCode(office.ask("/hai-buoc", { cookie }))
  const secret = offered?.secret.replace(/\s/g, "") ?? ""
  const code = new TOTP({ secret }).generate()
  await setUpCode(office.ask("/hai-buoc", { cookie, form: { offer: offered?.offer ?? "", code } }))
  return { secret }
}

test("whose role asks for two steps and who came by the provider's two is not let through by a password alone", async () => {
  await aStoredUser({
    id: "chu.tich.mfa",
    signOnId: named("1023"),
    assignments: [{ role: "LEADER", agencyId: "ubnd-tinh", validFrom: "2022-01-01", validTo: null }],
  })
  const strong = { accountId: "1023", amr: ["pwd", "otp", "mfa"] }
  const first = await sentBack(strong)
  const cookie = sessionIn(await answered(first.path, first.question))
  await longAgo("chu.tich.mfa")
  expect(await provePage(office.ask("/xac-nhan-lai", { cookie }))).toMatchObject({
    asks: "NOTHING",
    signOn: "Cổng SSO tỉnh thử",
  })
  const tried = await told(
    prove(office.ask("/xac-nhan-lai", { cookie, form: { answer: "đúng mật khẩu" } })) as Promise<unknown>,
  )
  expect(JSON.stringify(tried.page)).toContain("mật khẩu thôi chưa đủ")
  const weak = await sentBack({ ...strong, amr: ["pwd"] }, { path: AGAIN, cookie, browser: first.browser })
  const once = await answered(weak.path, sent(weak.question, cookie))
  expect(once.page?.["message"]).toContain("chỉ hỏi một bước")
  const back = await sentBack(strong, { path: AGAIN, cookie, browser: first.browser })
  expect((await answered(back.path, sent(back.question, cookie))).to).toBe("/quan-tri")
})

test("whoever came by a password is not asked again at the provider", async () => {
  await aStoredUser({ id: "bang.mat.khau", signOnId: named("1014") })
  const cookie = await signInOf(office, "bang.mat.khau")
  expect(await provePage(office.ask("/xac-nhan-lai", { cookie }))).toMatchObject({ signOn: null })
  expect((await told(begin(office.ask(AGAIN, { cookie })) as Promise<unknown>)).to).toMatch(/^\/dang-nhap\?/)
})

test("an office without the setting has no button, and nobody comes that way", async () => {
  const { signOn } = office.runtime
  office.runtime.signOn = null
  try {
    expect(await signInPage(office.ask("/dang-nhap"))).toMatchObject({ signOn: null })
    const given = await told(begin(office.ask(PAGE)) as Promise<unknown>)
    expect(given.status).toBe(404)
    expect(given.page?.["message"]).toContain("không dùng đăng nhập chung")
  } finally {
    office.runtime.signOn = signOn
  }
})

test("the cookie of the question comes along from another site, is short-lived and out of reach of scripts", async () => {
  const answer = await Promise.resolve(begin(office.ask(PAGE))).catch((thrown: unknown) => thrown)
  const cookie = (answer as Response).headers.get("Set-Cookie") ?? ""
  expect(cookie).toMatch(/SameSite=Lax/)
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/Max-Age=600/)
  expect(cookieOf(answer as Response)).toMatch(/^dang-nhap-chung=/)
})
