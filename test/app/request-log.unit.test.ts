import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import express from "express"
import { pino } from "pino"
import { expect, test } from "vitest"
import { nameAndLog } from "#app/http/request-log.server.ts"

/** The lines written while somebody signed in asks for these addresses, as the log keeps them. */
const linesFor = async (...paths: string[]) => linesOf(paths.map((path) => ({ path })))

/** The same of requests from one place or another. */
const linesOf = async (requests: { path: string; from?: string }[]) => {
  const lines: Record<string, unknown>[] = []
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const app = express()
  app.use(nameAndLog(logger))
  app.set("trust proxy", true)
  app.use("/lich", (_request, response) => void response.status(429).end())
  app.use((request, response) => void response.status(Number(/\d{3}$/.exec(request.path)?.[0] ?? 200)).end())
  const server = createServer(app).listen(0, "127.0.0.1")
  await new Promise((resolve) => server.once("listening", resolve))
  const { port } = server.address() as AddressInfo
  const ids: (string | null)[] = []
  for (const { path, from = "203.0.113.7" } of requests) {
    const headers = {
      cookie: "phien-lam-viec=bi-mat; khac=1",
      "user-agent": "trinh-duyet",
      "x-forwarded-for": from,
    }
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
    ids.push(answer.headers.get("x-correlation-id"))
  }
  server.close()
  return { lines, ids }
}

test("a request is logged with its name, path and answer: no query, address, cookie or browser", async () => {
  const { lines, ids } = await linesFor("/tra-cuu?ten=Nguyen+Van+A", "/loi/500")
  expect(lines).toEqual([
    {
      level: 30,
      time: expect.any(Number),
      correlationId: ids[0],
      method: "GET",
      path: "/tra-cuu",
      status: 200,
      ms: expect.any(Number),
      msg: "request",
    },
    expect.objectContaining({ correlationId: ids[1], path: "/loi/500", status: 500 }),
  ])
  expect(Object.keys(lines[1] ?? {})).toEqual(Object.keys(lines[0] ?? {}))
  expect(new Set(ids).size).toBe(2)
})

test("an address writes no line of its own into the log", async () => {
  const { lines } = await linesFor('/x%0a{"level":60,"msg":"gia"}')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({ level: 30, msg: "request" })
})

test("files of the interface are not logged", async () => {
  expect((await linesFor("/assets/app.js")).lines).toEqual([])
})

test("a form that fails its rules, an act nobody may take and a limit that is hit warn; who tries again is known again, and not who it is", async () => {
  const tried = [400, 403, 409, 413, 422, 429, 503].map((status) => ({ path: `/gui/${status}` }))
  const { lines, ids } = await linesOf([...tried, { path: "/gui/429", from: "203.0.113.8" }])
  expect(lines.map(({ level, msg, correlationId }) => [level, msg, correlationId])).toEqual(
    ids.map((id) => [40, "refused", id]),
  )
  expect(new Set(lines.slice(0, -1).map(({ place }) => place))).toHaveProperty("size", 1)
  expect(lines.at(-1)?.place).not.toBe(lines[0]?.place)
  expect(new Set(lines.map(({ session }) => session))).toHaveProperty("size", 1)
  for (const line of lines) {
    expect(line).toMatchObject({
      place: expect.stringMatching(/^[0-9a-f]{12}$/),
      session: expect.any(String),
    })
    expect(JSON.stringify(line)).not.toMatch(/203\.0|bi-mat/)
  }
})

test("a page that is not there warns nobody", async () => {
  expect((await linesFor("/khong-co/404")).lines).toMatchObject([{ level: 30, msg: "request", status: 404 }])
})

test("a calendar's address stands nowhere, also where it was asked for too often", async () => {
  const { lines } = await linesFor("/lich/bi-mat.ics")
  expect(lines).toMatchObject([{ msg: "refused", path: "/lich/…", status: 429 }])
  expect(JSON.stringify(lines)).not.toContain("bi-mat")
})
