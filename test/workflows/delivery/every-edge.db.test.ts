import { afterAll, beforeAll, expect, test, vi } from "vitest"
import type { AnyMachineSnapshot } from "xstate"
import { FAILURE_CLASSES } from "#models/outbox/failure.ts"
import { addMessages, latestVersions } from "#models/outbox/outbox.repository.server.ts"
import { LEASE_MINUTES } from "#models/outbox/outbox-leases.repository.server.ts"
import { OutboxMessageModel } from "#models/outbox/outbox-message.schema.server.ts"
import { fixedClock } from "#models/shared/clock.ts"
import type { Store } from "#models/store/connection.server.ts"
import { type Edge, edgesOf } from "#test/setup/chart-walk.ts"
import { numbersFrom } from "#test/setup/numbers-from.ts"
import { openTestStore } from "#test/setup/store.ts"
import { beginDelivery } from "#workflows/delivery/advance-delivery.ts"
import type { Circuit } from "#workflows/delivery/circuit.ts"
import { deliveryMachine } from "#workflows/delivery/machine.ts"
import { requeueMessage } from "#workflows/delivery/requeue-message.server.ts"
import { runDeliveries } from "#workflows/delivery/run-deliveries.server.ts"
import {
  type PortalClient,
  PortalFailure,
  type RemoteRecord,
  type Sending,
} from "#workflows/gateways/portals/portal-client.ts"
import { anEdition } from "../portal-record/a-small-edition.ts"
import { messagesOf, NOW, PROVINCE, rows } from "./an-outbox.ts"

/** The next year of troubles: SEED=… */
const SEED = Number(process.env["SEED"] ?? 20230602)
const TARGET = "cong-tinh"

let store: Store
beforeAll(async () => {
  store = await openTestStore()
})
afterAll(() => store.close())

/** A portal that does by lot whatever a portal may do: takes, loses, refuses, breaks off after it took, says another version. */
const capriciousPortal = (lot: () => number): PortalClient & { change(): void } => {
  const mood = { failing: 0.35, absent: 0.1, altered: 0.15 }
  const held = new Map<string, RemoteRecord>()
  const fail = () => {
    const failure = FAILURE_CLASSES[Math.floor(lot() * FAILURE_CLASSES.length)] ?? "REMOTE"
    return new PortalFailure(failure, "Cổng gặp sự cố.")
  }
  const take = async ({ message, sentAt }: Sending) => {
    const { version, payloadSha256, editionDigest, operation } = message.workflow.context
    const luck = lot()
    if (luck < mood.failing) throw fail()
    held.set(message.recordId, { version, payloadSha256, editionDigest, withdrawn: operation === "WITHDRAW" })
    if (luck < mood.failing + 0.15) throw fail()
    return {
      receiptNo: "1",
      receivedAt: sentAt.toISOString(),
      acceptedVersion: luck < mood.failing + 0.25 ? version + 1 : version,
      remoteId: message.recordId,
    }
  }
  return {
    /** Some weeks it is down for hours, some weeks it loses what it took, some weeks it shows something else. */
    change() {
      mood.failing = lot() < 0.5 ? 0.35 : 0.85
      mood.absent = lot() < 0.5 ? 0.1 : 0.4
      mood.altered = lot() < 0.5 ? 0.15 : 0.45
    },
    put: take,
    withdraw: take,
    async read(recordId) {
      const luck = lot()
      const record = held.get(recordId) ?? null
      if (luck < 0.25) throw fail()
      if (luck < 0.25 + mood.absent) return null
      const look = lot()
      if (look < 0.1 && record) return { ...record, version: record.version + 1 }
      if (look < 0.1 + mood.altered && record) return { ...record, editionDigest: "f".repeat(64) }
      return record
    },
    readWhole: async () => null,
    list: async () => [],
  }
}

/** Puts an edition's messages into the outbox, a third of them withdrawals. */
const fill = (version: number) =>
  store.inTransaction(async (session) => {
    const level = version % 2 === 0 ? "FULL" : "PARTIAL"
    const edition = anEdition(rows(30, { level }), { editionId: `2023-${version}` })
    const messages = messagesOf(edition, await latestVersions(session), PROVINCE).map((message, index) => {
      if (index % 3 > 0) return message
      const { payloadSha256, editionDigest, ifMatch } = message.workflow.context
      const input = { version: message.version, payloadSha256, editionDigest, supersedes: ifMatch }
      return {
        ...message,
        operation: "WITHDRAW" as const,
        workflow: beginDelivery({ ...input, operation: "WITHDRAW" }),
      }
    })
    await addMessages(messages, session)
  })

/** What stopped is let go again by a person, some of it. */
async function requeueSome(lot: () => number, at: Date): Promise<void> {
  const stopped = await OutboxMessageModel.find({ "workflow.value": { $in: ["parked", "rejected"] } }).lean()
  for (const { _id } of stopped)
    if (lot() < 0.7)
      await store.inTransaction((session) =>
        requeueMessage({ messageId: String(_id), reason: "Đã bổ sung mã", at }, session),
      )
}

test(`every edge of a delivery is taken by the worker and those who help it, through whatever a portal may do (seed ${SEED})`, {
  timeout: 240_000,
}, async () => {
  const taken = new Set<Edge>()
  const transition = deliveryMachine.transition.bind(deliveryMachine)
  const spy = vi.spyOn(deliveryMachine, "transition").mockImplementation((...asked) => {
    const next = transition(...asked)
    const [snapshot, event] = asked as unknown as [AnyMachineSnapshot, { type: string }]
    taken.add(`${String(snapshot.value)} --${event.type}--> ${String(next.value)}`)
    return next
  })
  const lot = numbersFrom(SEED)
  const clock = fixedClock(NOW)
  const leaseClock = fixedClock(NOW)
  const circuits = new Map<string, Circuit>()
  const portal = capriciousPortal(lot)
  /** A worker that is killed after it marked what it sends: nothing after the first transaction is kept. */
  const dying = () => {
    let count = 0
    return {
      inTransaction: ((work: never) => {
        if (count++ > 0) throw new Error("killed")
        return store.inTransaction(work)
      }) as Store["inTransaction"],
    }
  }
  const left = () => edgesOf(deliveryMachine).filter((edge) => !taken.has(edge))
  try {
    for (let version = 1; version <= 40 && left().length > 0; version += 1) {
      await fill(version)
      portal.change()
      for (let round = 0; round < 12 && left().length > 0; round += 1) {
        const isKilled = lot() < 0.15
        const d = {
          store: isKilled ? dying() : store,
          clock,
          leaseClock,
          portals: { [TARGET]: portal },
          circuits,
          random: lot,
          concurrency: 1,
        }
        await runDeliveries(d, { until: "IDLE" }).catch((error: Error) => {
          if (error.message !== "killed") throw error
        })
        clock.set(new Date(clock.now().getTime() + lot() * 24 * 3_600_000))
        leaseClock.set(new Date(leaseClock.now().getTime() + (LEASE_MINUTES + 1) * 60_000))
        // Nobody helps in the last days before the next edition: what stopped then is replaced by it.
        if (round < 9) await requeueSome(lot, clock.now())
      }
    }
  } finally {
    spy.mockRestore()
  }
  expect(left()).toEqual([])
})
