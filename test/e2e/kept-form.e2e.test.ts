import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import { SignInSessionModel } from "#models/user/sign-in-session.schema.server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { aStoredUser, openOffice, signInOf } from "../app/setup/open-office.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"

const REASON = "đi công tác tại Hà Nội, họp về danh mục dịch vụ công"
const PASSWORD = "đúng mật khẩu"
const UNIT = { role: "SPECIALIST" as const, agencyId: "so-tu-phap", validFrom: "2022-08-15", validTo: null }
let app: StartedApp
/** Of a session that ended an hour ago, by silence. */
let stale: string

beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
  const office = await openOffice({ DATA_DIR: dataDir })
  await openSmallOffice(office.runtime.store)
  for (const id of ["an", "binh"]) await aStoredUser({ id, fullName: `Người tên ${id}`, assignments: [UNIT] })
  stale = await signInOf(office, "an")
  const threeHoursAgo = new Date(office.runtime.realClock.now().getTime() - 3 * 3_600_000)
  await SignInSessionModel.updateMany({ userId: "an" }, { $set: { lastSeenAt: threeHoursAgo } })
  await saveReference("seeded", [{ scenario: "training" }])
  await office.close()
  app = await startApp({ dataDir })
}, 240_000)
afterAll(() => app?.stop())

const send = (path: string, cookie: string, fields: Record<string, string>) =>
  fetch(app.url + path, {
    method: "POST",
    headers: { Origin: app.url, Cookie: cookie, Referer: `${app.url}${path}` },
    body: new URLSearchParams(fields),
    redirect: "manual",
  })
const page = async (path: string, cookie = "") =>
  (await fetch(app.url + path, { headers: { Cookie: cookie } })).text()
const signIn = async (userId: string, returnTo: string, cookie = "") => {
  const answer = await send("/dang-nhap", cookie, { userId, password: PASSWORD, returnTo })
  return {
    cookie: answer.headers.get("Set-Cookie")?.split(";")[0] ?? "",
    to: answer.headers.get("Location") ?? "",
  }
}
const TYPED = {
  principalId: "an",
  deputyId: "binh",
  what: "ALL",
  from: "01/06/2099",
  to: "05/06/2099",
  document: "Công văn 12",
  reason: REASON,
  position: "",
}

test("a password is never kept, nor a form without an owner", async () => {
  const secret = await send("/vang-mat/moi", stale, { ...TYPED, password: "bí mật" })
  expect(secret.headers.get("Location")).not.toContain("con-giu")
  const nobody = await send("/vang-mat/moi", "phien-lam-viec=bia-ra", TYPED)
  expect(nobody.headers.get("Location")).not.toContain("con-giu")
})

test("what was typed when the session was over is in its form again after signing in, and was not sent", async () => {
  const refused = await send("/vang-mat/moi", stale, TYPED)
  expect(refused.status).toBe(302)
  const signInPage = refused.headers.get("Location") ?? ""
  const shown = await page(signInPage, stale)
  expect(shown).toContain("Phiên làm việc đã hết lúc")
  expect(shown).toContain("Nội dung vừa nhập còn giữ")
  expect(shown).not.toContain(REASON)
  const returnTo = new URLSearchParams(signInPage.split("?")[1]).get("returnTo") ?? ""

  // Somebody else at the same machine does not see it.
  const other = await signIn("binh", returnTo)
  expect(await page(other.to, other.cookie)).not.toContain(REASON)

  const again = await signIn("an", returnTo, stale)
  expect(again.to).toBe("/vang-mat/moi?con-giu=1")
  const form = await page(again.to, again.cookie)
  expect(form).toContain("chưa được ghi nhận")
  expect(form).toContain(`name="reason" `)
  expect(form.split(REASON).length).toBeGreaterThan(2)
  expect(form).toContain('value="01/06/2099"')
  expect(await page("/vang-mat", again.cookie)).not.toContain("01/06/2099")

  // Sent again it is done, and nothing is kept any more.
  const done = await send(again.to, again.cookie, TYPED)
  expect(done.headers.get("Location")).toMatch(/^\/vang-mat\//)
  expect(await page(again.to, again.cookie)).not.toContain("chưa được ghi nhận")
})
