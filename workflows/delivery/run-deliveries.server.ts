import { randomUUID } from "node:crypto"
import pMap from "p-map"
import {
  claimDue,
  findSiblings,
  LEASE_MINUTES,
  nextDueAt,
  type Outcome,
  saveOutcomes,
} from "#models/outbox/outbox-leases.repository.server.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import type { Clock } from "#models/shared/clock.ts"
import type { Store } from "#models/store/connection.server.ts"
import type { PortalClient } from "#workflows/gateways/portals/portal-client.ts"
import { isRecoveryOpen } from "#workflows/recovery-guard.server.ts"
import { advanceDelivery, isOpen } from "./advance-delivery.ts"
import { type Circuit, CLOSED, isOpenAt } from "./circuit.ts"
import { deliverMessage, type Portal, type Progress } from "./deliver-message.ts"
import { orderInRecord } from "./order-in-record.ts"
import { addOutcome, type DeliverySummary, emptyDeliveries, type TargetDeliveries } from "./summary.ts"

export type DeliveryDependencies = {
  store: Pick<Store, "inTransaction">
  /** Says what is due and when to try again: the office's time. */
  clock: Clock
  /** Measures leases; the machine's time where the office's can be moved forward. */
  leaseClock?: Clock
  portals: Record<string, PortalClient>
  /** 0 ≤ x < 1, for the jitter of retries. */
  random?: () => number
  /** Portals paused by earlier runs; kept by the caller between runs. */
  circuits?: Map<string, Circuit>
  /** Messages claimed, marked and saved together. */
  batchSize?: number
  /** Requests under way at one portal. */
  concurrency?: number
}

/** Time a request may still take once begun: nothing is sent with less of the lease left. */
const LEASE_MARGIN_MS = 2 * 60_000

/**
 * Sends what is due to every portal, reads it back and stores how it went. One batch per portal, or with
 * `until: "IDLE"` until nothing is due any more; `limit` caps the messages handled per portal. Messages that must wait
 * are due again later by the clock: `nextAttemptAt` says when. Safe to run twice at once and to kill at any moment.
 */
export const runDeliveries = async (
  d: DeliveryDependencies,
  options: { limit?: number; until?: "IDLE" } = {},
): Promise<DeliverySummary> => {
  const owner = randomUUID()
  // What was sent after a backup is not known in the restored store: nothing goes out until that is settled.
  const targets = (await isRecoveryOpen()) ? [] : Object.keys(d.portals)
  const results = await Promise.all(targets.map((target) => serveTarget(d, target, owner, options)))
  const next = results.flatMap(({ nextAttemptAt }) => nextAttemptAt ?? [])
  return {
    targets: Object.fromEntries(targets.map((target, i) => [target, results[i] ?? emptyDeliveries()])),
    handled: results.reduce((sum, { handled }) => sum + handled, 0),
    nextAttemptAt: next.length > 0 ? new Date(Math.min(...next.map((at) => at.getTime()))) : null,
  }
}

async function serveTarget(
  d: DeliveryDependencies,
  target: string,
  owner: string,
  { limit = Number.POSITIVE_INFINITY, until }: { limit?: number; until?: "IDLE" },
): Promise<TargetDeliveries> {
  const client = d.portals[target]
  const done = emptyDeliveries()
  if (!client) return done
  const portal: Portal = { client, circuit: d.circuits?.get(target) ?? CLOSED }
  while (done.handled < limit && !isOpenAt(portal.circuit, d.clock.now())) {
    // After trouble one message goes ahead to see whether the portal is well again.
    const size = portal.circuit.faults > 0 ? 1 : (d.batchSize ?? 200)
    const claimed = await claimBatch(d, target, owner, Math.min(size, limit - done.handled))
    if (claimed.length === 0) break
    for (const progress of await serveBatch(d, portal, claimed, owner)) addOutcome(done, progress)
    if (until !== "IDLE") break
  }
  d.circuits?.set(target, portal.circuit)
  const due = await nextDueAt(target)
  const { openUntil, reason } = portal.circuit
  const paused =
    isOpenAt(portal.circuit, d.clock.now()) && openUntil ? { until: openUntil, reason: reason ?? "" } : null
  done.paused = paused
  done.nextAttemptAt = due && paused && paused.until > due ? paused.until : due
  return done
}

const claimBatch = async (d: DeliveryDependencies, target: string, owner: string, size: number) =>
  claimDue(target, d.clock.now(), owner, size, leaseNow(d))

const leaseNow = (d: DeliveryDependencies): Date => (d.leaseClock ?? d.clock).now()

/** Marks, sends, reads back, saves. What was marked but not saved is found again when its lease has run out. */
async function serveBatch(
  d: DeliveryDependencies,
  portal: Portal,
  claimed: OutboxMessage[],
  owner: string,
): Promise<Progress[]> {
  const at = d.clock.now()
  const sendBefore = leaseNow(d).getTime() + LEASE_MINUTES * 60_000 - LEASE_MARGIN_MS
  const { ready, superseded, waiting } = orderInRecord(
    claimed.map((message) => ({ message, workflow: recovered(message, at), nextAttemptAt: at })),
    await findSiblings(
      claimed[0]?.target ?? "",
      claimed.map(({ recordId }) => recordId),
    ),
    leaseNow(d),
  )
  const started = ready.map((progress) => start(progress, at))
  const marked = await save(d, [
    ...started.filter(isStarted).map((progress) => outcomeOf(progress, owner)),
    ...superseded.map(({ message, workflow }) => outcomeOf({ message, workflow, nextAttemptAt: null }, null)),
    ...waiting.map((progress) => outcomeOf({ ...progress, nextAttemptAt: afterOthers(at) }, null)),
  ])
  const mine = started.flatMap((progress) => {
    if (!isStarted(progress)) return [progress]
    const { message } = progress
    return marked.has(message.id)
      ? [{ ...progress, message: { ...message, revision: message.revision + 1 } }]
      : []
  })
  const world = {
    clock: d.clock,
    random: d.random ?? Math.random,
    mayStillSend: () => leaseNow(d).getTime() < sendBefore,
  }
  const delivered = await pMap(mine, (progress) => deliverMessage(progress, portal, world), {
    concurrency: d.concurrency ?? 16,
  })
  const saved = await save(
    d,
    delivered.map((progress) => outcomeOf(progress, null)),
  )
  return [
    ...delivered.filter(({ message }) => saved.has(message.id)),
    ...superseded
      .filter(({ message }) => marked.has(message.id))
      .map(({ message, workflow }) => ({
        message: { ...message, payloadText: "" },
        workflow,
        nextAttemptAt: null,
      })),
  ]
}

/** Found as sent although its lease is free: whoever sent it did not live to save the outcome. */
const recovered = (message: OutboxMessage, at: Date): OutboxMessage["workflow"] =>
  message.workflow.value === "sent"
    ? advanceDelivery(message.workflow, { type: "worker.lost" }, at)
    : message.workflow

const start = (progress: Progress, at: Date): Progress =>
  progress.workflow.value === "pending"
    ? { ...progress, workflow: advanceDelivery(progress.workflow, { type: "sending.started" }, at) }
    : progress

const isStarted = ({ workflow }: Progress): boolean => workflow.value === "sent"

const afterOthers = (at: Date): Date => new Date(at.getTime() + 30_000)

/** `leaseOwner` null gives the message back; otherwise the lease it has goes on. */
function outcomeOf(
  {
    message,
    workflow,
    nextAttemptAt,
  }: Pick<Progress, "workflow" | "nextAttemptAt"> & {
    message: Omit<OutboxMessage, "payloadText">
  },
  leaseOwner: string | null,
): Outcome {
  const { attempts, receipt, lastFailure } = workflow.context
  return {
    id: message.id,
    readRevision: message.revision,
    workflow,
    attempts,
    nextAttemptAt: isOpen(workflow.value) ? nextAttemptAt : null,
    leaseOwner,
    leaseUntil: leaseOwner === null ? null : message.leaseUntil,
    receipt,
    lastError: lastFailure?.message ?? null,
  }
}

const save = (d: DeliveryDependencies, outcomes: Outcome[]): Promise<Set<string>> =>
  outcomes.length === 0
    ? Promise.resolve(new Set())
    : d.store.inTransaction((session) => saveOutcomes(outcomes, session))
