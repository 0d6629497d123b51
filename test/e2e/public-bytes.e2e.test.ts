import { gzipSync } from "node:zlib"
import { afterAll, beforeAll, expect, test } from "vitest"
import { type StartedApp, startApp } from "./setup/start-app.ts"

/** What a visitor's first page weighs, on the training province's catalogue of some four hundred real services. */

const KB = 1024
/** First load: everything a page names that is no picture. */
const LOOK_AND_SCRIPTS = 30 * KB
const LIST = 25 * KB

let app: StartedApp
beforeAll(async () => {
  app = await startApp()
}, 240_000)
afterAll(() => app?.stop())

const bytesAt = async (path: string): Promise<Buffer> => {
  const answer = await fetch(new URL(path, app.url))
  expect([path, answer.status]).toEqual([path, 200])
  return Buffer.from(await answer.arrayBuffer())
}
/** Addresses of styles, scripts and what is asked for ahead. */
const namedIn = (html: string): string[] =>
  [...html.matchAll(/<(?:link|script)\b[^>]*\b(?:href|src)="([^"]+\.(?:css|m?js)[^"]*)"/gu)].map(
    ([, path = ""]) => path,
  )

test("every page of the list of what is in force is at most 25 KB", async () => {
  const first = (await bytesAt("/danh-muc")).toString()
  const pages = Math.max(...[...first.matchAll(/[?&;]page=(\d+)/gu)].map(([, page]) => Number(page)))
  expect(pages).toBeGreaterThan(5)
  for (let page = 1; page <= pages; page++) {
    const { length } = await bytesAt(`/danh-muc?page=${page}`)
    expect([page, length, length <= LIST]).toEqual([page, length, true])
  }
  // What is found is marked, and the filters say what was asked.
  const { length } = await bytesAt(`/danh-muc?q=${encodeURIComponent("giấy phép")}`)
  expect([length, length <= LIST]).toEqual([length, true])
}, 60_000)

test.each(["/", "/danh-muc", "/danh-muc/2022-1", "/danh-muc/so-lieu", "/xac-minh", "/gop-y", "/tro-nang"])(
  "styles and scripts of %s weigh at most 30 KB on their way, and none of them is needed to read it",
  async (path) => {
    const html = (await bytesAt(path)).toString()
    const named = namedIn(html)
    expect(named.length).toBeGreaterThan(0)
    let weight = 0
    for (const one of named) weight += gzipSync(await bytesAt(one)).length
    const inline = [...html.matchAll(/<(style|script)\b[^>]*>([\s\S]*?)<\/\1>/gu)]
    for (const [, , text = ""] of inline) weight += gzipSync(text).length
    expect([weight, weight <= LOOK_AND_SCRIPTS]).toEqual([weight, true])
    // Read first, then made alive: nothing of the page waits for a script.
    expect(html).not.toMatch(/__remixContext|type="module"/u)
  },
)
