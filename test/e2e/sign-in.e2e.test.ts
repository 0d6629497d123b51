import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { accessibilityFaults, sidewaysOverflow } from "./setup/accessibility.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"

let app: StartedApp
beforeAll(async () => {
  const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
  const office = await openOffice({ DATA_DIR: dataDir })
  await aStoredUser({ trainingPassword: "đúng mật khẩu" })
  await office.close()
  app = await startApp({ dataDir })
}, 240_000)
afterAll(() => app?.stop())

test("a form from another site is refused in Vietnamese", async () => {
  const answer = await fetch(`${app.url}/dang-xuat`, {
    method: "POST",
    headers: { Origin: "https://evil.example" },
  })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toMatch(/bị từ chối/)
})

test("a body larger than a form is refused before it is read", async () => {
  const answer = await fetch(`${app.url}/dang-nhap`, {
    method: "POST",
    headers: { Origin: app.url },
    body: new URLSearchParams({ userId: "x".repeat(2 * 1024 * 1024) }),
  })
  expect(answer.status).toBe(413)
})

test("pages forbid framing, foreign scripts and guessing of types", async () => {
  const { headers } = await fetch(app.url)
  expect(headers.get("content-security-policy")).toMatch(
    /script-src 'self' 'nonce-[^']+';.*frame-ancestors 'none'/,
  )
  expect(headers.get("x-content-type-options")).toBe("nosniff")
  expect(headers.get("x-powered-by")).toBeNull()
})

test("an unknown address answers 404 in Vietnamese", async () => {
  const answer = await fetch(`${app.url}/khong-co-trang-nay`)
  expect(answer.status).toBe(404)
  expect(await answer.text()).toContain("Không tìm thấy trang")
})

test("the monitor hears that the store answers", async () => {
  const answer = await fetch(`${app.url}/healthz`)
  expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }])
})

describe.skipIf(isBrowserMissing())("in a browser", () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  const aPage = async (options: {
    width: number
    scripts: boolean
  }): Promise<{ page: Page; faults: string[] }> => {
    const context = await browser.newContext({
      baseURL: app.url,
      locale: "vi-VN",
      javaScriptEnabled: options.scripts,
      viewport: { width: options.width, height: 800 },
    })
    const page = await context.newPage()
    const faults: string[] = []
    page.on("pageerror", (error) => faults.push(error.message))
    page.on("console", (message) => message.type() === "error" && faults.push(message.text()))
    return { page, faults }
  }

  test.each([
    { width: 1280, scripts: true },
    { width: 320, scripts: true },
    { width: 1280, scripts: false },
  ])("an official signs in, moves the training date and signs out (%o)", async (options) => {
    const { page, faults } = await aPage(options)
    await page.goto("/cong-viec")
    await page
      .getByRole("link", { name: /^Điền sẵn tên của/ })
      .first()
      .click()
    await page.waitForURL(/nguoi=/)
    // The address changes a moment before the form is filled.
    await expect.poll(() => page.getByLabel("Tên đăng nhập").inputValue()).not.toBe("")
    await page.getByRole("button", { name: "Đăng nhập" }).click()
    await page.waitForURL("**/cong-viec")
    const clock = page.getByRole("region", { name: "Chế độ tập huấn" }).locator("time")
    const before = Date.parse((await clock.getAttribute("datetime")) ?? "")
    /** On a phone what belongs to the frame lies in its menu. */
    const openMenu = async () => {
      if (options.width < 768) await page.locator("summary", { hasText: "Trình đơn" }).click()
    }
    await openMenu()
    await Promise.all([page.waitForNavigation(), page.getByRole("button", { name: "Tiến 1 ngày" }).click()])
    const after = Date.parse((await clock.getAttribute("datetime")) ?? "")
    expect(after - before).toBeGreaterThanOrEqual(86_400_000)
    expect(new URL(page.url()).pathname).toBe("/cong-viec")
    await openMenu()
    await page.getByRole("button", { name: "Đăng xuất" }).click()
    await page.waitForURL(`${app.url}/`)
    await page.goto("/cong-viec")
    expect(new URL(page.url()).pathname).toBe("/dang-nhap")
    expect(faults).toEqual([])
  })

  test.each([1280, 320])("home, sign-in and its errors are accessible and fit %d pixels", async (width) => {
    const { page } = await aPage({ width, scripts: true })
    for (const path of ["/", "/dang-nhap"]) {
      await page.goto(path, { waitUntil: "networkidle" })
      expect(await accessibilityFaults(page)).toEqual([])
      expect(await sidewaysOverflow(page)).toBe(0)
    }
    await page.getByRole("button", { name: "Đăng nhập" }).click()
    const summary = page.getByRole("alert")
    await summary.waitFor()
    expect(await summary.evaluate((element) => element === document.activeElement)).toBe(true)
    await summary.getByRole("link", { name: "Hãy nhập mật khẩu." }).click()
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("password")
    expect(await accessibilityFaults(page)).toEqual([])
  })
})
