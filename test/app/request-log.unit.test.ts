import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import express from "express"
import { pino } from "pino"
import { expect, test } from "vitest"
import { nameAndLog } from "#app/http/request-log.server.ts"

/** The lines written while somebody signed in asks for these addresses, as the log keeps them. */
const linesFor = async (...paths: string[]) => {
  const lines: Record<string, unknown>[] = []
  const logger = pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) })
  const app = express()
  app.use(nameAndLog(logger))
  app.use((request, response) => void response.status(request.path === "/loi" ? 500 : 200).end())
  const server = createServer(app).listen(0, "127.0.0.1")
  await new Promise((resolve) => server.once("listening", resolve))
  const { port } = server.address() as AddressInfo
  const headers = {
    cookie: "phien-lam-viec=bi-mat",
    "user-agent": "trinh-duyet",
    "x-forwarded-for": "203.0.113.7",
  }
  const ids: (string | null)[] = []
  for (const path of paths) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, { headers })
    ids.push(answer.headers.get("x-correlation-id"))
  }
  server.close()
  return { lines, ids }
}

test("a request is logged with its name, path and answer: no query, address, cookie or browser", async () => {
  const { lines, ids } = await linesFor("/tra-cuu?ten=Nguyen+Van+A", "/loi")
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
    expect.objectContaining({ correlationId: ids[1], path: "/loi", status: 500 }),
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
