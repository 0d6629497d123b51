import { expect, test } from "vitest"
import { type OutboxMessage, type PriorVersion, recordKeyOf } from "#models/outbox/outbox-message.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { ProvincialPayload } from "#workflows/portal-record/portal-payloads.ts"
import { anEdition, aRow, atLevels, DEPARTMENT, procedureNumber } from "../portal-record/a-small-edition.ts"
import { messagesOf, NOW, rows } from "./an-outbox.ts"

const priorOf = (messages: OutboxMessage[]): Map<string, PriorVersion> =>
  new Map(messages.map((message) => [recordKeyOf(message.target, message.recordId), message]))
const told = (messages: OutboxMessage[]) =>
  messages
    .filter(({ target }) => target === "cong-tinh")
    .map(({ operation, version, sequence }) => [operation, version, sequence])

test("an edition owes each service portal one message per online service and the open-data portal one dataset", () => {
  const messages = messagesOf(anEdition(atLevels(["FULL", "PARTIAL", "INFORMATION_ONLY", "NOT_PROVIDED"])))
  const counts = Object.groupBy(messages, ({ target }) => target)
  expect(counts["cong-tinh"]).toHaveLength(2)
  expect(counts["cong-quoc-gia"]).toHaveLength(2)
  expect(counts["du-lieu-mo"]?.map(({ recordId }) => recordId)).toEqual(["danh-muc/2023-1"])
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length)
})

test("a message says who, what, which edition, and carries the hash of exactly its payload", () => {
  const edition = anEdition([aRow()])
  const [message] = messagesOf(edition)
  expect(message).toMatchObject({
    id: "cong-tinh:1.000894.01@nhom-ubnd-cap-xa:1:UPSERT",
    schema: "h16.tthc/1",
    operation: "UPSERT",
    version: 1,
    supersedes: null,
    editionId: "2023-1",
    editionDigest: edition.digest,
    decision: "658/QĐ-UBND",
    sender: "000.00.00.H16",
    nextAttemptAt: NOW,
    workflow: { machine: "delivery", value: "pending" },
  })
  expect(message?.payloadSha256).toBe(sha256(message?.payloadText ?? ""))
  expect(ProvincialPayload.parse(JSON.parse(message?.payloadText ?? "")).configs).toHaveLength(3)
})

test("composing twice gives the same messages", () => {
  expect(messagesOf(anEdition(rows(3)))).toEqual(messagesOf(anEdition(rows(3))))
})

test("the version grows only when the content changes; unchanged records are confirmed", () => {
  const before = messagesOf(anEdition(rows(2)))
  const [kept, changed] = rows(2)
  if (!kept || !changed) throw new Error("two rows expected")
  // Another edition, decision text and date of effect alone change nothing of the record.
  const next = [
    { ...kept, change: "KEPT" as const, effectiveFrom: "2024-05-31" },
    { ...changed, onlinePayment: true },
  ]
  const second = messagesOf(anEdition(next, { editionId: "2024-1" }), priorOf(before))
  expect(told(second)).toEqual([
    ["CONFIRM", 1, 2],
    ["UPSERT", 2, 2],
  ])
  const third = messagesOf(anEdition(next, { editionId: "2025-1" }), priorOf(second))
  expect(told(third)).toEqual([
    ["CONFIRM", 1, 3],
    ["CONFIRM", 2, 3],
  ])
  const ids = [...before, ...second, ...third].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

test("what is online no more is withdrawn with its former level and the reason", () => {
  const edition = anEdition([aRow({ level: "INFORMATION_ONLY", previousLevel: "FULL" })], {
    removed: [
      {
        serviceId: "9.000001.01@x",
        serviceCode: "9.000001.01",
        name: "Đã bỏ",
        unitName: "Sở Tư pháp",
        level: "PARTIAL",
      },
      {
        serviceId: "9.000002.01@x",
        serviceCode: "9.000002.01",
        name: "Chưa từng",
        unitName: "Sở Tư pháp",
        level: "NOT_PROVIDED",
      },
    ],
  })
  const messages = messagesOf(edition).filter(({ target }) => target === "cong-quoc-gia")
  expect(messages.map(({ operation, payloadText }) => [operation, JSON.parse(payloadText)])).toEqual([
    [
      "WITHDRAW",
      {
        id: "1.000894.01@nhom-ubnd-cap-xa",
        formerLevel: "toan-trinh",
        reason: "Không còn là dịch vụ công trực tuyến (chưa cung cấp).",
        decision: "658/QĐ-UBND",
        successorCode: null,
      },
    ],
    ["WITHDRAW", expect.objectContaining({ id: "9.000001.01@x", formerLevel: "mot-phan" })],
  ])
})

test("a service that stands twice, or a portal nobody can write to, is refused", () => {
  const twice = anEdition([aRow({ unit: DEPARTMENT }), aRow({ unit: DEPARTMENT })])
  expect(() => messagesOf(twice)).toThrow("đứng hai lần")
  const edition = anEdition([aRow({ procedure: procedureNumber(1) })])
  expect(() => messagesOf(edition, new Map(), [{ id: "cong-la", record: null }])).toThrow("cổng «cong-la»")
})
