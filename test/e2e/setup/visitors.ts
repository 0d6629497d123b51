import { readFile } from "node:fs/promises"
import type { Browser, Page } from "playwright-core"
import { accessibilityFaults, sidewaysOverflow } from "./accessibility.ts"

/** Password of every made-up person of training mode. */
const TRAINING_PASSWORD = "tap-huan-2023"
const PHONE = { width: 320, height: 700 }
const DESK = { width: 1280, height: 900 }

/** The browser's own line about an answer of 4xx: a refusal is no fault of the page. */
const REFUSAL = /the server responded with a status of 4\d\d/
/** The browser's own line where a test cuts the connection. */
const CUT = /ERR_INTERNET_DISCONNECTED/
/** The router ends a load that the person has overtaken, and lets that go unhandled or writes it down; nothing of the page hangs on it. */
const isOvertaken = (text: string): boolean => text.startsWith("AbortError")

const withoutScripts = new WeakSet<Page>()

type Options = { scripts?: boolean }

export type People = {
  /** The page of an official of the training province, signed in once and kept. */
  official(userId: string, options?: Options): Promise<Page>
  /** The page of somebody who is not signed in, opened once and kept. */
  citizen(options?: Options): Promise<Page>
  /** The same person's second tab, at the same address. */
  anotherTab(page: Page): Promise<Page>
  /** What the browsers complained of so far: script errors and console errors, each with its person. */
  faults: string[]
}

type PeopleOptions = {
  /** What somebody types at the sign-in; the password of every made-up person of training unless said otherwise. */
  passwordOf?: (userId: string) => string
  /** What somebody chooses who came in by a password that is used once. */
  chosenPassword?: string
}

/** People at browsers of their own, in front of the app at `url`. */
export const peopleAt = (
  browser: Browser,
  url: string,
  { passwordOf = () => TRAINING_PASSWORD, chosenPassword = "" }: PeopleOptions = {},
): People => {
  const pages = new Map<string, Page>()
  const faults: string[] = []
  const watch = (who: string, page: Page): Page => {
    page.on("pageerror", (error) => {
      if (error.name !== "AbortError" && !isOvertaken(error.message)) faults.push(`${who}: ${error.message}`)
    })
    page.on("console", (message) => {
      const text = message.text()
      if (message.type() === "error" && !REFUSAL.test(text) && !CUT.test(text) && !isOvertaken(text))
        faults.push(`${who}: ${text}`)
    })
    return page
  }
  /** The person's page; `begin` is done on it the first time. */
  const pageOf = async (
    who: string,
    { scripts = true }: Options,
    begin?: (page: Page) => Promise<void>,
  ): Promise<Page> => {
    const key = scripts ? who : `${who} without scripts`
    const known = pages.get(key)
    if (known) return known
    const context = await browser.newContext({
      baseURL: url,
      locale: "vi-VN",
      viewport: DESK,
      javaScriptEnabled: scripts,
      // The certificate of a test's own proxy is known to nobody.
      ignoreHTTPSErrors: url.startsWith("https:"),
    })
    context.setDefaultTimeout(30_000)
    const page = watch(key, await context.newPage())
    if (!scripts) withoutScripts.add(page)
    await begin?.(page)
    pages.set(key, page)
    return page
  }
  return {
    faults,
    official: (userId, options = {}) =>
      pageOf(userId, options, (page) => signIn(page, userId, passwordOf(userId), chosenPassword)),
    citizen: (options = {}) => pageOf("a citizen", options),
    anotherTab: async (page) => {
      const tab = watch("another tab", await page.context().newPage())
      await visit(tab, page.url())
      return tab
    },
  }
}

const signIn = async (page: Page, userId: string, password: string, chosen: string): Promise<void> => {
  await visit(page, "/dang-nhap")
  await page.locator('input[name="userId"]').fill(userId)
  await page.locator('input[name="password"]').fill(password)
  await page.getByRole("button", { name: "Đăng nhập" }).click()
  await page.waitForURL(/\/(cong-viec|mat-khau)$/)
  if (!page.url().endsWith("/mat-khau")) return
  await takenOver(page)
  await page.locator('input[name="current"]').fill(password)
  for (const name of ["chosen", "again"]) await page.locator(`input[name="${name}"]`).fill(chosen)
  await page.getByRole("button", { name: "Đổi mật khẩu" }).click()
  await page.waitForURL("**/cong-viec")
}

/** Opens an address, and waits until its scripts, where there are any, have taken the page over; the status. */
export const visit = async (page: Page, path: string): Promise<number | undefined> => {
  const answer = await page.goto(path)
  await takenOver(page)
  return answer?.status()
}

/** Opens the present address anew. */
export const reload = async (page: Page): Promise<void> => {
  await page.reload()
  await takenOver(page)
}

/** React marks the elements it has taken over; what is clicked while it does so may be missed. Public pages have no scripts. */
const takenOver = async (page: Page): Promise<void> => {
  if (withoutScripts.has(page)) return
  await page.waitForFunction(
    () =>
      document.scripts.length === 0 ||
      Object.keys(document.querySelector("main") ?? {}).some((key) => key.startsWith("__reactProps")),
  )
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

/** Presses a button that sends a form; the status of the server's answer. */
export const press = async (page: Page, button: string): Promise<number> => {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST", { timeout: 60_000 }),
    page.getByRole("button", { name: button, exact: true }).click(),
  ])
  return answer.status()
}

/** Follows a link to a file; the bytes that arrive on disk. */
export const downloaded = async (page: Page, link: RegExp): Promise<Buffer> => {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: link }).click(),
  ])
  return readFile(await download.path())
}
