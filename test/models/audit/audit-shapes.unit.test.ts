import { expect, test } from "vitest"
import { auditDetailsOf } from "#models/audit/audit-details.ts"
import { auditDraft, entryFault } from "#models/audit/audit-event.ts"
import { AUDIT_SHAPES } from "#models/audit/audit-shapes.ts"
import { AUDIT_LABELS, AUDIT_TYPE_LABELS, SUBJECT_LABELS } from "#models/audit/audit-words.ts"

const AT = new Date("2023-05-12T02:00:00.000Z")
const clerk = { id: "vanthu", name: "Trần Văn Thư" }

test("every event of every kind of thing has a name, and every kind has one", () => {
  for (const [kind, shapes] of Object.entries(AUDIT_SHAPES)) {
    expect(SUBJECT_LABELS[kind]).toMatch(/^\p{Lu}/u)
    const labels: Record<string, string> = AUDIT_LABELS[kind as keyof typeof AUDIT_LABELS]
    expect(Object.keys(labels).sort()).toEqual(Object.keys(shapes).sort())
    for (const type of Object.keys(shapes)) expect(AUDIT_TYPE_LABELS[type]).toMatch(/^\p{Lu}/u)
  }
})

test("what is no step of a chart is drafted in one way: who, when, what, from where to where", () => {
  const event = {
    subject: { kind: "outbox", id: "m" },
    type: "message.requeued",
    payload: { reason: "Đã sửa" },
  } as const
  expect(auditDraft(event, clerk, AT, { from: "parked", to: "pending" })).toEqual({
    at: AT.toISOString(),
    by: "vanthu",
    byName: "Trần Văn Thư",
    ...event,
    from: "parked",
    to: "pending",
    machineVersion: null,
  })
})

test.each([
  [
    "campaign",
    "number.assigned",
    { documentSha256: "0".repeat(64), number: "15", symbol: "QĐ", day: "2023-05-12" },
  ],
  // As it was logged before annexes could be files of their own.
  ["campaign", "decision.sealed", { documentSha256: "0".repeat(64) }],
  [
    "registration",
    "decision.issued",
    {
      editionId: "2023-1",
      decisionNumber: "15/QĐ-UBND",
      signature: {
        signatoryId: "phochutich",
        capacity: "KT",
        signedOn: "2023-05-12",
        heldFrom: "2021-01-01",
        heldTo: null,
      },
    },
  ],
  ["register", "access.denied", { action: "register.import" }],
])("an entry of a %s «%s» reads as what it says it is", (kind, type, payload) => {
  expect(entryFault({ subject: { kind, id: "x" }, type, payload })).toBeNull()
})

test.each([
  ["campaign", "number.assigned", { number: "15" }, /khuôn của «number\.assigned»/u],
  ["campaign", "proposal.signedOff", {}, /Không có loại việc «proposal\.signedOff» của «campaign»/u],
  ["constructor", "toString", {}, /Không có loại việc/u],
  ["outbox", "message.requeued", { reason: 5 }, /reason/u],
])("an entry of a %s «%s» with another content is found", (kind, type, payload, words) => {
  expect(entryFault({ subject: { kind, id: "x" }, type, payload })).toMatch(words)
})

test("an entry tells what people look for, in order, and nothing where it cannot be read", () => {
  const frozen = {
    draft: 1,
    digest: "0".repeat(64),
    entries: 1318,
    leftOut: 2,
    leftOutReason: "Chờ luật mới",
  }
  expect(auditDetailsOf("campaign", "edition.consolidated", frozen)).toEqual([
    "1318 dịch vụ",
    "để lại: Chờ luật mới",
  ])
  expect(auditDetailsOf("campaign", "edition.consolidated", { entries: "nhiều" })).toEqual([])
  expect(auditDetailsOf("campaign", "collection.closed", {})).toEqual([])
})
