import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"
import express from "express"
import { afterEach, expect, test } from "vitest"
import { pagesInTurn, verificationsInTurn } from "#app/server/pages-in-turn.ts"
import { Refusal } from "#app/server/refusal.ts"

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** Pages that are ready when they are told to be, behind a line of two. */
const inLine = async ({ waiting = 10, countsMs = 10_000, restMs = 0 } = {}) => {
  const begun: string[] = []
  const ready = new Map<string, () => void>()
  const app = express()
  app.use(verificationsInTurn({ atOnce: 1, waiting, countsMs, restMs }))
  app.use(pagesInTurn({ atOnce: 2, waiting, countsMs, restMs: 0 }))
  app.use((request, response) => {
    begun.push(request.path)
    ready.set(request.path, () => response.send("trang"))
  })
  app.use(((error: unknown, _request, response, _next) => {
    const { status, formAddress } = error instanceof Refusal ? error : { status: 500, formAddress: null }
    response.status(status).send(`${error} ${formAddress}`)
  }) as express.ErrorRequestHandler)
  const server = createServer(app).listen(0, "127.0.0.1")
  closing.push(() => {
    server.closeAllConnections()
    server.close()
  })
  await new Promise((resolve) => server.once("listening", resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = (path: string, options: RequestInit = {}) => {
    const answer = fetch(`${url}${path}`, options)
    answer.catch(() => {})
    return answer
  }
  const hasBegun = (...paths: string[]) => expect.poll(() => begun).toEqual(paths)
  return { ask, begun, hasBegun, draw: (path: string) => ready.get(path)?.() }
}

test("a page is begun when one before it is ready, in the order they were asked for", async () => {
  const { ask, hasBegun, draw } = await inLine()
  for (const path of ["/1", "/2", "/3", "/4"]) {
    void ask(path)
    await sleep(20)
  }
  await hasBegun("/1", "/2")
  draw("/2")
  await hasBegun("/1", "/2", "/3")
  draw("/1")
  await hasBegun("/1", "/2", "/3", "/4")
})

test("who sends something does not wait behind those who read", async () => {
  const { ask, hasBegun, draw } = await inLine()
  for (const path of ["/1", "/2", "/3"]) {
    void ask(path)
    await sleep(20)
  }
  const sent = ask("/gui", { method: "POST" })
  await hasBegun("/1", "/2", "/gui")
  draw("/gui")
  expect((await sent).status).toBe(200)
})

test("a page that takes long holds up the others for a while only", async () => {
  const { ask, hasBegun } = await inLine({ countsMs: 50 })
  for (const path of ["/1", "/2", "/3"]) {
    void ask(path)
    await sleep(5)
  }
  await hasBegun("/1", "/2", "/3")
})

test("nobody draws a page for who has left, and their place goes to the next", async () => {
  const { ask, begun, hasBegun, draw } = await inLine()
  for (const path of ["/1", "/2"]) {
    void ask(path)
    await sleep(20)
  }
  const leaving = new AbortController()
  void ask("/3", { signal: leaving.signal })
  await sleep(20)
  void ask("/4")
  await sleep(20)
  leaving.abort()
  await sleep(50)
  draw("/1")
  await hasBegun("/1", "/2", "/4")
  expect(begun).not.toContain("/3")
})

test("when too many wait the next is told so at once", async () => {
  const { ask, hasBegun } = await inLine({ waiting: 1 })
  for (const path of ["/1", "/2", "/3"]) {
    void ask(path)
    await sleep(20)
  }
  await hasBegun("/1", "/2")
  expect((await ask("/4")).status).toBe(503)
})

test("files sent to be verified and the pages about them have a line of their own, and nobody else stands behind them", async () => {
  const { ask, hasBegun, draw } = await inLine()
  const first = ask("/xac-minh", { method: "POST", body: "tep" })
  await hasBegun("/xac-minh")
  for (const path of ["/xac-minh?phieu=1", "/xac-minh?phieu=2"]) {
    void ask(path)
    await sleep(20)
  }
  const page = ask("/danh-muc")
  await hasBegun("/xac-minh", "/danh-muc")
  draw("/danh-muc")
  expect((await page).status).toBe(200)
  draw("/xac-minh")
  expect((await first).status).toBe(200)
  await hasBegun("/xac-minh", "/danh-muc", "/xac-minh")
})

test("after a file that was verified a rest is taken, in which others are answered", async () => {
  const { ask, begun, hasBegun, draw } = await inLine({ restMs: 400 })
  const first = ask("/xac-minh", { method: "POST", body: "1" })
  await hasBegun("/xac-minh")
  void ask("/xac-minh", { method: "POST", body: "2" })
  await sleep(20)
  draw("/xac-minh")
  await (await first).text()
  const page = ask("/danh-muc")
  await hasBegun("/xac-minh", "/danh-muc")
  draw("/danh-muc")
  expect((await page).status).toBe(200)
  expect(begun).toEqual(["/xac-minh", "/danh-muc"])
  await hasBegun("/xac-minh", "/danh-muc", "/xac-minh")
})

test("a file sent when too many wait is refused with the form it came from", async () => {
  const { ask, hasBegun } = await inLine({ waiting: 1 })
  void ask("/xac-minh", { method: "POST", body: "1" })
  await hasBegun("/xac-minh")
  void ask("/xac-minh", { method: "POST", body: "2" })
  await sleep(20)
  const refused = await ask("/xac-minh", { method: "POST", body: "3" })
  expect(refused.status).toBe(503)
  expect(await refused.text()).toContain("/xac-minh")
})
