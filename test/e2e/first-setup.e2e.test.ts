import type { Browser, Page } from "playwright-core"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { accessibilityFaults, sidewaysOverflow } from "./setup/accessibility.ts"
import { isBrowserMissing, launchBrowser } from "./setup/launch-browser.ts"
import { type StartedApp, startApp } from "./setup/start-app.ts"

const PASSWORD = "mười hai ký tự trở lên"

let app: StartedApp
beforeAll(async () => {
  app = await startApp({ env: { TRAINING_MODE: "false", TEST_BED: "true" } })
}, 240_000)
afterAll(() => app?.stop())

const printedCode = (): string => /mã dùng một lần:\s+(\S+)/.exec(app.output())?.[1] ?? ""

test("a start outside training prints a code of its own, and no sign-in", async () => {
  // It comes after the address the start is known by.
  await expect.poll(printedCode).toMatch(/^([A-Z2-9]{4}-){3}[A-Z2-9]{4}$/)
  expect(app.output()).not.toContain("tap-huan")
})

describe.skipIf(isBrowserMissing())("in a browser", { timeout: 120_000 }, () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchBrowser()
  }, 60_000)
  afterAll(() => browser?.close())

  const choose = async (page: Page, code: string) => {
    await page.goto(app.url)
    expect(new URL(page.url()).pathname).toBe("/thiet-lap")
    await page.getByLabel("Mã thiết lập").fill(code)
    await page.getByLabel("Tỉnh, thành phố").selectOption("48")
    await page.getByRole("button", { name: "Tiếp tục" }).click()
  }

  test("a wrong code shows nothing of the office, in words", async () => {
    const page = await browser.newPage()
    await choose(page, "SAI-MA")
    await page.getByRole("alert").getByText("Mã thiết lập không đúng").first().waitFor()
    expect(await page.getByText("94 xã").count()).toBe(0)
    await page.close()
  })

  test("on a phone, without scripts, the office is set up, its administrator signed in, and told what is missing", async () => {
    const phone = { width: 320, height: 700 }
    const page = await browser.newPage({ viewport: phone, javaScriptEnabled: false })
    await choose(page, printedCode())
    await page.getByText("94 xã").waitFor()
    expect(await sidewaysOverflow(page)).toBe(0)
    await page.locator("input[name='admin.id']").fill("quan.tri")
    await page.locator("input[name='admin.fullName']").fill("Trần Văn Quản")
    await page.locator("input[name='admin.password']").fill(PASSWORD)
    await page.locator("input[name='again.password']").fill(PASSWORD)
    await page.getByRole("button", { name: "Thiết lập và đăng nhập" }).click()
    await page.getByRole("heading", { level: 1, name: "Sẵn sàng ban hành" }).waitFor()
    expect(await page.getByText("Trần Văn Quản").count()).toBeGreaterThan(0)
    expect(await page.getByText(/còn thiếu \d+ điều/).count()).toBe(1)
    expect(await sidewaysOverflow(page)).toBe(0)
    await page.getByRole("link", { name: "Quản trị › Thẩm quyền ký" }).click()
    await page.getByRole("heading", { level: 1, name: "Thẩm quyền ký" }).waitFor()
    await page.close()
  })

  test("the code is used up, and the administrator comes in by the password chosen, with scripts", async () => {
    expect((await fetch(`${app.url}/thiet-lap`)).status).toBe(404)
    const page = await browser.newPage()
    await page.goto(`${app.url}/dang-nhap`)
    await page.getByLabel("Tên đăng nhập").fill("quan.tri")
    await page.locator("input[name='password']").fill(PASSWORD)
    await page.getByRole("button", { name: "Đăng nhập" }).click()
    await page.waitForURL(/cong-viec/)
    await page.goto(`${app.url}/quan-tri/san-sang?ngay=2027-05-12`)
    await page.getByRole("heading", { level: 2, name: /Con người/ }).waitFor()
    const here = await page.locator("nav [aria-current=page]").allTextContents()
    expect([...new Set(here)]).toEqual(["Sẵn sàng ban hành"])
    expect(await accessibilityFaults(page)).toEqual([])
    await page.close()
  })
})
