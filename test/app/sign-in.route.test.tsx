import { afterAll, beforeAll, expect, test } from "vitest"
import { requireActor } from "#app/http/require-actor.server.ts"
import { action, loader } from "#app/routes/_cong-khai.dang-nhap.tsx"
import { loader as account, action as endSession } from "#app/routes/_van-phong.tai-khoan/route.tsx"
import { action as signOutAction } from "#app/routes/dang-xuat.tsx"
import { findAuditPage } from "#models/audit/audit-entry.repository.server.ts"
import { ATTEMPTS_PER_ACCOUNT, ATTEMPTS_PER_USER_AND_ADDRESS } from "#workflows/identity/attempts.server.ts"
import { aStoredUser, cookieOf, type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
beforeAll(async () => {
  office = await openOffice()
  await aStoredUser()
})
afterAll(() => office.close())

const RIGHT = { userId: "chuyenvien.thu", password: "đúng mật khẩu" }

const signInWith = (form: Record<string, string>, address?: string, cookie?: string) =>
  action(
    office.ask("/dang-nhap", {
      form,
      ...(cookie ? { cookie } : {}),
      ...(address ? { context: { address } } : {}),
    }),
  )

const signedIn = async (form: Record<string, string> = RIGHT, cookie?: string): Promise<Response> => {
  const answer = await signInWith(form, undefined, cookie)
  if ("data" in answer) throw new Error(JSON.stringify(answer.data))
  return answer as Response
}

const refused = async (form: Record<string, string>, address?: string) => {
  const answer = await signInWith(form, address)
  if (!("data" in answer)) throw new Error("was let in")
  return { status: answer.init?.status, errors: answer.data.errors, values: answer.data.values }
}

const whoIs = async (cookie: string) => {
  const { request, context } = office.ask("/cong-viec?trang=2", { cookie })
  return requireActor(request, context)
}

test("the right password opens the office at the page that was asked for", async () => {
  const answer = await signedIn({
    ...RIGHT,
    userId: " ChuyenVien.Thu ",
    returnTo: "/dot-ra-soat/2023-1?trang=2",
  })
  expect(answer.headers.get("Location")).toBe("/dot-ra-soat/2023-1?trang=2")
  expect(await whoIs(cookieOf(answer))).toMatchObject({
    id: "chuyenvien.thu",
    assignments: [{ role: "SPECIALIST", agencyId: "so-tu-phap" }],
  })
})

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)"])(
  "signing in never leads away to %s",
  async (returnTo) => {
    expect((await signedIn({ ...RIGHT, returnTo })).headers.get("Location")).toBe("/cong-viec")
  },
)

test("the session cookie is out of reach for scripts and for other sites", async () => {
  const cookie = (await signedIn()).headers.get("Set-Cookie") ?? ""
  expect(cookie).toMatch(/HttpOnly/)
  expect(cookie).toMatch(/SameSite=Lax/)
})

test("a wrong password is refused in the same words as an unknown name, and is not shown again", async () => {
  const wrong = await refused({ userId: "chuyenvien.thu", password: "sai" }, "203.0.113.20")
  const unknown = await refused({ userId: "khong.co", password: "sai" }, "203.0.113.20")
  expect(wrong.status).toBe(400)
  expect(wrong.errors).toEqual(unknown.errors)
  expect(JSON.stringify(wrong)).not.toContain('sai"')
})

test("after too many wrong passwords even the right one has to wait, but only from that address", async () => {
  const address = "203.0.113.30"
  for (let n = 0; n < ATTEMPTS_PER_USER_AND_ADDRESS; n++)
    await refused({ userId: "chuyenvien.thu", password: `sai ${n}` }, address)
  const { errors } = await refused(RIGHT, address)
  expect(errors?.[""]?.[0]).toMatch(/sai quá nhiều lần/)
  expect(await signInWith(RIGHT, "203.0.113.31")).toBeInstanceOf(Response)
})

test("an account guessed at from everywhere is closed to strangers and stays open on the machine its owner uses", async () => {
  await aStoredUser({ id: "bi.do", fullName: "Phạm Bị Dò" })
  const own = { userId: "bi.do", password: "đúng mật khẩu" }
  const device = (await signedIn(own)).headers.getSetCookie().find((one) => one.startsWith("thiet-bi="))
  expect(device).toMatch(/HttpOnly/)
  for (let n = 0; n < ATTEMPTS_PER_ACCOUNT; n++) await refused({ ...own, password: "sai" }, `198.51.100.${n}`)
  expect((await refused(own, "198.51.100.200")).errors?.[""]?.[0]).toMatch(/sai quá nhiều lần/)
  expect(await signInWith(own, "203.0.113.90", device?.split(";")[0])).toBeInstanceOf(Response)
  // Another account of the same machine is no stranger's way around.
  expect((await refused({ ...own, userId: "bi.do" }, "198.51.100.201")).errors?.[""]?.[0]).toMatch(
    /quá nhiều lần/,
  )
})

test("every sign-in, every failure and every end of a session stands in the log; a name nobody has is not repeated there", async () => {
  const signedInAt = await signedIn()
  await refused({ ...RIGHT, password: "sai" }, "203.0.113.77")
  await refused({ userId: "mậtkhẩugõnhầm", password: "x" }, "203.0.113.78")
  await signOutAction(office.ask("/dang-xuat", { form: {}, cookie: cookieOf(signedInAt) }))
  const { entries } = await findAuditPage({}, 1, 10)
  expect(
    entries.slice(0, 4).map(({ subject, type, payload }) => [subject.id, type, payload["reason"] ?? ""]),
  ).toEqual([
    ["chuyenvien.thu", "session.ended", ""],
    ["*", "signIn.failed", "WRONG"],
    ["chuyenvien.thu", "signIn.failed", "WRONG"],
    ["chuyenvien.thu", "session.started", ""],
  ])
  expect(JSON.stringify(entries)).not.toContain("mậtkhẩugõnhầm")
})

test("a person sees where they are signed in, ends one session there or all of them, and nobody else's", async () => {
  await aStoredUser({ id: "nhieu.may", fullName: "Đỗ Nhiều Máy" })
  await aStoredUser({ id: "nguoi.khac", fullName: "Lý Khác" })
  const own = { userId: "nhieu.may", password: "đúng mật khẩu" }
  const [here, there, far] = [
    cookieOf(await signedIn(own)),
    cookieOf(await signedIn(own)),
    cookieOf(await signedIn(own)),
  ]
  const other = cookieOf(await signedIn({ ...own, userId: "nguoi.khac" }))
  const seen = async (cookie = here) => (await account(office.ask("/tai-khoan", { cookie }))).sessions
  const end = (id: string, cookie = here) =>
    endSession(office.ask("/tai-khoan", { form: { end: id }, cookie }))
  expect(await seen()).toHaveLength(3)
  const [foreign] = await seen(other)
  expect(((await end(foreign?.id ?? "")) as { init?: ResponseInit }).init?.status).toBe(404)
  expect(await whoIs(other)).toMatchObject({ id: "nguoi.khac" })
  const oldest = (await seen(there)).find(({ isThis }) => isThis)
  await end(oldest?.id ?? "")
  await expect(whoIs(there)).rejects.toBeInstanceOf(Response)
  await end("OTHERS")
  await expect(whoIs(far)).rejects.toBeInstanceOf(Response)
  expect((await seen()).map(({ isThis }) => isThis)).toEqual([true])
})

test("guesses sent all at once do not slip past the limit", async () => {
  const address = "203.0.113.40"
  const answers = await Promise.all(
    Array.from({ length: ATTEMPTS_PER_USER_AND_ADDRESS + 3 }, () =>
      refused({ ...RIGHT, password: "sai" }, address),
    ),
  )
  const held = answers.filter(({ errors }) => /quá nhiều lần/.test(errors?.[""]?.[0] ?? ""))
  expect(held.length).toBeGreaterThanOrEqual(3)
})

test("a query operator in place of a name is no name", async () => {
  const { status, errors } = await refused({ "userId.$ne": "", "password.$ne": "" })
  expect(status).toBe(400)
  expect(Object.keys(errors ?? {})).toContain("userId")
})

test("signing in again ends the session the browser brought along", async () => {
  const first = cookieOf(await signedIn())
  const second = cookieOf(await signedIn(RIGHT, first))
  expect(second).not.toBe(first)
  expect(await whoIs(second)).toMatchObject({ id: "chuyenvien.thu" })
  await expect(whoIs(first)).rejects.toBeInstanceOf(Response)
})

test("a session id chosen by somebody else is worth nothing", async () => {
  const forged = cookieOf(await signedIn()).replace(
    /=.*/,
    `=${encodeURIComponent(btoa('"chosen"'))}.c2lnbmF0dXJl`,
  )
  await expect(whoIs(forged)).rejects.toBeInstanceOf(Response)
})

test("signing out ends the session in the store, not only in the browser", async () => {
  const cookie = cookieOf(await signedIn())
  await signOutAction(office.ask("/dang-xuat", { form: {}, cookie }))
  await expect(whoIs(cookie)).rejects.toBeInstanceOf(Response)
})

test("whoever is not signed in comes back to the page after signing in", async () => {
  const thrown = await whoIs("").catch((answer: unknown) => answer)
  expect((thrown as Response).headers.get("Location")).toBe(
    `/dang-nhap?returnTo=${encodeURIComponent("/cong-viec?trang=2")}`,
  )
})

test("moving the training date by months signs nobody out", async () => {
  const cookie = cookieOf(await signedIn())
  const actor = await whoIs(cookie)
  const to = new Date("2023-06-01T08:00:00+07:00")
  await office.runtime.trainingClock?.moveForward({ by: "TO", to, actor })
  expect(await whoIs(cookie)).toMatchObject({ id: "chuyenvien.thu" })
})

test("training passwords are offered in training mode and open nothing outside it", async () => {
  await aStoredUser({ id: "nguoi.taphuan", trainingPassword: "đúng mật khẩu" })
  const form = { userId: "nguoi.taphuan", password: "đúng mật khẩu" }
  const page = await loader(office.ask("/dang-nhap"))
  expect(page.signIns).toEqual([
    expect.objectContaining({ userId: "nguoi.taphuan", password: "đúng mật khẩu" }),
  ])
  expect(await signInWith(form)).toBeInstanceOf(Response)
  const real = { ...office.runtime, trainingMode: false, trainingUsers: async () => [] }
  const answer = await action(office.ask("/dang-nhap", { form, context: { runtime: real } }))
  expect(answer).not.toBeInstanceOf(Response)
})

test("someone who left may no longer sign in", async () => {
  await aStoredUser({ id: "da.nghi", active: false })
  expect((await refused({ userId: "da.nghi", password: "đúng mật khẩu" })).status).toBe(400)
})
