import { expect, test } from "vitest"
import { type OutboxMessage, type PriorVersion, recordKeyOf } from "#models/outbox/outbox-message.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { messagesForRepeal } from "#workflows/delivery/messages-for-repeal.ts"
import { NationalBatch, ProvincialPayload } from "#workflows/portal-record/portal-payloads.ts"
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

const commune = (number: number) => ({
  id: `ubnd-xa-${number}`,
  name: `Ủy ban nhân dân xã ${number}`,
  code: String(24_000 + number),
})
/** The first service is offered by so many communes; the others by one department. */
const byCommunes = (communes: number, over = {}) =>
  anEdition(
    [
      aRow({
        unit: {
          kind: "GROUP",
          id: "nhom-ubnd-cap-xa",
          name: "Ủy ban nhân dân cấp xã",
          code: "",
          members: Array.from({ length: communes }, (_, index) => commune(index + 1)),
        },
      }),
      aRow({ procedure: procedureNumber(2), unit: { ...DEPARTMENT, kind: "AGENCY", members: [] } }),
    ],
    over,
  )
const ROWS_AT = [
  { id: "cong-tinh", record: "PROVINCIAL_SERVICE" as const, unitRows: 50 },
  { id: "cong-quoc-gia", record: "NATIONAL_SERVICE" as const, unitRows: 50 },
]
const shortOf = (messages: OutboxMessage[], target = "cong-tinh") =>
  messages
    .filter((message) => message.target === target)
    .map(
      ({ operation, recordId, version }) => `${operation} ${recordId.replace(/^.*(@|#)/, "$1")} ${version}`,
    )

test("a portal that keeps a row per unit gets them in batches of its size, each unit once and with its code", () => {
  const messages = messagesOf(byCommunes(124), new Map(), ROWS_AT)
  expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length)
  for (const target of ["cong-tinh", "cong-quoc-gia"])
    expect(shortOf(messages, target)).toEqual([
      "UPSERT #lo-1 1",
      "UPSERT #lo-2 1",
      "UPSERT #lo-3 1",
      "UPSERT #lo-1 1",
    ])
  const payloads = messages.map(({ target, payloadText }) => ({ target, payload: JSON.parse(payloadText) }))
  const province = payloads.filter(({ target }) => target === "cong-tinh").map(({ payload }) => payload)
  for (const payload of province) ProvincialPayload.parse(payload)
  const codes = province
    .slice(0, 3)
    .flatMap(({ configs }) => configs.map((row: { govAgencyCode: string }) => row.govAgencyCode))
  expect(codes).toEqual(Array.from({ length: 124 }, (_, index) => commune(index + 1).code))
  expect(province.map(({ batch }) => batch)).toEqual([
    { number: 1, of: 3 },
    { number: 2, of: 3 },
    { number: 3, of: 3 },
    { number: 1, of: 1 },
  ])
  const nation = payloads.filter(({ target }) => target === "cong-quoc-gia").map(({ payload }) => payload)
  for (const payload of nation) NationalBatch.parse(payload)
  expect(
    nation.slice(0, 3).flatMap(({ rows: all }) => all.map((row: { MaCQTH: string }) => row.MaCQTH)),
  ).toEqual(codes)
  expect(nation.map(({ rows: all }) => all.length)).toEqual([50, 50, 24, 1])
})

test("batches that did not change are confirmed; those there are no rows for any more, and another way of keeping them, are withdrawn", () => {
  const first = messagesOf(byCommunes(124), new Map(), ROWS_AT)
  const fewer = messagesOf(byCommunes(90, { editionId: "2024-1" }), priorOf(first), ROWS_AT)
  expect(shortOf(fewer)).toEqual([
    // The whole number of batches stands in each.
    "UPSERT #lo-1 2",
    "UPSERT #lo-2 2",
    "WITHDRAW #lo-3 2",
    "CONFIRM #lo-1 1",
  ])
  const whole = messagesOf(byCommunes(124, { editionId: "2024-1" }), priorOf(first))
  expect(shortOf(whole)).toEqual([
    "UPSERT @nhom-ubnd-cap-xa 1",
    "WITHDRAW #lo-1 2",
    "WITHDRAW #lo-2 2",
    "WITHDRAW #lo-3 2",
    "UPSERT @so-tu-phap 1",
    "WITHDRAW #lo-1 2",
  ])
  const back = messagesOf(byCommunes(124, { editionId: "2025-1" }), priorOf([...first, ...whole]), ROWS_AT)
  expect(shortOf(back).filter((one) => one.startsWith("WITHDRAW"))).toEqual([
    "WITHDRAW @nhom-ubnd-cap-xa 2",
    "WITHDRAW @so-tu-phap 2",
  ])
})

test("a service that leaves takes all its batches with it, each once; one that is withdrawn already is not told again", () => {
  const first = messagesOf(byCommunes(124), new Map(), ROWS_AT)
  const [entry] = byCommunes(124).entries
  if (!entry) throw new Error("no row")
  const { serviceId, serviceCode, serviceName, level, unit } = entry
  const without = anEdition([], { editionId: "2024-1" })
  const removed = [{ serviceId, serviceCode, name: serviceName, unitName: unit.name, level }]
  const gone = messagesOf({ ...without, removed }, priorOf(first), ROWS_AT)
  expect(shortOf(gone)).toEqual(["WITHDRAW #lo-1 2", "WITHDRAW #lo-2 2", "WITHDRAW #lo-3 2"])
  const standsOn = { editionId: "2023-1", number: "658/QĐ-UBND", day: "2023-05-12" as const }
  const repealing = (prior: OutboxMessage[]) =>
    messagesForRepeal({
      targets: ROWS_AT,
      priorVersions: priorOf(prior),
      at: NOW,
      repeal: { id: "r", decision: { number: "1/QĐ-BTP", day: "2023-07-01" }, effectiveOn: "2023-08-01" },
      rows: [{ row: { entry, standsOn }, edition: byCommunes(124) }],
    })
  expect(shortOf(repealing(first))).toEqual(["WITHDRAW #lo-1 2", "WITHDRAW #lo-2 2", "WITHDRAW #lo-3 2"])
  expect(repealing([...first, ...gone])).toEqual([])
})
