import { HttpResponse, http } from "msw"
import { afterEach, beforeEach, expect, test } from "vitest"
import { fixedClock } from "#models/shared/clock.ts"
import { interceptPortals } from "#test/msw/portals.ts"
import { classifyAnswer, retryAfterSeconds } from "#workflows/gateways/portals/classify-failure.ts"
import { toWire, WireEnvelope } from "#workflows/gateways/portals/envelope.ts"
import { httpPortalClient } from "#workflows/gateways/portals/http-portal-client.server.ts"
import { TRAINING_TOKEN } from "#workflows/gateways/portals/simulator/training-token.ts"
import { anEdition, aRow } from "../portal-record/a-small-edition.ts"
import { messagesOf, NOW } from "./an-outbox.ts"

const ADDRESS = "http://portal.example/cong-tinh"
const firstMessage = (edition = anEdition([aRow()])) => {
  const [message] = messagesOf(edition)
  if (!message) throw new Error("a message expected")
  return message
}
const MESSAGE = firstMessage()
const sending = (over: object = {}) => ({
  message: { ...MESSAGE, ...over },
  ifMatch: MESSAGE.workflow.context.ifMatch,
  sentAt: NOW,
})

let portals: ReturnType<typeof interceptPortals>
beforeEach(() => {
  portals = interceptPortals(fixedClock(NOW))
})
afterEach(() => portals.close())

const client = (token: (options: { renew: boolean }) => Promise<string> = async () => TRAINING_TOKEN) =>
  httpPortalClient({ url: ADDRESS, token, timeoutMs: 200 })

test("the wire form is the envelope of the agreement with the payload letter for letter", () => {
  const text = toWire(MESSAGE, NOW)
  expect(text).toContain(`"payload":${MESSAGE.payloadText}}`)
  expect(WireEnvelope.parse(JSON.parse(text))).toMatchObject({
    idempotencyKey: MESSAGE.id,
    edition: "2023-1",
    sentAt: "2023-06-02T08:15:00+07:00",
  })
})

test("a record is put, acknowledged and read back with the hash of what was read", async () => {
  expect(await client().read(MESSAGE.recordId)).toBeNull()
  const receipt = await client().put(sending())
  expect(receipt).toMatchObject({ acceptedVersion: 1, receivedAt: "2023-06-02T08:15:00+07:00" })
  expect(await client().read(MESSAGE.recordId)).toEqual({
    version: 1,
    payloadSha256: MESSAGE.payloadSha256,
    editionDigest: MESSAGE.editionDigest,
    withdrawn: false,
  })
  expect(await client().put(sending())).toEqual(receipt)
})

test("content that a portal has altered is noticed although the portal names the old hash", async () => {
  await client().put(sending())
  const record = portals.state.records("cong-tinh").get(MESSAGE.recordId)
  if (record) record.envelope.payload = { ...(record.envelope.payload as object), levelCode: "toan-trinh" }
  expect((await client().read(MESSAGE.recordId))?.payloadSha256).not.toBe(MESSAGE.payloadSha256)
})

test("the same key with other content, and content that does not fit its hash, are refused as data", async () => {
  await client().put(sending())
  const { payloadText, payloadSha256 } = firstMessage(anEdition([aRow({ onlinePayment: true })]))
  await expect(client().put(sending({ payloadText, payloadSha256 }))).rejects.toMatchObject({
    failure: "DATA",
  })
  const misfit = sending({ id: "k", payloadSha256: "0".repeat(64) })
  await expect(client().put(misfit)).rejects.toMatchObject({ failure: "DATA", status: 422 })
})

test("an update must name the version it follows", async () => {
  await client().put(sending())
  const next = { version: 2, id: "second" }
  await expect(client().put(sending(next))).rejects.toMatchObject({ failure: "DUPLICATE" })
  await expect(client().put({ ...sending(next), ifMatch: 7 })).rejects.toMatchObject({ failure: "DUPLICATE" })
  expect(await client().put({ ...sending(next), ifMatch: 1 })).toMatchObject({ acceptedVersion: 2 })
  const late = { ...sending({ id: "third" }), ifMatch: 2 }
  await expect(client().put(late)).rejects.toMatchObject({ failure: "STALE" })
})

test("an update of something that is not there is missing", async () => {
  await expect(client().put({ ...sending(), ifMatch: 1 })).rejects.toMatchObject({ failure: "MISSING" })
})

test("after a 401 the token is renewed once; the second refusal is a session failure", async () => {
  const asked: boolean[] = []
  const renewing = client(async ({ renew }) => {
    asked.push(renew)
    return renew ? TRAINING_TOKEN : "expired"
  })
  await renewing.put(sending())
  expect(asked).toEqual([false, true])
  const wrong = client(async () => "wrong")
  await expect(wrong.read("x")).rejects.toMatchObject({ failure: "SESSION", status: 401 })
})

test("a portal that hangs, breaks off or talks nonsense fails in our own classes", async () => {
  portals.state.orderFault({ target: "cong-tinh", kind: "timeout" })
  await expect(client().put(sending())).rejects.toMatchObject({
    failure: "TRANSPORT",
    message: expect.stringContaining("quá thời gian"),
  })
  portals.state.orderFault({ target: "cong-tinh", kind: "reset" })
  await expect(client().put(sending())).rejects.toMatchObject({ failure: "TRANSPORT" })
  portals.server.use(http.put(`${ADDRESS}/records/:id`, () => HttpResponse.text("<html>Bảo trì</html>")))
  await expect(client().put(sending())).rejects.toMatchObject({ failure: "REMOTE" })
  portals.state.orderFault({ target: "cong-tinh", kind: "429", on: "read" })
  await expect(client().read("x")).rejects.toMatchObject({ failure: "THROTTLE", retryAfterSeconds: 7 })
})

test.each([
  [200, { receiptNo: "1" }, null],
  [200, { error_code: 0 }, null],
  [200, { error_code: "0" }, null],
  [200, { error_code: 100 }, "SESSION"],
  [200, { error_code: "101" }, "ACCESS"],
  [200, { error_code: "106" }, "ACCESS"],
  [500, { error_code: 500 }, "DATA"],
  [200, { error_code: "-7" }, "REMOTE"],
  [200, { MSG: "MADONVI is duplicate", Count: 0 }, "DUPLICATE"],
  [400, { message: "x" }, "DATA"],
  [422, { code: "UNKNOWN_CODE" }, "CODE_LIST"],
  [403, null, "ACCESS"],
  [404, null, "MISSING"],
  [409, { currentVersion: 3 }, "STALE"],
  [409, { currentVersion: 2 }, "DUPLICATE"],
  [412, {}, "DUPLICATE"],
  [429, "chậm lại", "THROTTLE"],
  [503, null, "REMOTE"],
] as const)("answer %i %j is classed as %s", (status, body, failure) => {
  expect(classifyAnswer({ status, body }, 2)?.failure ?? null).toBe(failure)
})

test("the fields a portal complains about reach the person who must mend them", () => {
  const body = { message: "Sai dữ liệu", fields: [{ field: "MucDo", message: "không hợp lệ" }] }
  expect(classifyAnswer({ status: 422, body }, 1)?.detail).toBe("Sai dữ liệu; MucDo: không hợp lệ")
})

test("Retry-After is read as seconds or as a date by the portal's own clock", () => {
  const headers = (entries: Record<string, string>) => retryAfterSeconds(new Headers(entries))
  expect(headers({ "retry-after": "90" })).toBe(90)
  const date = "Fri, 02 Jun 2023 01:15:00 GMT"
  expect(headers({ "retry-after": "Fri, 02 Jun 2023 01:17:00 GMT", date })).toBe(120)
  expect(headers({ "retry-after": "sau" })).toBeNull()
  expect(headers({})).toBeNull()
})
