import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { httpPortalClient } from "#workflows/gateways/portals/http-portal-client.server.ts"
import { timeStamping } from "#workflows/gateways/signing/time-stamping.server.ts"

// Somebody we ask, who says that the answer is to be had elsewhere.
let server: Server
let url = ""
let asked: string[]
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? "")
    response.writeHead(302, { Location: "/noi-khac" }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))
beforeEach(() => {
  asked = []
})

test("a time service that leads elsewhere is not followed", async () => {
  await expect(timeStamping(`${url}/tsa`)?.(new Uint8Array(32))).rejects.toThrow()
  expect(asked).toEqual(["/tsa"])
})

test("a portal that leads elsewhere is not followed", async () => {
  const client = httpPortalClient({ url, token: async () => "bi-mat" })
  await expect(client.read("1.000894")).rejects.toThrow()
  expect(asked).toEqual(["/records/1.000894"])
})
