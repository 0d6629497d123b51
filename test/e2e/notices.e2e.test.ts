import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import ICAL from "ical.js"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { saveReference } from "#models/reference/reference.repository.server.ts"
import type { Role } from "#models/shared/workflow.ts"
import { type MailServer, openMailServer } from "#test/setup/mail-server.ts"
import { openSmallOffice } from "#test/setup/office.ts"
import { hashPassword } from "#workflows/identity/password.server.ts"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { moveClock, seen, take } from "./setup/office-steps.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"
import { type People, peopleAt, press, screenFaults, visit } from "./setup/visitors.ts"

/** A reminder reaches its person by mail, its link leads back through the sign-in, and deadlines stand in a calendar. */
describe.skipIf(isBrowserMissing())("people are told outside of the system", { timeout: 180_000 }, () => {
  let app: StartedApp
  let browser: Browser
  let people: People
  let server: MailServer

  beforeAll(async () => {
    server = await openMailServer()
    const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
    const office = await openOffice({ DATA_DIR: dataDir })
    await openSmallOffice(office.runtime.store)
    const passwordHash = await hashPassword("tap-huan-2023")
    const staff: [string, string, Role, string][] = [
      ["quantri", "Tạ Gia Huy", "ADMIN", "van-phong-ubnd-tinh"],
      ["chanhvanphong", "Vũ Thành Nhân", "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
      ["chuyenvien.tuphap", "Nguyễn Thị Thử", "SPECIALIST", "so-tu-phap"],
    ]
    for (const [id, fullName, role, agencyId] of staff) {
      const assignment = { role, agencyId, validFrom: "2022-08-15", validTo: null }
      await aStoredUser({ id, fullName, passwordHash, assignments: [assignment] })
    }
    await saveReference("mailAddresses", [
      { userId: "chuyenvien.tuphap", address: "cv@example.vn", validFrom: "2022-08-15", validTo: null },
      { userId: "chanhvanphong", address: "khong-co@example.vn", validFrom: "2022-08-15", validTo: null },
    ])
    await saveReference("seeded", [{ scenario: "training" }])
    await office.close()
    server.behave({
      refuse: (to) => (to.startsWith("khong-co") ? { code: 550, says: "5.1.1 No such user" } : null),
    })
    app = await startApp({
      dataDir,
      env: { SMTP_URL: `smtp://127.0.0.1:${server.port}`, MAIL_FROM: "danhmuc@example.vn" },
    })
    browser = await launchBrowser()
    people = peopleAt(browser, app.url)
  }, 300_000)
  afterAll(async () => {
    await browser?.close()
    await app?.stop()
    await server?.stop()
  })

  const shot = async (page: Page, name: string): Promise<void> => {
    const folder = process.env.PICTURES
    if (!folder) return
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: join(folder, `${name}-${width}.png`), fullPage: true })
    }
    await page.setViewportSize({ width: 1280, height: 900 })
  }
  const arrived = async (count: number): Promise<void> => {
    for (let tries = 0; server.mails.length < count && tries < 100; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 200))
    expect(server.mails.length).toBeGreaterThanOrEqual(count)
  }

  test("by keyboard alone a person chooses to be mailed at once", async () => {
    const page = await people.official("chuyenvien.tuphap")
    await visit(page, "/thong-bao")
    await page.getByRole("link", { name: "Tùy chọn nhận thông báo" }).focus()
    await page.keyboard.press("Enter")
    await page.getByRole("heading", { name: "Tùy chọn nhận thông báo", level: 1 }).waitFor()
    await seen(page, "Gửi tới cv@example.vn.")
    expect(await screenFaults(page)).toEqual([])
    await shot(page, "tuy-chon")
    await page.getByLabel("Các mốc của đợt rà soát").focus()
    await page.keyboard.type("Mọi")
    for (let steps = 0; steps < 30; steps += 1) {
      await page.keyboard.press("Tab")
      const at = await page.evaluate(() => document.activeElement?.textContent ?? "")
      if (at.includes("Lưu lựa chọn")) break
    }
    await page.keyboard.press("Enter")
    await seen(page, "Đã lưu lựa chọn nhận thư.")
    expect(await page.getByLabel("Các mốc của đợt rà soát").inputValue()).toBe("AT_ONCE")
    expect(await screenFaults(page)).toEqual([])
    await shot(page, "tuy-chon-da-luu")
  })

  test("a person gets a calendar address, which calendar programs read, and takes it back without scripts", async () => {
    const page = await people.official("chanhvanphong")
    await visit(page, "/thong-bao/tuy-chon")
    await page.getByRole("button", { name: "Tạo địa chỉ lịch" }).click()
    await seen(page, "Địa chỉ lịch, chỉ hiện ở đây một lần")
    expect(await screenFaults(page)).toEqual([])
    await shot(page, "lich")
    const address = (await page.locator("code").first().textContent()) ?? ""
    const answer = await fetch(address)
    expect([answer.status, answer.headers.get("x-robots-tag")]).toEqual([200, "noindex"])
    const events = new ICAL.Component(ICAL.parse(await answer.text())).getAllSubcomponents("vevent")
    expect(events.length).toBeGreaterThan(1)
    const etag = answer.headers.get("etag") ?? ""
    expect((await fetch(address, { headers: { "If-None-Match": etag } })).status).toBe(304)
    const statuses: number[] = []
    for (let asked = 0; asked < 40; asked += 1) statuses.push((await fetch(address)).status)
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 429])
    const bare = await people.official("chanhvanphong", { scripts: false })
    await visit(bare, "/thong-bao/tuy-chon")
    await bare.getByRole("button", { name: "Thu hồi địa chỉ" }).click()
    await seen(bare, /Đã thu hồi địa chỉ lịch/)
    const elsewhere = await fetch(`${app.url}/lich/${"a".repeat(43)}.ics`)
    expect([elsewhere.status, await elsewhere.text()]).toEqual([
      404,
      expect.stringContaining("Không có lịch"),
    ])
    expect(app.output()).not.toContain(address.split("/lich/")[1])
  })

  test("a mail's link leads through the sign-in to what it is about", async () => {
    const admin = await people.official("quantri")
    for (let days = 0; days < 25; days += 1) await moveClock(admin, "Tiến 1 ngày")
    await arrived(3)
    const mail = server.mails.find(({ subject }) => subject?.includes("hạn hôm nay"))
    expect(mail?.subject).toBe("[TẬP HUẤN] [Khẩn] Đơn vị đăng ký xong: hạn hôm nay")
    const link = /http\S+\/thong-bao\/\S+/.exec(mail?.text ?? "")?.[0] ?? ""
    const page = await (await browser.newContext({ baseURL: app.url })).newPage()
    await page.goto(new URL(link).pathname)
    await page.locator('input[name="userId"]').fill("chuyenvien.tuphap")
    await page.locator('input[name="password"]').fill("tap-huan-2023")
    await page.getByRole("button", { name: "Đăng nhập" }).click()
    await page.waitForURL("**/dot-ra-soat/2023-1")
    if (process.env.PICTURES) {
      await page.setContent(mail?.html ?? "")
      await page.setViewportSize({ width: 320, height: 700 })
      await page.screenshot({ path: join(process.env.PICTURES, "thu-320.png"), fullPage: true })
    }
  })

  test("the administrator sees what was sent, what was refused and why, and sends again", async () => {
    const admin = await people.official("quantri")
    for (let days = 0; days < 4; days += 1) await moveClock(admin, "Tiến 1 ngày")
    await visit(admin, "/quan-tri")
    await admin.getByRole("link", { name: "Thư, tin đã gửi" }).click()
    await admin.getByRole("heading", { name: "Thư, tin đã gửi ra ngoài", level: 1 }).waitFor()
    expect(await screenFaults(admin)).toEqual([])
    await shot(admin, "da-gui")
    await visit(admin, "/quan-tri/da-gui?state=REFUSED")
    await admin.getByRole("rowheader").getByRole("link").first().click()
    await seen(admin, /5\.1\.1 No such user/)
    expect(await screenFaults(admin)).toEqual([])
    await shot(admin, "bi-tu-choi")
    await take(admin, "Gửi lại tin này", "Chờ gửi")
    await visit(admin, "/quan-tri/da-gui?state=CANCELLED")
    await seen(admin, "Chưa có tin nào")
    expect(await screenFaults(admin)).toEqual([])
  })

  test("another system is entered by one administrator, and its key is told once to whoever confirms", async () => {
    const admin = await people.official("quantri")
    await visit(admin, "/quan-tri/diem-nhan-tin/moi")
    await admin.getByLabel("Mã điểm nhận").fill("mot-cua")
    await admin.getByLabel("Tên hệ thống nhận").fill("Hệ thống một cửa")
    await admin.getByLabel("Địa chỉ nhận").fill("https://mot-cua.example.vn/nhan-tin")
    await admin.getByLabel("Báo: nhắc thời hạn").check()
    await admin.getByLabel("Số lần đã cấp khóa ký").fill("1")
    await admin.getByLabel("Từ ngày").fill("2023-04-04")
    await admin.getByLabel("Lý do, căn cứ của thay đổi").fill("Nối hệ thống một cửa")
    expect(await screenFaults(admin)).toEqual([])
    await shot(admin, "diem-nhan-moi")
    await press(admin, "Lưu dự thảo, xem tác động")
    await admin.waitForURL("**/thay-doi/*")
    await take(admin, "Trình xác nhận thay đổi dữ liệu nền", /không tự xác nhận được/)
    const chief = await people.official("chanhvanphong")
    await visit(chief, new URL(admin.url()).pathname)
    await press(chief, "Xác nhận thay đổi dữ liệu nền")
    await seen(chief, "Khóa ký, chỉ hiện ở đây một lần")
    expect(await chief.getByText(/^whsec_/).count()).toBe(1)
    expect(await screenFaults(chief)).toEqual([])
    await shot(chief, "khoa-ky")
    await visit(chief, new URL(admin.url()).pathname)
    expect(await chief.getByText(/whsec_/).count()).toBe(0)
    expect(people.faults).toEqual([])
  })
})
