import type { Browser, Page } from "playwright-core"
import { accessibilityFaults, sidewaysOverflow } from "./accessibility.ts"

/** Password of every made-up person of training mode. */
const TRAINING_PASSWORD = "tap-huan-2023"
const PHONE = { width: 320, height: 700 }
const DESK = { width: 1280, height: 900 }

/** The browser's own line about an answer of 4xx: a refusal is no fault of the page. */
const REFUSAL = /the server responded with a status of 4\d\d/

export type Visitor = {
  page: Page
  /** What the browser complained of: script errors and console errors. */
  faults: string[]
}

type VisitorOptions = { scripts?: boolean }

/** Someone at a browser of their own, not signed in. */
export const aVisitor = async (
  browser: Browser,
  url: string,
  { scripts = true }: VisitorOptions = {},
): Promise<Visitor> => {
  const context = await browser.newContext({
    baseURL: url,
    locale: "vi-VN",
    viewport: DESK,
    javaScriptEnabled: scripts,
  })
  context.setDefaultTimeout(20_000)
  const visitor = { page: await context.newPage(), faults: [] }
  watch(visitor)
  return visitor
}

/** Collects what the browser complains of on the visitor's page. */
export const watch = ({ page, faults }: Visitor): void => {
  page.on("pageerror", (error) => faults.push(error.message))
  page.on("console", (message) => {
    if (message.type() === "error" && !REFUSAL.test(message.text())) faults.push(message.text())
  })
}

/** An official of the training province who has just signed in and sees their work. */
export const anOfficial = async (
  browser: Browser,
  url: string,
  userId: string,
  options?: VisitorOptions,
): Promise<Visitor> => {
  const visitor = await aVisitor(browser, url, options)
  const { page } = visitor
  await page.goto("/dang-nhap")
  await page.locator('input[name="userId"]').fill(userId)
  await page.locator('input[name="password"]').fill(TRAINING_PASSWORD)
  await page.getByRole("button", { name: "Đăng nhập" }).click()
  await page.waitForURL("**/cong-viec")
  return visitor
}

/** What is wrong with the present screen for people who see it badly or on a phone; empty when all is well. */
export const screenFaults = async (page: Page): Promise<string[]> => {
  const found = await accessibilityFaults(page)
  await page.setViewportSize(PHONE)
  const overflow = await sidewaysOverflow(page)
  await page.setViewportSize(DESK)
  const path = new URL(page.url()).pathname
  return [
    ...found.map((fault) => `${path}: ${fault}`),
    ...(overflow > 0 ? [`${path}: ${overflow} px wider than a phone`] : []),
  ]
}

/** Presses a button that sends a form, and waits until the answer of the server is drawn. */
export const press = async (page: Page, name: string | RegExp): Promise<number> => {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST", { timeout: 60_000 }),
    page.getByRole("button", { name, exact: typeof name === "string" }).click(),
  ])
  return answer.status()
}
