import { spawnSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer, type Server } from "node:https"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, test } from "vitest"
import { systemClock } from "#models/shared/clock.ts"
import { smtpSender } from "#workflows/gateways/mail/smtp-sender.server.ts"
import { httpPortalClient } from "#workflows/gateways/portals/http-portal-client.server.ts"
import { webhookCaller } from "#workflows/gateways/webhook/webhook-caller.server.ts"

// Somebody on the way who answers in a receiver's place, with a certificate nobody vouches for.
let stranger: Server
let port = 0
let heard = 0
beforeAll(async () => {
  const folder = mkdtempSync(join(tmpdir(), "chung-thu-la-"))
  const asked = "req -x509 -newkey rsa:2048 -nodes -days 30 -keyout k.pem -out c.pem -subj /CN=localhost"
  const made = spawnSync("openssl", [...asked.split(" "), "-addext", "subjectAltName=DNS:localhost"], {
    cwd: folder,
  })
  if (made.status !== 0) throw new Error(String(made.stderr))
  const [key, cert] = ["k.pem", "c.pem"].map((name) => readFileSync(join(folder, name)))
  rmSync(folder, { recursive: true })
  stranger = createServer({ key, cert }, (_request, response) => {
    heard += 1
    response.end("{}")
  })
  await new Promise<void>((resolve) => stranger.listen(0, "localhost", resolve))
  port = (stranger.address() as AddressInfo).port
})
afterAll(() => new Promise((resolve) => stranger.close(resolve)))

test("a receiver of calls whose certificate nobody vouches for is told nothing", async () => {
  const caller = webhookCaller({ clock: systemClock, allowedHosts: ["localhost"] })
  const call = { id: "1", url: `https://localhost:${port}/`, secret: "whsec_AAAA", body: "{}" }
  expect(await caller.call(call)).toMatchObject({
    is: "LATER",
    message: expect.stringContaining("self-signed"),
  })
  expect(heard).toBe(0)
})

test("a portal whose certificate nobody vouches for gets neither record nor token", async () => {
  const client = httpPortalClient({ url: `https://localhost:${port}`, token: async () => "bi-mat" })
  await expect(client.read("1.000894")).rejects.toThrow(/SELF_SIGNED/)
  expect(heard).toBe(0)
})

test("a mail server whose certificate nobody vouches for gets neither mail nor password", async () => {
  const smtp = {
    host: "localhost",
    port,
    secure: true,
    requireTLS: false,
    auth: { user: "danhmuc", pass: "bi-mat" },
  }
  const sender = smtpSender({ smtp, from: { name: "Danh mục", address: "danhmuc@example.vn" } })
  const outcome = await sender.send({
    to: { name: "Nguyễn Văn A", address: "a@example.vn" },
    content: { subject: "Hạn", text: "Hạn", html: "<p>Hạn</p>", messageId: "<1@example.vn>" },
  })
  expect(outcome).toMatchObject({ is: "LATER", message: expect.stringContaining("self-signed") })
})
