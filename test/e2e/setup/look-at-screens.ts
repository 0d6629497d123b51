import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import type { Page } from "playwright-core"
import type { LookedAt } from "#app/public/accessibility/looked-at.ts"
import { accessibilityFaults, sidewaysOverflow } from "./accessibility.ts"
import { type AppRoute, appRoutes } from "./app-routes.ts"

const PHONE = { width: 320, height: 700 }
const DESK = { width: 1280, height: 900 }
/** Addresses that end a walk, or move the office on. */
const LEFT_ALONE = /^\/(dang-xuat|tap-huan)\b/

/** A place is more exactly meant the fewer parameters it has: `/vang-mat/moi` is not one of `/vang-mat/:id`. */
const parametersIn = (pattern: string): number => (pattern.match(/[:*]/g) ?? []).length

/** Every screen of the app, by the address that leads to it. */
export const screens = (): { pattern: string; matches: RegExp }[] =>
  appRoutes()
    .filter(({ hasPage, pattern }: AppRoute) => hasPage && !pattern.includes("*"))
    .sort((one, other) => parametersIn(one.pattern) - parametersIn(other.pattern))
    .map(({ pattern }) => ({
      pattern,
      matches: new RegExp(`^${pattern.replace(/:\w+/g, "[^/]+").replace(/[.]/g, "\\.")}$`),
    }))

/** What is wrong with each screen that was looked at, by its pattern, and the screens nobody met. */
export type Looked = { looked: Map<string, string[]>; left: string[] }

/**
 * Walks from link to link, each person from their first page, and looks once at every screen that is met: axe, the width of a phone,
 * and whether the first key leads past the frame. What is wrong with each, by its pattern; and the screens nobody met.
 */
export const lookAtScreens = async (
  people: readonly { page: Page; from: readonly string[] }[],
  looked: Map<string, string[]> = new Map(),
): Promise<Looked> => {
  const all = screens()
  for (const { page, from } of people) {
    const waiting = [...from]
    const met = new Set<string>()
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
      const { pathname } = new URL(path, "http://x")
      const screen = all.find(({ matches }) => matches.test(decodeURI(pathname)))
      if (!screen || met.has(screen.pattern) || LEFT_ALONE.test(pathname)) continue
      met.add(screen.pattern)
      const answer = await page.goto(path)
      if (answer?.status() !== 200 || new URL(page.url()).pathname !== pathname) continue
      if (!looked.has(screen.pattern)) looked.set(screen.pattern, await faultsOf(page))
      waiting.push(...(await linksOn(page)))
    }
  }
  return { looked, left: all.map(({ pattern }) => pattern).filter((pattern) => !looked.has(pattern)) }
}

async function faultsOf(page: Page): Promise<string[]> {
  await page.keyboard.press("Tab")
  const first = await page.evaluate(() => document.activeElement?.getAttribute("href") ?? "")
  const faults = await accessibilityFaults(page)
  await page.setViewportSize(PHONE)
  const overflow = await sidewaysOverflow(page)
  await page.setViewportSize(DESK)
  return [
    ...(first === "#noi-dung" ? [] : [`the first key leads to ${first || "nothing"}`]),
    ...faults,
    ...(overflow > 0 ? [`${overflow} px wider than a phone`] : []),
  ]
}

const linksOn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLAnchorElement>("a[href]")]
      .filter((link) => link.origin === location.origin && !link.hasAttribute("download"))
      .map((link) => link.pathname + link.search),
  )

/** The record of a walk, as the statement shows it. */
export const recordOf = ({ looked, left }: Looked, day: string): LookedAt => ({
  day,
  rules: `WCAG 2.2 A, AA (axe-core ${versionOfAxe()})`,
  looked: [...looked]
    .map(([pattern, faults]) => ({ pattern, isClean: faults.length === 0 }))
    .sort((one, other) => one.pattern.localeCompare(other.pattern)),
  left: [...left].sort(),
})

const versionOfAxe = (): string => {
  const file = createRequire(import.meta.url).resolve("axe-core/package.json")
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version
}
