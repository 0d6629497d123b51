import { mkdtempSync } from "node:fs"
import { type AddressInfo, createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { aStoredUser, openOffice } from "../app/setup/open-office.ts"
import { type SignOnProvider, startSignOnProvider } from "../setup/sign-on-provider.ts"
import { accessibilityFaults, sidewaysOverflow } from "./setup/accessibility.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"

/** A port nobody has: the provider must know where the office will be before it is there. */
const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer().on("error", reject)
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

let app: StartedApp
let provider: SignOnProvider
beforeAll(async () => {
  const port = await freePort()
  // Another site than the office's to a browser: an address, and a name.
  provider = await startSignOnProvider(`http://localhost:${port}`)
  const dataDir = mkdtempSync(join(tmpdir(), "danh-muc-e2e-"))
  const office = await openOffice({ DATA_DIR: dataDir })
  await aStoredUser({ trainingPassword: "đúng mật khẩu" })
  await aStoredUser({ id: "co.khoa", fullName: "Trần Có Khóa" })
  await aStoredUser({ id: "chua.khoa", fullName: "Trần Chưa Khóa" })
  await aStoredUser({ id: "qua.cong", fullName: "Lý Qua Cổng", signOnId: `${provider.issuer}#3001` })
  await office.close()
  app = await startApp({ dataDir, env: { PORT: String(port), ...provider.env } })
}, 240_000)
afterAll(async () => {
  await app?.stop()
  await provider?.close()
})

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

  test("an official signs in by the province's own sign-on, at another site and back, and is shown what to do when nobody knows them", {
    timeout: 120_000,
  }, async () => {
    const { page, faults } = await aPage({ width: 320, scripts: true })
    await page.goto("/dang-nhap?returnTo=/tai-khoan")
    const way = page.getByRole("link", { name: "Đăng nhập bằng Cổng SSO tỉnh thử" })
    provider.as({ accountId: "la.mat" })
    await way.click()
    await page.getByText(`${provider.issuer}#la.mat`).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await sidewaysOverflow(page)).toBe(0)
    await page.context().clearCookies()
    await page.getByRole("link", { name: "Về trang đăng nhập" }).click()
    provider.as({ accountId: "3001" })
    await way.click()
    await page.waitForURL(`${app.url}/tai-khoan`)
    await page.getByText("Lý Qua Cổng").filter({ visible: true }).first().waitFor()
    await page.goto("/xac-nhan-lai?returnTo=/tai-khoan")
    await page.getByRole("link", { name: "Xác nhận bằng Cổng SSO tỉnh thử" }).click()
    await page.waitForURL(`${app.url}/tai-khoan`)
    // The browser's own line about the refusal.
    expect(faults.filter((text) => !text.includes("status of 400"))).toEqual([])
  })

  test("an official makes a key known, signs in with it at a phone's width, and takes it away", {
    timeout: 120_000,
  }, async () => {
    const { page, faults } = await aPage({ width: 1280, scripts: true })
    const device = await page.context().newCDPSession(page)
    await device.send("WebAuthn.enable")
    await device.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    const enter = async () => {
      await page.goto("/dang-nhap?returnTo=/tai-khoan")
      await page.getByLabel("Tên đăng nhập").fill("co.khoa")
      await page.getByLabel("Mật khẩu").fill("đúng mật khẩu")
      await page.getByRole("button", { name: "Đăng nhập" }).click()
    }
    await enter()
    await page.getByRole("link", { name: "Thêm khóa truy cập" }).click()
    await page.getByRole("heading", { level: 1, name: "Thêm khóa truy cập" }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    await page.getByLabel("Tên của khóa").fill("Máy bàn ở phòng 12")
    await page.getByRole("button", { name: "Thêm khóa truy cập" }).click()
    await page.getByText("Cất các mã dự phòng này").waitFor()
    expect(await page.locator("li code").count()).toBe(10)
    await page.getByRole("link", { name: "Đã cất các mã, tiếp tục" }).click()
    await page.getByRole("rowheader", { name: "Máy bàn ở phòng 12" }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])

    await page.setViewportSize({ width: 320, height: 800 })
    await page.context().clearCookies()
    await enter()
    await page.getByRole("heading", { level: 1, name: "Xác thực hai bước" }).waitFor()
    expect(await accessibilityFaults(page)).toEqual([])
    expect(await sidewaysOverflow(page)).toBe(0)
    await page.getByRole("button", { name: "Dùng khóa truy cập" }).click()
    await page.waitForURL("**/tai-khoan")
    expect(await sidewaysOverflow(page)).toBe(0)
    await page.getByRole("button", { name: "Xóa khóa Máy bàn ở phòng 12" }).click()
    await page.getByText("Đã xóa khóa truy cập.").waitFor()
    expect(faults).toEqual([])
  })

  test("without scripts the page of keys says what it needs and what else there is", {
    timeout: 120_000,
  }, async () => {
    const { page } = await aPage({ width: 320, scripts: false })
    await page.goto("/dang-nhap?returnTo=/khoa-truy-cap")
    await page.getByLabel("Tên đăng nhập").fill("chua.khoa")
    await page.getByLabel("Mật khẩu").fill("đúng mật khẩu")
    await page.getByRole("button", { name: "Đăng nhập" }).click()
    // Looked for as an element: the browser's driver looks for no words inside one for browsers without scripts.
    const words = page.locator("noscript p")
    await words.waitFor()
    expect(await words.textContent()).toContain("Khóa truy cập cần trình duyệt cho chạy mã lệnh")
    expect(await page.getByRole("button", { name: "Thêm khóa truy cập" }).count()).toBe(0)
    expect(await sidewaysOverflow(page)).toBe(0)
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
