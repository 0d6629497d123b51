import { expect, test } from "vitest"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { AUDIT_TYPE_LABELS, SUBJECT_LABELS } from "#models/audit/audit-words.ts"
import { describeEntry } from "#workflows/screens/describe-entry.server.ts"

const anEntry = (over: Partial<AuditEntry>): AuditEntry => ({
  sequence: 1,
  at: "2023-09-01T01:00:00.000Z",
  by: "thamdinh",
  byName: "Trần Thẩm Định",
  subject: { kind: "outbox", id: "x" },
  type: "message.requeued",
  from: null,
  to: null,
  payload: {},
  machineVersion: null,
  previousHash: "0",
  hash: "1",
  ...over,
})

test("a message sent again reads in Vietnamese, with its states and the reason", () => {
  const line = describeEntry(anEntry({ from: "parked", to: "pending", payload: { reason: "Đã bổ sung mã" } }))
  expect(line).toMatchObject({
    what: "Gửi lại theo yêu cầu",
    from: "Dừng thử",
    to: "Chờ gửi",
    detail: "Đã bổ sung mã",
  })
  expect(AUDIT_TYPE_LABELS).toHaveProperty(["message.requeued"])
})

test.each(["registration", "campaign", "register", "import", "outbox", "training-clock", "auditLog", "page"])(
  "a subject of kind %s has a Vietnamese name",
  (kind) => {
    expect(SUBJECT_LABELS[kind]).toMatch(/^\p{Lu}/u)
  },
)

test("states of campaigns and registrations keep their own names", () => {
  const from = (kind: string, state: string) =>
    describeEntry(anEntry({ subject: { kind, id: "x" }, from: state })).from
  expect(from("registration", "drafting")).toBe("Dự thảo")
  expect(from("campaign", "collecting")).not.toBe("collecting")
})
