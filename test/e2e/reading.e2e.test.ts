import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, expect, test } from "vitest"
import { openStore, type Store } from "#models/store/connection.server.ts"
import { contentOf } from "#test/setup/store-copy.ts"
import { addressOf, appRoutes } from "./setup/app-routes.ts"
import { type OfficeAtWork, openOfficeAtWork } from "./setup/office-at-work.ts"

const ROUTES = appRoutes()
/** An address that may be opened from a mail, a bookmark or another site's page; a message counts as read once it was opened. */
const OPENED = "/thong-bao/:messageId"

let office: OfficeAtWork
let store: Store
beforeAll(async () => {
  office = await openOfficeAtWork()
  store = await openStore({ dataDir: office.app.dataDir, asItIs: true })
  await duesDone()
}, 240_000)
afterAll(async () => {
  await store?.close()
  await office?.app.stop()
})

const ask = async (pattern: string) => {
  const answer = await fetch(`${office.app.url}${addressOf(pattern, office.params)}`, {
    headers: { Cookie: office.cookie },
    redirect: "manual",
  })
  await answer.arrayBuffer()
  return answer
}
/** All that stands in the store but the training clock, which notes its hour by itself. */
const everything = async () => {
  const content = await contentOf(store)
  content.delete("training_clock")
  return new Map([...content].map(([name, rows]) => [name, JSON.stringify(rows)]))
}

/** What an office that has just been opened has to do by itself is done. */
async function duesDone(): Promise<void> {
  for (let quiet = 0, before = await everything(); quiet < 5; ) {
    await sleep(1000)
    const now = await everything()
    const isQuiet = [...now].every(([name, rows]) => before.get(name) === rows)
    quiet = isQuiet ? quiet + 1 : 0
    before = now
  }
}

test("whoever reads changes nothing: no page, no file, no address that leads on", async () => {
  const changed: string[] = []
  let before = await everything()
  for (const { pattern } of ROUTES.filter(({ pattern }) => pattern !== OPENED)) {
    expect((await ask(pattern)).status).toBeLessThan(500)
    const after = await everything()
    for (const [name, rows] of after) if (before.get(name) !== rows) changed.push(`${pattern}: ${name}`)
    before = after
  }
  // By name: in which order a store lists its collections is its own affair.
  expect(changed.toSorted()).toEqual([
    // What a passkey is to sign, held for some minutes.
    "/khoa-truy-cap: passkey_challenges",
    // Somebody's own data, taken out: the log says so.
    "/tai-khoan/du-lieu/tai-ve: auditEntries",
    "/tai-khoan/du-lieu/tai-ve: auditHeads",
  ])
}, 240_000)

test("what only the office may read is kept by no browser", async () => {
  const kept: string[] = []
  let read = 0
  for (const { pattern } of ROUTES.filter(({ file }) => file.startsWith("routes/_van-phong."))) {
    const answer = await ask(pattern)
    // Who is led on or refused is given nothing to keep.
    if (!answer.ok) continue
    read++
    if (answer.headers.get("Cache-Control") !== "no-store") kept.push(pattern)
  }
  expect(kept).toEqual([])
  expect(read).toBeGreaterThan(70)
}, 240_000)
