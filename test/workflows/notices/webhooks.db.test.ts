import { createServer, type IncomingHttpHeaders, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { Webhook } from "standardwebhooks"
import { afterEach, beforeEach, expect, test } from "vitest"
import { findDispatches } from "#models/dispatch/dispatch.repository.server.ts"
import { systemClock } from "#models/shared/clock.ts"
import { instantOf } from "#models/shared/dates.ts"
import type { Store } from "#models/store/connection.server.ts"
import { sealKeptSecrets } from "#models/webhook/webhook-secret.repository.server.ts"
import { officeForEach } from "#test/setup/office-hooks.ts"
import { refusalOf } from "#test/setup/refusal.ts"
import { administrationOf, savePeople } from "#test/workflows/administration/an-administration.ts"
import { keepLedger } from "#workflows/clocks/keep-ledger.server.ts"
import { webhookCaller } from "#workflows/gateways/webhook/webhook-caller.server.ts"
import { callWebhook } from "#workflows/notices/call-webhook.server.ts"
import { planWebhooks } from "#workflows/notices/plan-webhooks.server.ts"
import { runDispatches } from "#workflows/notices/run-dispatches.server.ts"

const office = officeForEach()
const admin = administrationOf(office)
let receiver: Server
let url = ""
let answers: number[]
let calls: { headers: IncomingHttpHeaders; body: string }[]

beforeEach(async () => {
  await savePeople()
  answers = []
  calls = []
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      calls.push({ headers: request.headers, body: Buffer.concat(chunks).toString() })
      const status = answers.shift() ?? 204
      response.writeHead(status, status === 302 ? { Location: "http://169.254.169.254/" } : {}).end()
    })
  })
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve))
  url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/nhan-tin`
})
afterEach(() => new Promise((resolve) => receiver.close(resolve)))

const aHook = (over: object = {}) => ({
  id: "he-thong-mot-cua",
  name: "Hệ thống một cửa",
  url,
  onReminders: true,
  onDecisions: true,
  onPublications: false,
  secretIssue: 1,
  validFrom: "2023-03-06",
  validTo: null,
  ...over,
})
/** Entered by an administrator, confirmed by the chief of office: the key that is told this once. */
const opened = async (over: object = {}): Promise<string> => {
  const { secrets } = await admin.take("diem-nhan-tin", "ADD", aHook(over))
  expect(secrets).toMatchObject([{ userId: "he-thong-mot-cua", isKey: true }])
  return secrets[0]?.password ?? ""
}
const work = async (allowedHosts: readonly string[] = ["127.0.0.1"]) => {
  await planWebhooks({ ...office.d, isTraining: false })
  const caller = webhookCaller({ clock: systemClock, allowedHosts })
  return runDispatches({
    clock: office.clock,
    random: () => 0.999,
    senders: { WEBHOOK: callWebhook({ clock: office.clock }, caller) },
  })
}
const remind = async (day = "2023-03-21") => {
  office.clock.set(instantOf(day, "08:00:00"))
  await keepLedger(office.d)
}
const later = (minutes: number) => office.clock.set(new Date(office.clock.now().getTime() + minutes * 60_000))
const sent = async () => (await findDispatches({}, { number: 1, size: 50 })).dispatches

test("what is asked for is told once, signed so that somebody else's library accepts it, with task and day alone", async () => {
  const secret = await opened()
  await remind()
  await work()
  await work()
  expect(calls.length).toBeGreaterThan(0)
  const [call] = calls
  const told = new Webhook(secret).verify(call?.body ?? "", call?.headers as Record<string, string>)
  expect(told).toMatchObject({
    type: "deadline.reminder.sent",
    data: { kind: expect.any(String), due: expect.any(String) },
  })
  expect(Object.keys((told as { data: object }).data).sort()).toEqual([
    "due",
    "kind",
    "name",
    "step",
    "subject",
  ])
  expect(new Set(calls.map(({ headers }) => headers["webhook-id"])).size).toBe(calls.length)
  const forged = { ...(call?.headers as Record<string, string>) }
  expect(() => new Webhook(secret).verify(`${call?.body} `, forged)).toThrow()
  // An old call that somebody kept is refused by its time.
  const old = { ...forged, "webhook-timestamp": String(Number(forged["webhook-timestamp"]) - 600) }
  expect(() => new Webhook(secret).verify(call?.body ?? "", old)).toThrow()
})

test("the store keeps no key that can be read; one from before it did is sealed at the next start, and signs on", async () => {
  const collection = (office.d.store as Store).connection.collection("webhookSecrets")
  const kept = () => collection.findOne({})
  const secret = await opened()
  expect(JSON.stringify(await kept())).not.toContain(secret.slice(6))
  await collection.updateOne({}, { $set: { secret } })
  await sealKeptSecrets()
  expect(JSON.stringify(await kept())).not.toContain(secret.slice(6))
  await remind()
  await work()
  const [call] = calls
  new Webhook(secret).verify(call?.body ?? "", call?.headers as Record<string, string>)
})

test("nothing from before it had a key is told, nor what it did not ask for, nor after it ended", async () => {
  await remind("2023-03-14")
  await opened({ onReminders: false, onPublications: true, validFrom: "2023-03-14" })
  await remind("2023-03-21")
  await work()
  expect(calls).toEqual([])
  const row = (await admin.rows("diem-nhan-tin"))[0] ?? {}
  await admin.take(
    "diem-nhan-tin",
    "CORRECT",
    { ...row, onReminders: true, validTo: "2023-03-27" },
    { of: row },
  )
  await remind("2023-03-28")
  await work()
  expect(calls).toEqual([])
})

test("a receiver in trouble is asked again later with the same id and bytes, the others of it wait meanwhile", async () => {
  answers = [503, 302, 500]
  await opened()
  await remind()
  for (let round = 0; round < 6; round += 1) {
    await work()
    later(20)
  }
  const first = calls.filter(({ headers }) => headers["webhook-id"] === calls[0]?.headers["webhook-id"])
  expect(first).toHaveLength(4)
  expect(new Set(first.map(({ body }) => body)).size).toBe(1)
  expect(new Set((await sent()).map(({ state }) => state))).toEqual(new Set(["DELIVERED"]))
})

test("an address inside, or without TLS, is called only where the office's settings name it", async () => {
  await opened()
  await remind()
  await work([])
  expect(calls).toEqual([])
  expect((await sent())[0]).toMatchObject({
    state: "REFUSED",
    lastError: expect.stringContaining("WEBHOOK_HOSTS"),
  })
})

test("over https, too, nothing inside is reached, by address or by name", async () => {
  const port = (receiver.address() as AddressInfo).port
  for (const [index, host] of ["127.0.0.1", "localhost", "[::1]", "169.254.169.254"].entries()) {
    const caller = webhookCaller({ clock: systemClock, allowedHosts: [] })
    const outcome = await caller.call({
      id: `${index}`,
      url: `https://${host}:${port}/`,
      secret: "whsec_AAAA",
      body: "{}",
    })
    expect(outcome).toMatchObject({ is: "REFUSED", message: expect.stringContaining("mạng nội bộ") })
  }
  expect(calls).toEqual([])
})

test("a new key is told once, replaces the old one at once, and stands in no list, file or log", async () => {
  const old = await opened()
  const row = (await admin.rows("diem-nhan-tin"))[0] ?? {}
  const skip = await refusalOf(
    admin.draft("diem-nhan-tin", "CORRECT", { ...row, secretIssue: 3 }, { of: row }),
  )
  expect(skip.message).toContain("tăng thêm 1")
  const { secrets } = await admin.take("diem-nhan-tin", "CORRECT", { ...row, secretIssue: 2 }, { of: row })
  const fresh = secrets[0]?.password ?? ""
  await remind()
  await work()
  const [call] = calls
  const headers = call?.headers as Record<string, string>
  expect(() => new Webhook(old).verify(call?.body ?? "", headers)).toThrow()
  expect(new Webhook(fresh).verify(call?.body ?? "", headers)).toBeTruthy()
  const log = await office.store.connection.collection("auditEntries").find().toArray()
  expect(JSON.stringify([log, await admin.rows("diem-nhan-tin"), await sent()])).not.toContain(fresh)
})

test("two processes at once tell each thing once", async () => {
  await opened()
  await remind()
  await Promise.allSettled([work(), work(), work()])
  await work()
  const ids = calls.map(({ headers }) => headers["webhook-id"])
  expect(new Set(ids).size).toBe(ids.length)
})
