import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import express from "express"
import { afterEach, expect, test } from "vitest"
import { securityHeaders } from "#app/http/security-headers.server.ts"

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** What a browser is told at a path: every header the server did not set for its own body, and the nonce of the request. */
const toldAt = async (path: string, options: Partial<Parameters<typeof securityHeaders>[0]> = {}) => {
  const app = express()
  app.disable("x-powered-by")
  app.use(securityHeaders({ secureCookies: false, isDevelopment: false, ...options }))
  app.use((_request, response) => void response.json(response.locals.nonce))
  const server = createServer(app).listen(0, "127.0.0.1")
  closing.push(() => server.close())
  await new Promise((resolve) => server.once("listening", resolve))
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`)
  const plain = ["connection", "content-length", "content-type", "date", "etag", "keep-alive"]
  const { "content-security-policy": policy, ...headers } = Object.fromEntries(
    [...answer.headers].filter(([name]) => !plain.includes(name)),
  )
  return { headers, policy: policyIn(policy), nonce: (await answer.json()) as string }
}

/** The sources of each directive. */
const policyIn = (policy: string | undefined) =>
  policy &&
  Object.fromEntries(
    policy.split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(" ")
      return [name, sources]
    }),
  )

const ON_EVERY_PAGE = {
  "cross-origin-opener-policy": "same-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=()",
  "referrer-policy": "strict-origin-when-cross-origin",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
}

test("a page runs our own scripts and style sheets and those with its nonce, and stands in no frame", async () => {
  const { headers, policy, nonce } = await toldAt("/danh-muc")
  expect(headers).toEqual(ON_EVERY_PAGE)
  expect(policy).toEqual({
    "default-src": ["'self'"],
    "script-src": ["'self'", `'nonce-${nonce}'`],
    "style-src": ["'self'"],
    "style-src-elem": ["'self'", `'nonce-${nonce}'`],
    "style-src-attr": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "object-src": ["'none'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
  })
  expect(Buffer.from(nonce, "base64")).toHaveLength(16)
  expect((await toldAt("/danh-muc")).nonce).not.toBe(nonce)
})

test("a document that a page shows inside itself may be framed by us, and runs nothing", async () => {
  const { headers, policy } = await toldAt("/ban-hanh/2023-1/van-ban/quyet-dinh.pdf")
  expect(headers).toEqual({ ...ON_EVERY_PAGE, "x-frame-options": "SAMEORIGIN" })
  expect(policy).toEqual({
    "default-src": ["'none'"],
    "object-src": ["'self'"],
    "style-src": ["'unsafe-inline'"],
    "img-src": ["'self'", "data:"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'self'"],
  })
})

test("over HTTPS the browser is told to stay there; development sets no policy", async () => {
  const { headers } = await toldAt("/", { secureCookies: true })
  expect(headers).toEqual({
    ...ON_EVERY_PAGE,
    "strict-transport-security": "max-age=31536000; includeSubDomains",
  })
  expect(await toldAt("/", { isDevelopment: true })).toMatchObject({
    headers: ON_EVERY_PAGE,
    policy: undefined,
  })
  const document = await toldAt("/ban-hanh/2023-1/van-ban/quyet-dinh.pdf", { isDevelopment: true })
  expect(document).toMatchObject({ headers: { "x-frame-options": "SAMEORIGIN" }, policy: undefined })
})
