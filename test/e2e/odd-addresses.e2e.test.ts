import { connect } from "node:net"
import { text } from "node:stream/consumers"
import { setTimeout } from "node:timers/promises"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { numbersFrom } from "#test/setup/numbers-from.ts"
import { refusalFaults } from "./setup/answer-faults.ts"
import { addressOf, appRoutes } from "./setup/app-routes.ts"
import { walkOddNames } from "./setup/odd-names-walk.ts"
import { type OfficeAtWork, openOfficeAtWork } from "./setup/office-at-work.ts"
import { sendRaw } from "./setup/send-raw.ts"

const ROUTES = appRoutes()

let office: OfficeAtWork
beforeAll(async () => {
  office = await openOfficeAtWork()
}, 240_000)
afterAll(() => office?.app.stop())

const get = (target: string, headers: Record<string, string> = {}) =>
  sendRaw(office.app.url, { target, headers: { Cookie: office.cookie, ...headers } })

test.each([
  "/khong-co-trang-nay",
  "//evil.example/x",
  "/%",
  "/%E0%A4%A",
  "/%00",
  "/dang-ky/%E0%A4%A",
  "/ban-hanh/%ff/trang/1",
  "/assets/..%2f",
  "/assets/..%2f..%2fpackage.json",
  "/assets/%2e%2e%2f%2e%2e%2fpackage.json",
  "/assets/%00",
  "/assets/",
  "/assets/khong-co.js",
  "/favicon.svg%00.html",
  "/.env",
  "/.git/config",
  "/?_data=root",
  "/?_data=routes%2F_van-phong.nhat-ky",
  "*",
  "http://evil.example/",
  `/${"a/".repeat(3000)}`,
])("the address %s is refused in our frame", async (target) => {
  expect(refusalFaults(await get(target))).toEqual([])
})

test.each(["PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "SEARCH", "QUERY"])(
  "%s is asked of nobody",
  async (method) => {
    const targets = ["/", "/dang-nhap", "/ban-hanh/2023-1", "/dang-ky/x/phieu", "/favicon.svg", "/khong-co"]
    for (const target of targets) {
      const answer = await sendRaw(office.app.url, { method, target, headers: { Origin: office.app.url } })
      expect(refusalFaults(answer)).toEqual([])
      expect([answer.status, answer.headers.allow]).toEqual([405, expect.stringMatching(/^GET, HEAD/)])
    }
  },
)

test("a form sent where none is taken, and a place for forms that is opened, are refused in our frame", async () => {
  for (const { pattern, takesForms } of ROUTES) {
    if (takesForms) continue
    const target = addressOf(pattern, office.params)
    const answer = await sendRaw(office.app.url, {
      method: "POST",
      target,
      headers: {
        Origin: office.app.url,
        Cookie: office.cookie,
        "Content-Type": "application/x-www-form-urlencoded",
      },
      body: "a=1",
    })
    expect([target, refusalFaults(answer)]).toEqual([target, []])
  }
  expect(
    refusalFaults(await get(`${addressOf("/dang-ky/:registrationId", office.params)}/phan-nhap`)),
  ).toEqual([])
})

test.each([
  ["a host that is none", { Host: "a b" }],
  ["an empty host", { Host: "[" }],
])("%s is refused in our frame", async (_, headers) => {
  expect(refusalFaults(await get("/", headers))).toEqual([])
})

test.each([
  ["a forwarded host that is none", { "X-Forwarded-Host": "a:99999" }],
  ["a session nobody gave out", { Cookie: "phien-lam-viec=%E0%A4%A; phien-lam-viec=eyJ.x; __proto__=1" }],
  [
    "conditions nobody can read",
    { "If-None-Match": 'W/"', "If-Modified-Since": "hôm qua".normalize("NFD").replace(/[^ -~]/g, "") },
  ],
  ["a range nobody can read", { Range: "bytes=9-1,a" }],
  ["a kind nobody can read", { Accept: ";;;", "Accept-Encoding": "x;q=y", "Accept-Language": "*;q=" }],
])("%s does no harm", async (_, headers) => {
  for (const target of ["/", "/dang-nhap", "/favicon.svg", "/danh-muc/2023-1/tai-ve/decision.pdf"])
    expect((await get(target, headers)).status).toBeLessThan(500)
})

let givenUp: Promise<unknown> = Promise.resolve()
test("who only asks about a page gets no page, and nothing waits for it", async () => {
  const answer = await sendRaw(office.app.url, { method: "HEAD", target: "/danh-muc" })
  expect([answer.status, answer.text]).toEqual([200, ""])
  // A page that cannot be handed over is given up after ten seconds, as a fault: the last test hears of it.
  givenUp = setTimeout(11_000)
})

test("a form whose sender has another name for us than the address is still a form", async () => {
  const answer = await sendRaw(office.app.url, {
    method: "POST",
    target: "/dang-nhap",
    headers: { Origin: "https://danhmuc.example.vn", "Sec-Fetch-Site": "same-origin" },
  })
  expect(answer.status).toBe(400)
})

test("a body without a length is refused in our frame", async () => {
  const answer = await sendRaw(office.app.url, {
    method: "POST",
    target: "/dang-nhap",
    headers: { Origin: office.app.url, "Transfer-Encoding": "chunked" },
  })
  expect(refusalFaults(answer)).toEqual([])
})

test("what was refused warns whoever runs the machine", async () => {
  const { status, headers } = await sendRaw(office.app.url, {
    method: "POST",
    target: "/dang-nhap",
    headers: { Origin: "https://la.example" },
  })
  expect(status).toBe(403)
  const name = String(headers["x-correlation-id"])
  const line = () =>
    JSON.parse(
      office.app
        .output()
        .split("\n")
        .find((one) => one.includes(name)) ?? "{}",
    )
  await vi.waitFor(() =>
    expect(line()).toMatchObject({ level: 40, msg: "refused", path: "/dang-nhap", status }),
  )
})

// A third of the addresses; `npm run test:long` walks them all. The next third: SEED=…
const lot = numbersFrom(Number(process.env["SEED"] ?? 20261201))
walkOddNames(
  ROUTES.filter(() => lot() < 1 / 3),
  () => office,
)

test.each([
  ["headers without end", `GET / HTTP/1.1\r\nHost: a\r\nX: ${"x".repeat(100_000)}\r\n\r\n`, 431],
  ["no HTTP at all", "xin chào\r\n\r\n", 400],
  [
    "two lengths",
    "POST /dang-nhap HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    400,
  ],
  ["a length that is none", "POST /dang-nhap HTTP/1.1\r\nHost: a\r\nContent-Length: abc\r\n\r\n", 400],
])("%s are answered in Vietnamese too", async (_, sent, status) => {
  const socket = connect(Number(new URL(office.app.url).port), "localhost")
  socket.write(sent)
  const answer = await text(socket)
  expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `))
  expect(answer).toContain("Về trang chủ")
  expect(answer).toContain("X-Content-Type-Options: nosniff")
})

test("nothing of all this was a fault of the system", async () => {
  await givenUp
  expect(office.app.output()).not.toContain("page could not be drawn")
  expect(office.app.output().match(/^.*"level":(50|60).*$/gm) ?? []).toEqual([])
})
