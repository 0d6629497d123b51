import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest"
import { countByStatus, findMessages, getMessage } from "#models/outbox/outbox.repository.server.ts"
import { LEASE_MINUTES } from "#models/outbox/outbox-leases.repository.server.ts"
import { OutboxMessageModel } from "#models/outbox/outbox-message.schema.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import type { Store } from "#models/store/connection.server.ts"
import { openTestStore } from "#test/setup/store.ts"
import type { Circuit } from "#workflows/delivery/circuit.ts"
import { requeueMessage } from "#workflows/delivery/requeue-message.server.ts"
import { type DeliveryDependencies, runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import type { PortalClient } from "#workflows/gateways/portals/portal-client.ts"
import { portalClients } from "#workflows/gateways/portals/portal-clients.server.ts"
import {
  type PortalSimulator,
  startPortalSimulator,
} from "#workflows/gateways/portals/simulator/start-simulator.server.ts"
import { anEdition, aRow, procedureNumber } from "../portal-record/a-small-edition.ts"
import { fillOutbox, NOW, PROVINCE, rows, TARGETS } from "./an-outbox.ts"

let store: Store
let portals: PortalSimulator
let clock: ReturnType<typeof fixedClock>

beforeAll(async () => {
  store = await openTestStore()
})
beforeEach(async () => {
  clock = fixedClock(NOW)
  portals = await startPortalSimulator({ port: 0, clock })
})
afterEach(async () => {
  await portals.close()
  await store.connection.collection("outbox").deleteMany({})
})
afterAll(() => store.close())

const world = (over: Partial<DeliveryDependencies> = {}): DeliveryDependencies => ({
  store,
  clock,
  portals: portalClients(
    TARGETS.map(({ id }) => ({ id, url: `${portals.url}/${id}` })),
    { timeoutMs: 1_500 },
  ),
  random: () => 0.5,
  ...over,
})

/** Runs, and moves the clock to whatever is due next, until nothing is. */
const runToTheEnd = async (d = world(), rounds = 60) => {
  for (let round = 0; round < rounds; round += 1) {
    const { nextAttemptAt } = await runDeliveries(d, { until: "IDLE" })
    if (!nextAttemptAt) return
    clock.set(nextAttemptAt)
  }
}
const statuses = async (editionId = "2023-1") =>
  Object.fromEntries(
    (await countByStatus(editionId)).map((row) => [`${row.target} ${row.status}`, row.count]),
  )
const recordsAt = (target: string) => [...portals.state.records(target).values()]
const forward = (minutes: number) => clock.set(new Date(clock.now().getTime() + minutes * 60_000))

test("every record of an issued edition ends live at every portal, exactly once", async () => {
  await fillOutbox(store)
  const summary = await runDeliveries(world(), { until: "IDLE" })
  expect(summary).toMatchObject({
    handled: 7,
    nextAttemptAt: null,
    targets: { "cong-tinh": { live: 3 }, "cong-quoc-gia": { live: 3 }, "du-lieu-mo": { live: 1 } },
  })
  for (const { id } of TARGETS) for (const { writes } of recordsAt(id)) expect(writes).toBe(1)
  const [message] = (await findMessages({ editionId: "2023-1", target: "cong-tinh" })).messages
  expect(message).toMatchObject({
    attempts: 1,
    leaseOwner: null,
    nextAttemptAt: null,
    receipt: { acceptedVersion: 1 },
  })
  expect((await runDeliveries(world(), { until: "IDLE" })).handled).toBe(0)
})

test.each(["timeout", "reset-after-write", "reset"] as const)(
  "a day that passes between a first try that failed (%s) and its look-up parks nothing",
  async (kind) => {
    await fillOutbox(store)
    portals.state.orderFault({ target: "cong-tinh", kind })
    await runDeliveries(world(), { until: "IDLE" })
    forward(24 * 60)
    await runToTheEnd()
    expect(await statuses()).toEqual({ "cong-tinh live": 3, "cong-quoc-gia live": 3, "du-lieu-mo live": 1 })
  },
)

test("the clock may be moved a day on while records are on their way", async () => {
  await fillOutbox(store)
  const { portals: real } = world()
  const moving = Object.fromEntries(
    Object.entries(real).map(([id, client]): [string, PortalClient] => [
      id,
      {
        ...client,
        async put(sending) {
          const asUpdate = { ...sending, ifMatch: sending.ifMatch ?? 1 }
          try {
            // Taken for an update of what the portal does not have: it says so, and the record is looked up.
            return await client.put(sending.message.attempts === 0 ? asUpdate : sending)
          } finally {
            forward(24 * 60)
          }
        },
      },
    ]),
  )
  await runToTheEnd(world({ portals: moving }))
  expect(await statuses()).toEqual({ "cong-tinh live": 3, "cong-quoc-gia live": 3, "du-lieu-mo live": 1 })
})

test("without IDLE one batch per portal is handled, and limit caps it", async () => {
  await fillOutbox(store, anEdition(rows(5)), PROVINCE)
  expect((await runDeliveries(world({ batchSize: 2 }))).handled).toBe(2)
  expect((await runDeliveries(world({ batchSize: 2 }), { limit: 1, until: "IDLE" })).handled).toBe(1)
})

test.each(["500", "500-after-write", "reset", "reset-after-write", "timeout", "429"] as const)(
  "a portal that answers %s once gets the record all the same, once",
  async (kind) => {
    const [message] = await fillOutbox(store, anEdition(rows(1)), PROVINCE)
    portals.state.orderFault({ target: "cong-tinh", kind })
    const first = await runDeliveries(world(), { until: "IDLE" })
    expect(first.targets["cong-tinh"]).toMatchObject({ live: 0, waiting: 1 })
    const stopped = await getMessage(message?.id ?? "")
    expect(stopped.lastError).toMatch(/^Cổng|^Không kết nối/)
    await runToTheEnd()
    expect(await statuses()).toEqual({ "cong-tinh live": 1 })
    expect(recordsAt("cong-tinh").map(({ writes }) => writes)).toEqual([1])
  },
)

test("a write whose answer was lost is looked up and not sent again", async () => {
  await fillOutbox(store, anEdition(rows(1)), PROVINCE)
  portals.state.orderFault({ target: "cong-tinh", kind: "reset-after-write" })
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-tinh live": 1 })
  expect(portals.state.received).toBe(1)
})

test("throttled, the portal is left alone as long as it asked", async () => {
  await fillOutbox(store, anEdition(rows(3)), PROVINCE)
  portals.state.orderFault({ target: "cong-tinh", kind: "429" })
  const d = world({ concurrency: 1 })
  const { targets } = await runDeliveries(d, { until: "IDLE" })
  expect(targets["cong-tinh"]?.paused?.until).toEqual(new Date(NOW.getTime() + 7000))
  expect(portals.state.received).toBe(1)
  await runToTheEnd(d)
  expect(await statuses()).toEqual({ "cong-tinh live": 3 })
})

test("a refused record stops and says which field is wrong; the others go on", async () => {
  await fillOutbox(store, anEdition(rows(3)), PROVINCE)
  portals.state.orderFault({ target: "cong-tinh", kind: "reject" })
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-tinh live": 2, "cong-tinh rejected": 1 })
  const { messages } = await findMessages({ editionId: "2023-1", status: "rejected" })
  expect(messages[0]?.lastError).toContain("payload.MucDo")
})

const requeue = (messageId: string) =>
  store.inTransaction((session) => requeueMessage({ messageId, reason: "Đã bổ sung mã", at: NOW }, session))

test("a code the portal does not know parks the record until someone lets it go again", async () => {
  const [message] = await fillOutbox(store, anEdition(rows(1)), PROVINCE)
  const messageId = message?.id ?? ""
  portals.state.orderFault({ target: "cong-tinh", kind: "unknown-code" })
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-tinh parked": 1 })
  await requeue(messageId)
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-tinh live": 1 })
  await expect(requeue(messageId)).rejects.toThrow("Không thể thực hiện")
})

test("a refused record is sent again once the portal takes it, and goes live", async () => {
  const [message] = await fillOutbox(store, anEdition(rows(1)), PROVINCE)
  portals.state.orderFault({ target: "cong-tinh", kind: "reject" })
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-tinh rejected": 1 })
  await requeue(message?.id ?? "")
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-tinh live": 1 })
})

test("a refused session is renewed once, then pauses the portal without using up tries", async () => {
  await fillOutbox(store, anEdition(rows(2)), PROVINCE)
  portals.state.orderFault({ target: "cong-tinh", kind: "401" })
  const d = world({ concurrency: 1 })
  await runDeliveries(d, { until: "IDLE" })
  expect(await statuses()).toEqual({ "cong-tinh live": 2 })

  await fillOutbox(store, anEdition(rows(2), { editionId: "2024-1" }), PROVINCE)
  portals.state.orderFault({ target: "cong-tinh", kind: "401", count: 2 })
  const { targets } = await runDeliveries(d, { until: "IDLE" })
  expect(targets["cong-tinh"]?.paused?.reason).toContain("phiên")
  const { messages } = await findMessages({ editionId: "2024-1" })
  expect(messages.map(({ attempts, workflow }) => [attempts, workflow.value])).toEqual([
    [0, "pending"],
    [0, "pending"],
  ])
  await runToTheEnd(d)
  expect(await statuses("2024-1")).toEqual({ "cong-tinh live": 2 })
})

test("a dead portal is tried ten times at most and then parked; the other portals do not notice", async () => {
  await fillOutbox(store, anEdition(rows(1)))
  portals.state.orderFault({ target: "cong-tinh", kind: "500", count: 1000 })
  portals.state.orderFault({ target: "cong-tinh", kind: "500", count: 1000, on: "read" })
  await runToTheEnd(world({ circuits: new Map<string, Circuit>() }), 100)
  expect(await statuses()).toEqual({
    "cong-quoc-gia live": 1,
    "cong-tinh parked": 1,
    "du-lieu-mo live": 1,
  })
  const { messages } = await findMessages({ editionId: "2023-1", status: "parked" })
  expect(messages[0]?.lastError).toContain("HTTP 500")
  expect(portals.state.received).toBeLessThanOrEqual(12)
})

test("a worker that dies after sending leaves a record that is looked up, not sent twice", async () => {
  await fillOutbox(store, anEdition(rows(2)), PROVINCE)
  const real = world()
  const client = real.portals["cong-tinh"] as PortalClient
  const arrived: string[] = []
  // The portal has it, but the worker never hears of it again.
  const dying: PortalClient = {
    ...client,
    put: async (sending) => {
      await client.put(sending)
      arrived.push(sending.message.recordId)
      return new Promise(() => {})
    },
  }
  void runDeliveries({ ...real, portals: { "cong-tinh": dying } }, { until: "IDLE" })
  await expect.poll(() => arrived.length).toBe(2)
  expect(await statuses()).toEqual({ "cong-tinh sent": 2 })
  expect((await runDeliveries(real, { until: "IDLE" })).handled).toBe(0)
  forward(LEASE_MINUTES + 1)
  await runToTheEnd(real)
  expect(await statuses()).toEqual({ "cong-tinh live": 2 })
  expect(portals.state.received).toBe(2)
})

test("a worker that dies before sending leaves a record that is sent after a look", async () => {
  await fillOutbox(store, anEdition(rows(1)), PROVINCE)
  let called = false
  const dying = {
    put: () => {
      called = true
      return new Promise<never>(() => {})
    },
  } as unknown as PortalClient
  void runDeliveries(world({ portals: { "cong-tinh": dying } }), { until: "IDLE" })
  await expect.poll(() => called).toBe(true)
  forward(LEASE_MINUTES + 1)
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-tinh live": 1 })
  expect(recordsAt("cong-tinh").map(({ writes }) => writes)).toEqual([1])
})

test("a store that fails while saving loses no record and doubles none", async () => {
  await fillOutbox(store, anEdition(rows(3)), PROVINCE)
  let calls = 0
  const failing: Pick<Store, "inTransaction"> = {
    inTransaction: (work) => {
      calls += 1
      if (calls === 2) throw new Error("mất kết nối kho dữ liệu")
      return store.inTransaction(work)
    },
  }
  await expect(runDeliveries(world({ store: failing }), { until: "IDLE" })).rejects.toThrow("kho dữ liệu")
  forward(LEASE_MINUTES + 1)
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-tinh live": 3 })
  expect(portals.state.received).toBe(3)
})

test("a message that someone else moved after it was claimed is not sent", async () => {
  const [moved] = await fillOutbox(store, anEdition(rows(2)), PROVINCE)
  let isFirst = true
  const overtaken: Pick<Store, "inTransaction"> = {
    inTransaction: async (work) => {
      if (isFirst) await OutboxMessageModel.updateOne({ _id: moved?.id }, { $inc: { revision: 1 } })
      isFirst = false
      return store.inTransaction(work)
    },
  }
  await runDeliveries(world({ store: overtaken }), { until: "IDLE" })
  expect(await statuses()).toEqual({ "cong-tinh live": 1, "cong-tinh pending": 1 })
  expect(portals.state.received).toBe(1)
})

test("two workers at once send every record once", async () => {
  await fillOutbox(store, anEdition(rows(60)), PROVINCE)
  const d = world({ batchSize: 7 })
  const runs = await Promise.all([
    runDeliveries(d, { until: "IDLE" }),
    runDeliveries(d, { until: "IDLE" }),
    runDeliveries(d, { until: "IDLE" }),
  ])
  expect(runs.reduce((sum, { handled }) => sum + handled, 0)).toBe(60)
  expect(await statuses()).toEqual({ "cong-tinh live": 60 })
  expect(portals.state.received).toBe(60)
})

test("a newer edition updates, confirms and withdraws what the one before has delivered", async () => {
  await fillOutbox(store, anEdition(rows(3)), PROVINCE)
  await runToTheEnd()
  const [kept, raised, gone] = rows(3)
  if (!kept || !raised || !gone) throw new Error("three rows expected")
  const next = anEdition(
    [kept, { ...raised, level: "FULL", partialReason: null, previousLevel: "PARTIAL" }],
    {
      editionId: "2024-1",
      removed: [
        {
          serviceId: gone.serviceId,
          serviceCode: gone.serviceCode,
          name: gone.serviceName,
          unitName: gone.unit.name,
          level: "PARTIAL",
        },
      ],
    },
  )
  const messages = await fillOutbox(store, next, PROVINCE)
  expect(messages.map(({ operation, version }) => [operation, version])).toEqual([
    ["CONFIRM", 1],
    ["UPSERT", 2],
    ["WITHDRAW", 2],
  ])
  await runToTheEnd()
  expect(await statuses("2024-1")).toEqual({ "cong-tinh live": 3 })
  expect(
    recordsAt("cong-tinh").map(({ envelope, withdrawn }) => [envelope.version, envelope.edition, withdrawn]),
  ).toEqual([
    [1, "2024-1", false],
    [2, "2024-1", false],
    [2, "2024-1", true],
  ])
})

test("an unsent message is replaced by the next edition's; only the newest goes out", async () => {
  await fillOutbox(store, anEdition(rows(1)), PROVINCE)
  const changed = rows(1, { level: "FULL", partialReason: null, serviceId: rows(1)[0]?.serviceId ?? "" })
  await fillOutbox(store, anEdition(changed, { editionId: "2024-1" }), PROVINCE)
  await runToTheEnd()
  expect(await statuses("2023-1")).toEqual({ "cong-tinh superseded": 1 })
  expect(await statuses("2024-1")).toEqual({ "cong-tinh live": 1 })
  expect(recordsAt("cong-tinh").map(({ envelope, writes }) => [envelope.version, writes])).toEqual([[2, 1]])
})

test("a parked message gives way to the next edition's", async () => {
  await fillOutbox(store, anEdition(rows(1)), PROVINCE)
  portals.state.orderFault({ target: "cong-tinh", kind: "unknown-code" })
  await runToTheEnd()
  await fillOutbox(store, anEdition(rows(1), { editionId: "2024-1" }), PROVINCE)
  await runToTheEnd()
  expect(await statuses("2023-1")).toEqual({ "cong-tinh superseded": 1 })
  expect(await statuses("2024-1")).toEqual({ "cong-tinh live": 1 })
})

test("a portal that lost its records gets them again; one with something newer is not overwritten", async () => {
  await fillOutbox(store, anEdition(rows(2)), PROVINCE)
  await runToTheEnd()
  const [lost, overtaken] = recordsAt("cong-tinh")
  if (!lost || !overtaken) throw new Error("two records expected")
  portals.state.records("cong-tinh").delete(lost.envelope.recordId)
  overtaken.envelope = { ...overtaken.envelope, version: 9 }
  await fillOutbox(store, anEdition(rows(2), { editionId: "2024-1" }), PROVINCE)
  await runToTheEnd()
  expect(await statuses("2024-1")).toEqual({ "cong-tinh live": 1, "cong-tinh rejected": 1 })
  expect(overtaken.envelope.version).toBe(9)
})

test("a withdrawal of something the portal never had is done", async () => {
  const row = aRow({ level: "INFORMATION_ONLY", previousLevel: "PARTIAL", procedure: procedureNumber(1) })
  await fillOutbox(store, anEdition([row]), PROVINCE)
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-tinh live": 1 })
  expect(recordsAt("cong-tinh")).toEqual([])
})

test("batches of rows per unit are read back and kept with their receipts, once each, though the portal fails on the way", async () => {
  const [entry] = rows(1)
  if (!entry) throw new Error("no row")
  const members = Array.from({ length: 7 }, (_, index) => ({
    id: `xa-${index}`,
    name: `Ủy ban nhân dân xã ${index}`,
    code: String(24_001 + index),
  }))
  const edition = anEdition([{ ...entry, unit: { ...entry.unit, kind: "GROUP", members } }])
  const targets = TARGETS.slice(0, 2).map((target) => ({ ...target, unitRows: 3 }))
  await fillOutbox(store, edition, targets)
  portals.state.orderFault({ target: "cong-tinh", kind: "reset-after-write", count: 2 })
  portals.state.orderFault({ target: "cong-quoc-gia", kind: "500", count: 1 })
  await runToTheEnd()
  expect(await statuses()).toEqual({ "cong-quoc-gia live": 3, "cong-tinh live": 3 })
  for (const { id } of targets) {
    const kept = recordsAt(id)
    expect(kept.map(({ envelope }) => envelope.recordId.replace(/^.*#/, "")).sort()).toEqual([
      "lo-1",
      "lo-2",
      "lo-3",
    ])
    for (const { writes } of kept) expect(writes).toBe(1)
  }
  // Where the answer was lost the record was found by reading it back, so no receipt came.
  const { messages } = await findMessages({ editionId: "2023-1", target: "cong-quoc-gia" })
  expect(messages.map(({ receipt }) => receipt?.acceptedVersion)).toEqual([1, 1, 1])
})
