import { createServer, request } from "node:http"
import type { AddressInfo } from "node:net"
import express from "express"
import { afterEach, expect, test } from "vitest"
import { REQUEST_LIMITS } from "#app/http/upload-limits.ts"
import { refuseBrokenAddresses, refuseOtherHosts } from "#app/server/guards.ts"
import { Refusal } from "#app/server/refusal.ts"
import { requestLimits, uploadsAtOnce } from "#app/server/request-limits.ts"
import type { Runtime } from "#workflows/runtime.server.ts"

let stop = () => {}
afterEach(() => stop())

/** The guards in front of a page that always answers, over real HTTP. */
async function guarded(config: Partial<Runtime["config"]>) {
  const app = express()
  app.set("trust proxy", config.trustProxy ?? 0)
  const runtime = { config: { trainingMode: false, publicUrl: null, trustProxy: 0, ...config } } as Runtime
  app.use(refuseBrokenAddresses(runtime), refuseOtherHosts(runtime), requestLimits)
  app.use((_request, response) => {
    response.send("được")
  })
  app.use(((error: unknown, _request, response, _next) => {
    response.status(error instanceof Refusal ? error.status : 500).send(String((error as Error).message))
  }) as express.ErrorRequestHandler)
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  stop = () => void server.close()
  const { port } = server.address() as AddressInfo
  return (path: string, headers: Record<string, string> = {}, method = "GET") =>
    new Promise<{ status: number; text: string; retryAfter: string | undefined }>((resolve, reject) => {
      const sent = request({ host: "127.0.0.1", port, path, method, headers }, (answer) => {
        let text = ""
        answer.on("data", (chunk: Buffer) => {
          text += chunk.toString()
        })
        answer.on("end", () =>
          resolve({ status: answer.statusCode ?? 0, text, retryAfter: answer.headers["retry-after"] }),
        )
      })
      sent.on("error", reject)
      sent.end()
    })
}

test("an office with an address of its own answers to no other name, however it is asked", async () => {
  const ask = await guarded({ publicUrl: "https://danhmuc.example.gov.vn", trustProxy: 1 })
  expect((await ask("/", { host: "danhmuc.example.gov.vn" })).status).toBe(200)
  expect((await ask("/", { host: "DanhMuc.example.gov.vn" })).status).toBe(200)
  const other = await ask("/", { host: "evil.example" })
  expect(other).toMatchObject({ status: 421 })
  expect(other.text).toContain("https://danhmuc.example.gov.vn")
  const forwarded = { host: "127.0.0.1", "x-forwarded-host": "danhmuc.example.gov.vn" }
  expect((await ask("/", forwarded)).status).toBe(200)
  const lie = { host: "danhmuc.example.gov.vn", "x-forwarded-host": "evil.example" }
  expect((await ask("/", lie)).status).toBe(421)
  expect((await ask("/healthz", { host: "10.0.0.7" })).status).toBe(200)
})

test("without a proxy of ours nobody says under which host they asked", async () => {
  const ask = await guarded({ publicUrl: "https://danhmuc.example.gov.vn" })
  const lie = { host: "evil.example", "x-forwarded-host": "danhmuc.example.gov.vn" }
  expect((await ask("/", lie)).status).toBe(421)
})

const cases = [
  { kind: "search", path: "/tim?q=a", method: "GET" },
  { kind: "verification", path: "/xac-minh", method: "POST" },
  { kind: "signIn", path: "/dang-nhap", method: "POST" },
  { kind: "file", path: "/danh-muc/2027-1/tai-ve/danh-muc.csv", method: "GET" },
] as const

test.each(cases)(
  "$kind too often is told in words, and goes on for another browser",
  async ({ kind, path, method }) => {
    const ask = await guarded({ trainingMode: true })
    const { most, words } = REQUEST_LIMITS.kinds[kind]
    const mine = { cookie: "phien-lam-viec=mot" }
    for (let n = 0; n < most; n++) expect((await ask(path, mine, method)).status).toBe(200)
    const refused = await ask(path, mine, method)
    expect(refused).toMatchObject({ status: 429, text: words })
    expect(Number(refused.retryAfter)).toBeGreaterThan(0)
    expect((await ask(path, { cookie: "phien-lam-viec=hai" }, method)).status).toBe(200)
    // What costs little is not counted.
    expect((await ask("/danh-muc", mine)).status).toBe(200)
  },
)

test("whoever makes sessions up is held by their network address", async () => {
  const ask = await guarded({ trainingMode: true })
  const statuses = new Set<number>()
  const most = REQUEST_LIMITS.kinds.verification.most * REQUEST_LIMITS.browsersAtOnePlace
  for (let n = 0; n <= most; n++)
    statuses.add((await ask("/xac-minh", { cookie: `phien-lam-viec=bia-${n}` }, "POST")).status)
  expect([...statuses]).toEqual([200, 429])
})

/** A server that takes forms with files and answers each when it is told to. */
async function holding() {
  const app = express()
  const held: (() => void)[] = []
  const isOfficial = async ({ headers }: express.Request) => !headers.cookie?.includes("=bia-")
  app.use(uploadsAtOnce(isOfficial, { ofBrowser: 2, fromOnePlace: 4, inAll: 5 }))
  app.use((_request, response) => {
    held.push(() => response.send("được"))
  })
  app.use(((error: Refusal, _request, response, _next) => {
    response.status(error.status).send(error.message)
  }) as express.ErrorRequestHandler)
  const server = createServer(app)
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  stop = () => void server.close()
  const { port } = server.address() as AddressInfo
  const send = (cookie: string, { path = "/nhap-du-lieu", host = "127.0.0.1" } = {}) =>
    new Promise<number>((resolve, reject) => {
      const headers = {
        "content-type": "multipart/form-data; boundary=x",
        cookie: `phien-lam-viec=${cookie}`,
      }
      const sent = request({ host, port, path, method: "POST", headers }, (answer) => {
        answer.resume()
        answer.on("end", () => resolve(answer.statusCode ?? 0))
      })
      sent.on("error", reject)
      sent.end()
    })
  const taken = async (count: number) => {
    while (held.length < count) await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return { send, held, taken }
}

test("forms with files lie in memory whole, so of one browser only so many are taken at once, and more when those are answered", async () => {
  const { send, held, taken } = await holding()
  const first = [send("mot"), send("mot")]
  await taken(2)
  expect(await send("mot")).toBe(503)
  const other = send("hai")
  await taken(3)
  held.shift()?.()
  expect(await Promise.race(first)).toBe(200)
  const next = send("mot")
  await taken(3)
  for (const answer of held) answer()
  expect(await Promise.all([...first, other, next])).toEqual([200, 200, 200, 200])
})

test("a network address has its own share of them, and strangers' files take none of the office's", async () => {
  const { send, held, taken } = await holding()
  const one = ["a", "b", "c", "d"].map((cookie) => send(cookie))
  await taken(4)
  expect(await send("e")).toBe(503)
  // Sessions that a stranger makes up count among the strangers', whatever form they are sent to.
  const strangers = ["a", "b", "c", "d"].map((name) => send(`bia-${name}`, { path: "/dang-nhap" }))
  await taken(8)
  expect(await send("bia-e", { path: "/xac-minh" })).toBe(503)
  for (const answer of held) answer()
  expect(await Promise.all([...one, ...strangers])).toEqual(new Array(8).fill(200))
})
