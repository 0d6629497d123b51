import { TOTP } from "otpauth"
import { afterAll, beforeAll, expect, test } from "vitest"
import { requireActor } from "#app/http/require-actor.server.ts"
import { action as signIn } from "#app/routes/_cong-khai.dang-nhap.tsx"
import { loader as offer, action as setUp } from "#app/routes/_cong-khai.hai-buoc.tsx"
import { loader as offerKey } from "#app/routes/_cong-khai.khoa-truy-cap.tsx"
import { loader as askCode, action as giveCode } from "#app/routes/_cong-khai.ma-xac-thuc.tsx"
import { action as changePassword, loader as ownPassword } from "#app/routes/_cong-khai.mat-khau.tsx"
import { action as prove } from "#app/routes/_cong-khai.xac-nhan-lai.tsx"
import { loader as account, action as changeAccount } from "#app/routes/_van-phong.tai-khoan/route.tsx"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { SignInSessionModel } from "#models/user/sign-in-session.schema.server.ts"
import { UserModel } from "#models/user/user.schema.server.ts"
import { seedReference } from "#seeds/seed-reference.server.ts"
import { offerPasskey } from "#workflows/identity/add-passkey.server.ts"
import { confirmSecondFactor, offerSecondFactor } from "#workflows/identity/second-factor.server.ts"
import { signIn as signInAs } from "#workflows/identity/sign-in.server.ts"
import { aStoredUser, cookieOf, type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice({ TRAINING_MODE: "false", TEST_BED: "true" })
  await seedReference(office.runtime.store)
}, 60_000)
afterAll(() => office.close())

const PASSWORD = "đúng mật khẩu"
const enter = async (userId: string): Promise<Response> => {
  const answer = await signIn(office.ask("/dang-nhap", { form: { userId, password: PASSWORD } }))
  if ("data" in answer) throw new Error(JSON.stringify(answer.data))
  return answer as Response
}
const whoIs = (cookie: string) => {
  const { request, context } = office.ask("/cong-viec", { cookie })
  return requireActor(request, context)
}
const leadsTo = async (work: Promise<unknown>): Promise<string> => {
  const answer = await work.catch((thrown: unknown) => thrown)
  if (!(answer instanceof Response)) throw new Error("led nowhere")
  return answer.headers.get("Location") ?? ""
}
/** The session an answer hands on; the old one is to open nothing. */
const goesOnWith = (answer: unknown): string => {
  const { init } = answer as { init?: { headers: HeadersInit } }
  return cookieOf(answer instanceof Response ? answer : new Response(null, { headers: init?.headers ?? {} }))
}
/** What the telephone shows, `later` half minutes on. */
const codeOf = (secret: string, later = 0): string =>
  new TOTP({ secret: secret.replace(/\s/g, "") }).generate({ timestamp: Date.now() + later * 30_000 })
const errorsOf = (answer: unknown): string =>
  JSON.stringify((answer as { data?: { errors?: unknown } }).data?.errors ?? null)

/** What the page offers to scan. */
async function offerTo(cookie: string) {
  const { offered } = await offer(office.ask("/hai-buoc", { cookie }))
  if (!offered) throw new Error("nothing offered")
  return offered
}

/** Sets a factor up for somebody signed in; the secret their telephone has, and the codes for when it is lost. */
async function withFactor(userId: string): Promise<{ secret: string; codes: string[]; cookie: string }> {
  await aStoredUser({ id: userId, fullName: "Trần Hai Bước" })
  const before = cookieOf(await enter(userId))
  const offered = await offerTo(before)
  const form = { offer: offered.offer, code: codeOf(offered.secret, -1) }
  const answer = await setUp(office.ask("/hai-buoc", { cookie: before, form }))
  const codes = (answer as { data: { codes: string[] | null } }).data.codes
  if (!codes) throw new Error(errorsOf(answer))
  const cookie = goesOnWith(answer)
  await expect(whoIs(before)).rejects.toBeInstanceOf(Response)
  // The page is read again with the answer: it stays, and offers nothing new.
  expect(await offer(office.ask("/hai-buoc", { cookie }))).toMatchObject({ offered: null })
  return { secret: offered.secret, codes, cookie }
}

test("with a second factor the password opens nothing but the page that asks for the code, and the code is good once", async () => {
  const { secret } = await withFactor("co.hai.buoc")
  const first = await enter("co.hai.buoc")
  expect(first.headers.get("Location")).toMatch(/^\/ma-xac-thuc\?returnTo=/)
  const cookie = cookieOf(first)
  expect(await leadsTo(whoIs(cookie))).toMatch(/^\/ma-xac-thuc/)
  expect(await askCode(office.ask("/ma-xac-thuc", { cookie }))).toMatchObject({
    userId: "co.hai.buoc",
    left: 10,
  })
  const give = (code: string, mine = cookie) =>
    giveCode(office.ask("/ma-xac-thuc", { cookie: mine, form: { code } }))
  expect(errorsOf(await give("000000"))).toContain("Mã không đúng")
  const code = codeOf(secret)
  const given = (await give(code)) as Response
  expect(given.headers.get("Location")).toBe("/cong-viec")
  expect(await whoIs(goesOnWith(given))).toMatchObject({ id: "co.hai.buoc" })
  // The name the session had before it opened anything opens nothing after it either.
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  const again = cookieOf(await enter("co.hai.buoc"))
  expect(errorsOf(await give(code, again))).toContain("đã dùng")
  await expect(whoIs(again)).rejects.toBeInstanceOf(Response)
})

/** Changes the password somebody was given. */
const changes = (cookie: string, path: string) => {
  const chosen = "một câu thật dễ nhớ"
  return changePassword(office.ask(path, { cookie, form: { current: PASSWORD, chosen, again: chosen } }))
}
const handedOut = () => new Date(Date.now() + 60_000)

test("whoever was handed a one-time password sets up no factor in somebody's account by it: a password of their own comes first", async () => {
  const user = await aStoredUser({ id: "mot.lan.hai", oneTimeUntil: handedOut() })
  const cookie = cookieOf(await enter(user.id))
  for (const page of [
    offer(office.ask("/hai-buoc", { cookie })),
    offerKey(office.ask("/khoa-truy-cap", { cookie })),
  ])
    expect(await leadsTo(page)).toMatch(/^\/mat-khau\?returnTo=/)
  const { sessionId } = await signInAs(office.runtime, {
    userId: user.id,
    password: PASSWORD,
    address: "203.0.113.7",
    previousSessionId: null,
  })
  const site = { origin: "http://office.test", rpId: "office.test" }
  const offered = offerSecondFactor(office.runtime, user.id)
  const own = { userId: user.id, sessionId }
  const code = codeOf(offered.secret)
  for (const work of [
    () => confirmSecondFactor(office.runtime, { ...own, offer: offered.offer, code }),
    () => offerPasskey(office.runtime, { ...own, site }),
  ])
    await expect(work()).rejects.toThrow("Đặt mật khẩu của riêng mình trước")
  expect((await UserModel.findById(user.id).lean())?.secondFactor ?? null).toBeNull()
})

test("a code for the lost device is good once, and guessing at codes is stopped", async () => {
  const { codes } = await withFactor("mat.may")
  const give = async (code: string) => {
    const cookie = cookieOf(await enter("mat.may"))
    return await giveCode(office.ask("/ma-xac-thuc", { cookie, form: { code } }))
  }
  const right = await give((codes[0] ?? "").toUpperCase())
  expect(await whoIs(goesOnWith(right))).toMatchObject({ id: "mat.may" })
  expect(errorsOf(await give(codes[0] ?? ""))).toContain("đã dùng")
  for (let n = 0; n < 6; n++) await give(`00000${n}`)
  expect(errorsOf(await give(codes[1] ?? ""))).toContain("quá nhiều lần")
})

test("what the store keeps of a factor computes no code, and the log says that it was set up and who failed", async () => {
  const { secret } = await withFactor("cat.kin")
  const stored = JSON.stringify(await UserModel.findById("cat.kin").lean())
  expect(stored).not.toContain(secret.replace(/\s/g, ""))
  const { entries } = await findAuditPage({ subjectId: "cat.kin" }, 1, 10)
  expect(entries.map(({ type }) => type)).toContain("secondFactor.added")
})

test("a role the office asks it of leads whoever has none yet to set it up before anything else, and keeps it", async () => {
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
    id: "chu.tich",
    fullName: "Lê Chủ Tịch",
    assignments: [{ role: "LEADER", agencyId: "ubnd-tinh", validFrom: "2022-01-01", validTo: null }],
  })
  const cookie = cookieOf(await enter("chu.tich"))
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  expect(await leadsTo(askCode(office.ask("/ma-xac-thuc", { cookie })))).toMatch(/^\/hai-buoc/)
  expect(await offer(office.ask("/hai-buoc", { cookie }))).toMatchObject({ isAsked: true })
  const offered = await offerTo(cookie)
  const form = { offer: offered.offer, code: codeOf(offered.secret) }
  const mine = goesOnWith(await setUp(office.ask("/hai-buoc", { cookie, form })))
  expect(await whoIs(mine)).toMatchObject({ id: "chu.tich" })
  const taken = { cookie: mine, form: { intent: "removeFactor" } }
  const refused = await changeAccount(office.ask("/tai-khoan", taken))
  expect(errorsOf(refused)).toContain("phải xác thực hai bước")
})

test("a wrong first code leaves what was scanned right", async () => {
  await aStoredUser({ id: "go.nham", fullName: "Người Gõ Nhầm" })
  const cookie = cookieOf(await enter("go.nham"))
  const { offer: made, secret } = await offerTo(cookie)
  const wrong = await setUp(office.ask("/hai-buoc", { cookie, form: { offer: made, code: "000000" } }))
  expect(errorsOf(wrong)).toContain("Mã không đúng")
  expect((wrong as { data: { offered: unknown } }).data.offered).toMatchObject({ offer: made, secret })
})

test("an offer made to one person is nobody else's, and runs out", async () => {
  await aStoredUser({ id: "nguoi.mot", fullName: "Người Một" })
  await aStoredUser({ id: "nguoi.hai", fullName: "Người Hai" })
  const one = cookieOf(await enter("nguoi.mot"))
  const two = cookieOf(await enter("nguoi.hai"))
  const offered = await offerTo(one)
  const form = { offer: offered.offer, code: codeOf(offered.secret) }
  expect(errorsOf(await setUp(office.ask("/hai-buoc", { cookie: two, form })))).toContain("hết hạn")
  const changed = `${offered.offer.slice(0, -2)}AA`
  expect(
    errorsOf(await setUp(office.ask("/hai-buoc", { cookie: one, form: { ...form, offer: changed } }))),
  ).toContain("hết hạn")
})

/** As if so many minutes had passed since it was shown who sits there. */
const longAgo = async (userId: string, minutes: number) => {
  await SignInSessionModel.updateMany(
    { userId },
    { $set: { provenAt: new Date(Date.now() - minutes * 60_000) } },
  )
}

test("a grave act asks again who sits there when that was shown too long ago, keeps what was typed, and goes on after it", async () => {
  const { cookie, secret } = await withFactor("lau.roi")
  await longAgo("lau.roi", 20)
  const act = (path: string, form: Record<string, string>, mine = cookie) => {
    const { request, context } = office.ask(path, { cookie: mine, form })
    return requireActor(request, context)
  }
  const away = await leadsTo(act("/ban-hanh/2023-1", { intent: "sign", confirmed: "on" }))
  expect(away).toMatch(/^\/xac-nhan-lai\?returnTo=%2Fban-hanh%2F2023-1/)
  for (const path of [
    ...["/quan-tri/nguoi-dung/moi", "/quan-tri/du-lieu-ca-nhan/nguoi.ky"],
    ...["/viec-hang-loat/abc", "/tai-khoan"],
  ])
    expect(await leadsTo(act(path, { name: "x" }))).toMatch(/^\/xac-nhan-lai/)
  for (const intent of ["sign", "send"])
    expect(await leadsTo(act("/bao-cao/ky/2023-1", { intent, confirmed: "on" }))).toMatch(
      /^\/xac-nhan-lai\?returnTo=%2Fbao-cao%2Fky%2F2023-1/,
    )
  // What harms nobody goes on as before.
  expect(await act("/bao-cao/ky/2023-1", { intent: "number" })).toMatchObject({ id: "lau.roi" })
  expect(await act("/bao-cao/ky/2023-1/bieu-mau", { intent: "sign" })).toMatchObject({ id: "lau.roi" })
  expect(await act("/ban-hanh/2023-1", { intent: "checkForm" })).toMatchObject({ id: "lau.roi" })
  expect(await act("/cong-viec", { a: "b" })).toMatchObject({ id: "lau.roi" })

  const give = (answer: string) => prove(office.ask("/xac-nhan-lai", { cookie, form: { answer } }))
  expect(errorsOf(await give(PASSWORD))).toContain("Mã không đúng")
  const proven = goesOnWith(await give(codeOf(secret, 1)))
  expect(await act("/ban-hanh/2023-1", { intent: "sign", confirmed: "on" }, proven)).toMatchObject({
    id: "lau.roi",
  })
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  expect((await account(office.ask("/tai-khoan", { cookie: proven }))).steps).toMatchObject({
    recoveryLeft: 10,
  })
})

test("without a second factor it is the password that is asked for again", async () => {
  await aStoredUser({ id: "chi.mat.khau", fullName: "Vũ Mật Khẩu" })
  const cookie = cookieOf(await enter("chi.mat.khau"))
  await longAgo("chi.mat.khau", 20)
  const { request, context } = office.ask("/quan-tri/nguoi-dung/moi", { cookie, form: { a: "b" } })
  expect(await leadsTo(requireActor(request, context))).toMatch(/^\/xac-nhan-lai/)
  const give = (answer: string) => prove(office.ask("/xac-nhan-lai", { cookie, form: { answer } }))
  expect(errorsOf(await give("sai"))).toContain("Mật khẩu không đúng")
  const proven = (await give(PASSWORD)) as Response
  expect(proven.headers.get("Location")).toBe("/cong-viec")
  const retry = office.ask("/quan-tri/nguoi-dung/moi", { cookie: goesOnWith(proven), form: { a: "b" } })
  expect(await requireActor(retry.request, retry.context)).toMatchObject({ id: "chi.mat.khau" })
})

test("who finds a browser left open for long sets up no factor of their own in it", async () => {
  await aStoredUser({ id: "may.bo.ngo", fullName: "Mai Bỏ Ngỏ" })
  const cookie = cookieOf(await enter("may.bo.ngo"))
  const offered = await offerTo(cookie)
  await longAgo("may.bo.ngo", 20)
  const asked = /^\/xac-nhan-lai\?returnTo=%2Fhai-buoc/
  expect(await leadsTo(offer(office.ask("/hai-buoc", { cookie })))).toMatch(asked)
  const form = { offer: offered.offer, code: codeOf(offered.secret) }
  expect(await leadsTo(setUp(office.ask("/hai-buoc", { cookie, form })))).toMatch(asked)
  expect((await UserModel.findById("may.bo.ngo").lean())?.secondFactor ?? null).toBeNull()
})

test("a factor confirmed twice at one moment is set up once, with the codes of that one", async () => {
  await aStoredUser({ id: "bam.hai.lan", fullName: "Bùi Bấm Hai Lần" })
  const cookie = cookieOf(await enter("bam.hai.lan"))
  const offered = await offerTo(cookie)
  const form = { offer: offered.offer, code: codeOf(offered.secret) }
  const answers = await Promise.allSettled([1, 2].map(() => setUp(office.ask("/hai-buoc", { cookie, form }))))
  const codes = answers.flatMap((one) =>
    one.status === "fulfilled"
      ? [(one.value as { data?: { codes?: string[] | null } }).data?.codes ?? null]
      : [],
  )
  const told = codes.filter((one) => one !== null)
  expect(told).toHaveLength(1)
  const again = cookieOf(await enter("bam.hai.lan"))
  const given = await giveCode(
    office.ask("/ma-xac-thuc", { cookie: again, form: { code: told[0]?.[0] ?? "" } }),
  )
  expect((given as Response).headers.get("Location")).toBe("/cong-viec")
})

test("the page drawn after the factor was set up knows the browser by its session's new name", async () => {
  await aStoredUser({ id: "ve.lai", fullName: "Vi Vẽ Lại" })
  const cookie = cookieOf(await enter("ve.lai"))
  const offered = await offerTo(cookie)
  const form = { offer: offered.offer, code: codeOf(offered.secret) }
  const asked = office.ask("/hai-buoc", { cookie, form })
  await setUp(asked)
  // As a browser without scripts meets it: the loader runs in the same request, with the cookie that was sent.
  const { request } = office.ask("/hai-buoc", { cookie })
  expect(await offer({ ...asked, request })).toMatchObject({ userId: "ve.lai", offered: null })
})

test("whose role asks for two steps and who was handed a one-time password sets their own, then the step, and is in", async () => {
  await aStoredUser({
    id: "chu.tich.mot.lan",
    oneTimeUntil: handedOut(),
    assignments: [{ role: "LEADER", agencyId: "ubnd-tinh", validFrom: "2022-01-01", validTo: null }],
  })
  const cookie = cookieOf(await enter("chu.tich.mot.lan"))
  expect(await leadsTo(whoIs(cookie))).toMatch(/^\/ma-xac-thuc/)
  expect(await leadsTo(askCode(office.ask("/ma-xac-thuc", { cookie })))).toMatch(/^\/hai-buoc/)
  const first = await leadsTo(offer(office.ask("/hai-buoc", { cookie })))
  expect(first).toMatch(/^\/mat-khau\?returnTo=%2Fhai-buoc/)
  expect(await ownPassword(office.ask(first, { cookie }))).toMatchObject({ isFirst: true })
  expect(await leadsTo(changes(cookie, first) as Promise<unknown>)).toMatch(/^\/hai-buoc/)
  // The password alone still opens nothing, and is changed no second time before the step.
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
  expect(await leadsTo(ownPassword(office.ask("/mat-khau", { cookie })))).toMatch(/^\/dang-nhap/)
  const offered = await offerTo(cookie)
  const form = { offer: offered.offer, code: codeOf(offered.secret) }
  const mine = goesOnWith(await setUp(office.ask("/hai-buoc", { cookie, form })))
  expect(await whoIs(mine)).toMatchObject({ id: "chu.tich.mot.lan" })
})
