import { expect, test } from "vitest"
import { getAdjacencyMap, getShortestPaths } from "xstate/graph"
import type { DeliveryContext } from "#models/outbox/context.ts"
import { DELIVERY_EVENT_LABELS, DeliveryEvent } from "#models/outbox/events.ts"
import { FAILURE_CLASSES, type FailureClass } from "#models/outbox/failure.ts"
import type { Operation } from "#models/outbox/message-envelope.ts"
import { DELIVERY_STATES } from "#models/outbox/states.ts"
import type { Stamped } from "#models/shared/workflow.ts"
import { advanceDelivery, beginDelivery } from "#workflows/delivery/advance-delivery.ts"
import { deliveryMachine } from "#workflows/delivery/machine.ts"

const AT = new Date("2023-06-02T08:15:00+07:00")
const HASH = "a".repeat(64)
const DIGEST = "d".repeat(64)

const inputFor = (operation: Operation) => ({
  operation,
  version: 2,
  supersedes: 1,
  payloadSha256: HASH,
  editionDigest: DIGEST,
})
const receipt = (acceptedVersion: number): DeliveryEvent => ({
  type: "receipt.received",
  receipt: { receiptNo: "1", receivedAt: AT.toISOString(), acceptedVersion, remoteId: "r" },
})
const found = (over: object = {}): DeliveryEvent => ({
  type: "record.found",
  version: 2,
  payloadSha256: HASH,
  editionDigest: DIGEST,
  withdrawn: false,
  ...over,
})
const failed = (failure: FailureClass): DeliveryEvent => ({
  type: "sending.failed",
  failure,
  message: failure,
  status: null,
})
const lookupFailed: DeliveryEvent = {
  type: "lookup.failed",
  failure: "TRANSPORT",
  message: "TRANSPORT",
  status: null,
}

const EVENTS: DeliveryEvent[] = [
  { type: "sending.started" },
  { type: "sending.postponed", reason: "tạm dừng" },
  ...FAILURE_CLASSES.map(failed),
  receipt(2),
  receipt(1),
  { type: "worker.lost" },
  found(),
  found({ version: 1 }),
  found({ version: 3 }),
  found({ payloadSha256: "b".repeat(64) }),
  found({ editionDigest: "c".repeat(64) }),
  found({ withdrawn: true }),
  { type: "record.absent" },
  lookupFailed,
  { type: "message.superseded", newerId: "x" },
  { type: "message.requeued", reason: "đã sửa" },
]
const STAMPED = EVENTS.map(
  (event): Stamped<DeliveryEvent> => ({ ...event, by: "he-thong", at: AT.toISOString() }),
)

type DeliverySnapshot = { value: string; context: DeliveryContext }

/** Texts of errors do not matter to the chart; everything a guard asks does. */
const sameState = ({ value, context }: DeliverySnapshot): string => {
  const { attempts, checks, unsure, ifMatch, receipt: given } = context
  return JSON.stringify([value, attempts, checks, unsure, ifMatch, given !== null])
}
const OPERATIONS: Operation[] = ["UPSERT", "CONFIRM", "WITHDRAW"]

const traversal = (operation: Operation) => ({
  events: STAMPED,
  input: inputFor(operation),
  serializeState: sameState,
  filterEvents: (state: { can(event: Stamped<DeliveryEvent>): boolean }, event: Stamped<DeliveryEvent>) =>
    state.can(event),
  limit: 50_000,
})

test.each(OPERATIONS)("every state of a delivery can be reached by %s", (operation) => {
  const paths = getShortestPaths(deliveryMachine, traversal(operation) as never)
  const reached = new Set(paths.map((path) => path.state.value as string))
  expect([...reached].sort()).toEqual([...DELIVERY_STATES].sort())
})

type AdjacencyMap = Record<
  string,
  { state: DeliverySnapshot; transitions: Record<string, { event: DeliveryEvent; state: DeliverySnapshot }> }
>
type Edge = { from: DeliverySnapshot; event: DeliveryEvent; to: DeliverySnapshot }

/** Every edge of the whole reachable chart. Every path is made of these: what holds for each holds on every path. */
const edgesOf = (operation: Operation): Edge[] => {
  const map = getAdjacencyMap(deliveryMachine, traversal(operation) as never) as unknown as AdjacencyMap
  return Object.values(map).flatMap(({ state, transitions }) =>
    Object.values(transitions).map(({ event, state: to }) => ({ from: state, event, to })),
  )
}

test.each(OPERATIONS)(
  "on no path is %s live without having been read back with its own content",
  (operation) => {
    const arrivals = edgesOf(operation).filter(({ to }) => to.value === "live")
    expect(arrivals.length).toBeGreaterThan(1)
    for (const { from, event } of arrivals) {
      expect(["acknowledged", "outcomeUnknown"]).toContain(from.value)
      const seen =
        event.type === "record.found"
          ? event.version === 2 &&
            event.payloadSha256 === HASH &&
            event.editionDigest === DIGEST &&
            event.withdrawn === (operation === "WITHDRAW")
          : event.type === "record.absent" && operation === "WITHDRAW"
      expect(seen, JSON.stringify(event)).toBe(true)
    }
  },
)

test.each(OPERATIONS)("on no path is %s sent again before an unknown outcome was looked up", (operation) => {
  const edges = edgesOf(operation)
  const SETTLING = [
    "receipt.received",
    "record.found",
    "record.absent",
    "sending.postponed",
    "sending.failed",
  ]
  // Doubt starts with every sending; only the portal's word, a look, or not having sent at all ends it.
  for (const { from, event, to } of edges) {
    if (event.type === "sending.started") expect(from.context.unsure).toBe(false)
    if (!from.context.unsure || to.context.unsure) continue
    expect(SETTLING).toContain(event.type)
    if (event.type === "sending.failed")
      expect(["SESSION", "ACCESS", "THROTTLE", "DATA", "CODE_LIST", "STALE"]).toContain(event.failure)
  }
  expect(edges.filter(({ event }) => event.type === "sending.started").length).toBeGreaterThan(2)
})

const walk = (events: DeliveryEvent[], operation: Operation = "UPSERT", at = AT) =>
  events.reduce((workflow, event) => advanceDelivery(workflow, event, at), beginDelivery(inputFor(operation)))
const started: DeliveryEvent = { type: "sending.started" }

test.each([
  ["TRANSPORT", "outcomeUnknown"],
  ["SESSION", "pending"],
  ["ACCESS", "pending"],
  ["THROTTLE", "pending"],
  ["DATA", "rejected"],
  ["CODE_LIST", "parked"],
  ["DUPLICATE", "outcomeUnknown"],
  ["STALE", "rejected"],
  ["MISSING", "outcomeUnknown"],
  ["REMOTE", "outcomeUnknown"],
] as const)("after %s a message is %s", (failure, state) => {
  const workflow = walk([started, failed(failure)])
  expect(workflow.value).toBe(state)
  const spent = failure === "SESSION" || failure === "ACCESS" ? 0 : 1
  expect(workflow.context).toMatchObject({ attempts: spent, lastFailure: { failure } })
})

test.each([
  ["equal content is live", found(), "live", 1],
  ["an older version is sent over", found({ version: 1 }), "pending", 1],
  [
    "our version of another edition is confirmed again",
    found({ editionDigest: "c".repeat(64) }),
    "pending",
    2,
  ],
  ["a newer version stops ours", found({ version: 3 }), "rejected", 1],
  ["other content under our version stops ours", found({ payloadSha256: "b".repeat(64) }), "rejected", 1],
  ["nothing there is sent as new", { type: "record.absent" } as DeliveryEvent, "pending", null],
] as const)("looked up after a lost answer: %s", (_, event, state, ifMatch) => {
  const workflow = walk([started, failed("TRANSPORT"), event])
  expect(workflow.value).toBe(state)
  expect(workflow.context.ifMatch).toBe(ifMatch)
})

test("after ten tries a message is parked, and a requeue looks it up first", () => {
  const once = [started, failed("REMOTE"), found({ version: 1 })]
  const nine = Array.from({ length: 9 }, () => once).flat()
  const parked = walk([...nine, started, failed("REMOTE")])
  expect(parked.value).toBe("parked")
  const requeued = advanceDelivery(parked, { type: "message.requeued", reason: "x" }, AT)
  expect(requeued.value).toBe("outcomeUnknown")
  expect(requeued.context).toMatchObject({ attempts: 0, checks: 0, firstAttemptAt: null })
})

test("a refused message may be sent again on a person's word, after a look at what the portal holds", () => {
  const requeued: DeliveryEvent = { type: "message.requeued", reason: "Cổng đã sửa quy tắc kiểm tra" }
  const again = walk([started, failed("DATA"), requeued])
  expect(again.value).toBe("outcomeUnknown")
  expect(again.context).toMatchObject({ attempts: 0, checks: 0, firstAttemptAt: null })
  expect(walk([started, failed("DATA"), requeued, found({ version: 1 }), started]).value).toBe("sent")
  expect(walk([started, failed("STALE"), requeued, found({ version: 3 })]).value).toBe("rejected")
  expect(() => walk([started, failed("DATA"), started])).toThrow("«Bị từ chối»")
})

test("a day after the first try a message is parked, if it was tried three times", () => {
  const throttled = walk([started, failed("THROTTLE"), started, failed("THROTTLE"), started])
  const nearly = new Date(AT.getTime() + 24 * 3600_000 - 1)
  const later = new Date(AT.getTime() + 24 * 3600_000)
  expect(advanceDelivery(throttled, failed("THROTTLE"), nearly).value).toBe("pending")
  expect(advanceDelivery(throttled, failed("THROTTLE"), later).value).toBe("parked")
  const twice = walk([started, failed("THROTTLE"), started])
  expect(advanceDelivery(twice, failed("THROTTLE"), later).value).toBe("pending")
})

test("a message whose record never appears is parked after ten looks", () => {
  const acknowledged = [started, receipt(2)]
  const looks = Array.from({ length: 10 }, () => ({ type: "record.absent" }) as DeliveryEvent)
  expect(walk([...acknowledged, ...looks]).value).toBe("acknowledged")
  expect(walk([...acknowledged, ...looks, lookupFailed]).value).toBe("parked")
})

test("an event the state does not take is refused in Vietnamese, naming both", () => {
  expect(() => walk([found()])).toThrow(
    "Không thể thực hiện «Đọc lại bản ghi trên cổng» khi bản tin gửi cổng ở trạng thái «Chờ gửi».",
  )
  expect(() => walk([started, receipt(2), found(), started])).toThrow("«Đã đăng»")
})

test("every event has a schema and a Vietnamese name", () => {
  for (const event of EVENTS) expect(DeliveryEvent.parse(event)).toEqual(event)
  expect(new Set(EVENTS.map(({ type }) => type))).toEqual(new Set(Object.keys(DELIVERY_EVENT_LABELS)))
})
