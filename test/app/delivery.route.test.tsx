import type { ActionFunctionArgs } from "@remix-run/node"
import { afterAll, beforeAll, expect, test, vi } from "vitest"
import { loader as list } from "#app/routes/_van-phong.giao-nhan._index.tsx"
import { action, loader } from "#app/routes/_van-phong.giao-nhan.$messageId.tsx"
import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import { AuditEntryModel } from "#models/audit/audit-entry.schema.server.ts"
import { getMessage } from "#models/outbox/outbox.repository.server.ts"
import { saveOutcomes } from "#models/outbox/outbox-leases.repository.server.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import type { Role } from "#models/shared/workflow.ts"
import { fillOutbox, NOW, PROVINCE, rows } from "#test/workflows/delivery/an-outbox.ts"
import { anEdition } from "#test/workflows/portal-record/a-small-edition.ts"
import { advanceDelivery } from "#workflows/delivery/advance-delivery.ts"
import type { MessageDetail } from "#workflows/screens/delivery-page.server.ts"
import { type OpenOffice, openOffice } from "./setup/open-office.ts"

let office: OpenOffice
let messageId: string
const cookies: Record<string, string> = {}

const PEOPLE: [string, Role][] = [
  ["thamdinh", "REVIEWER"],
  ["chuyenvien", "SPECIALIST"],
]

beforeAll(async () => {
  office = await openOffice()
  messageId = await aParkedMessage()
  for (const [id, role] of PEOPLE) cookies[id] = await office.signedIn({ id, role })
})
afterAll(() => office.close())

/** A message the portal could not take because it did not know a code. */
async function aParkedMessage(): Promise<string> {
  const { store } = office.runtime
  const [message] = await fillOutbox(store, anEdition(rows(1)), PROVINCE)
  if (!message) throw new Error("no message")
  await stop(message, "CODE_LIST")
  return message.id
}

/** The portal answers a sending with a failure that stops the message. */
async function stop(message: OutboxMessage, failure: "CODE_LIST" | "DATA"): Promise<void> {
  const { store } = office.runtime
  const started = advanceDelivery(message.workflow, { type: "sending.started" }, NOW)
  const stopped = advanceDelivery(
    started,
    { type: "sending.failed", failure, message: "Cổng chưa biết mã cơ quan.", status: 422 },
    NOW,
  )
  await store.inTransaction((session) =>
    saveOutcomes(
      [
        {
          id: message.id,
          readRevision: message.revision,
          workflow: stopped,
          attempts: 1,
          nextAttemptAt: null,
          leaseOwner: null,
          leaseUntil: null,
          receipt: null,
          lastError: "Cổng chưa biết mã cơ quan.",
        },
      ],
      session,
    ),
  )
}

const ask = (who: string, form?: Record<string, string>): ActionFunctionArgs => ({
  ...office.ask("/giao-nhan/x", { cookie: cookies[who] ?? "", ...(form ? { form } : {}) }),
  params: { messageId },
})
const detailFor = (who: string): Promise<MessageDetail> => loader(ask(who))
const resend = async (who: string, reason: string) => {
  const answer = await action(ask(who, { reason }))
  return "data" in answer ? { status: answer.init?.status, ...answer.data } : { status: answer.status }
}

test("before anything is issued there is nothing to deliver", async () => {
  expect(await list(office.ask("/giao-nhan", { cookie: cookies.thamdinh ?? "" }))).toMatchObject({
    editionId: null,
    rows: [],
  })
})

test("a stopped record says why, and only to those who may mend it that they may", async () => {
  expect(await detailFor("thamdinh")).toMatchObject({
    state: "parked",
    lastError: "Cổng chưa biết mã cơ quan.",
    mayResend: true,
  })
  expect(await detailFor("chuyenvien")).toMatchObject({ isStopped: true, mayResend: false })
})

test("a specialist may not send it again", async () => {
  expect((await resend("chuyenvien", "Đã bổ sung mã")).status).toBe(403)
  expect((await detailFor("thamdinh")).state).toBe("parked")
})

test("sending again needs what was mended", async () => {
  expect((await resend("thamdinh", " ")).status).toBe(400)
})

test("where the log cannot be written, nothing is sent again", async () => {
  const spy = vi.spyOn(AuditEntryModel, "insertMany").mockRejectedValue(new Error("disk full"))
  await expect(resend("thamdinh", "Đã bổ sung mã cơ quan")).rejects.toThrow("disk full")
  spy.mockRestore()
  expect((await detailFor("thamdinh")).state).toBe("parked")
})

test("sent again, it waits for its turn, and the log names who asked; twice is refused", async () => {
  expect((await resend("thamdinh", "Đã bổ sung mã cơ quan")).status).toBe(302)
  expect(await detailFor("thamdinh")).toMatchObject({ state: "pending", mayResend: false })
  const trail = await findAuditTrail("outbox", messageId)
  expect(trail.at(-1)).toMatchObject({
    type: "message.requeued",
    by: "thamdinh",
    from: "parked",
    to: "pending",
    payload: { reason: "Đã bổ sung mã cơ quan" },
  })
  expect((await resend("thamdinh", "Đã bổ sung mã cơ quan")).status).toBe(409)
})

test("a record the portal refused may be sent again too, and is looked up first", async () => {
  await stop(await getMessage(messageId), "DATA")
  expect(await detailFor("thamdinh")).toMatchObject({ state: "rejected", mayResend: true })
  expect(await detailFor("chuyenvien")).toMatchObject({ isStopped: true, mayResend: false })
  expect((await resend("thamdinh", "Cổng đã sửa quy tắc kiểm tra")).status).toBe(302)
  expect((await detailFor("thamdinh")).state).toBe("outcomeUnknown")
  expect((await findAuditTrail("outbox", messageId)).at(-1)).toMatchObject({ from: "rejected" })
})
