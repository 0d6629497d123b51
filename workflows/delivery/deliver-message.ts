import type { FailureClass } from "#models/outbox/failure.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import type { Clock } from "#models/shared/clock.ts"
import { type PortalClient, PortalFailure } from "#workflows/gateways/portals/portal-client.ts"
import { advanceDelivery } from "./advance-delivery.ts"
import { afterFailure, type Circuit, CLOSED, isOpenAt } from "./circuit.ts"
import { waitBeforeRetry } from "./retry.ts"

/** One portal while a worker serves it. */
export type Portal = { client: PortalClient; circuit: Circuit }

/** A message on its way through one pass: its workflow so far and when it wants to be looked at again. */
export type Progress = {
  message: OutboxMessage
  workflow: OutboxMessage["workflow"]
  nextAttemptAt: Date | null
}

type World = { clock: Clock; random: () => number; mayStillSend: () => boolean }

/**
 * Takes a claimed message as far as it comes now: sends it if it is marked as sent by this pass, then reads it back;
 * looks it up first if nobody knows how the last sending ended. Never throws for a portal's fault.
 */
export const deliverMessage = async (start: Progress, portal: Portal, world: World): Promise<Progress> => {
  let progress = start
  if (progress.workflow.value === "sent") progress = await send(progress, portal, world)
  const state = progress.workflow.value
  const wantsLook = state === "acknowledged" || (state === "outcomeUnknown" && isDue(progress, world))
  return wantsLook ? lookUp(progress, portal, world) : progress
}

const isDue = ({ nextAttemptAt }: Progress, { clock }: World): boolean =>
  nextAttemptAt !== null && nextAttemptAt <= clock.now()

async function send(progress: Progress, portal: Portal, world: World): Promise<Progress> {
  const { message, workflow } = progress
  const sentAt = world.clock.now()
  if (isOpenAt(portal.circuit, sentAt) || !world.mayStillSend()) {
    const postponed = { type: "sending.postponed", reason: portal.circuit.reason ?? "Hết lượt gửi" } as const
    return {
      message,
      workflow: advanceDelivery(workflow, postponed, sentAt),
      nextAttemptAt: laterOf(sentAt, portal.circuit.openUntil),
    }
  }
  const { operation, ifMatch } = workflow.context
  const sending = { message, ifMatch, sentAt }
  try {
    const { client } = portal
    const receipt = operation === "WITHDRAW" ? await client.withdraw(sending) : await client.put(sending)
    portal.circuit = CLOSED
    const at = world.clock.now()
    return {
      message,
      workflow: advanceDelivery(workflow, { type: "receipt.received", receipt }, at),
      nextAttemptAt: at,
    }
  } catch (error) {
    return fail("sending.failed", progress, portal, world, error)
  }
}

async function lookUp(progress: Progress, portal: Portal, world: World): Promise<Progress> {
  const { message, workflow } = progress
  if (isOpenAt(portal.circuit, world.clock.now()))
    return { ...progress, nextAttemptAt: portal.circuit.openUntil }
  try {
    const found = await portal.client.read(message.recordId)
    portal.circuit = CLOSED
    const at = world.clock.now()
    const event = found ? ({ type: "record.found", ...found } as const) : ({ type: "record.absent" } as const)
    const next = advanceDelivery(workflow, event, at)
    // Back to pending: what stands there is known, so it may be sent at once. Else the portal needs time.
    const wait = next.value === "pending" ? 0 : waitBeforeRetry(next.context.checks, world.random)
    return { message, workflow: next, nextAttemptAt: new Date(at.getTime() + wait) }
  } catch (error) {
    return fail("lookup.failed", progress, portal, world, error)
  }
}

function fail(
  type: "sending.failed" | "lookup.failed",
  { message, workflow }: Progress,
  portal: Portal,
  world: World,
  error: unknown,
): Progress {
  const at = world.clock.now()
  const failed = describe(error)
  portal.circuit = afterFailure(portal.circuit, failed, at, world.random)
  const { failure, message: words, status } = failed
  const next = advanceDelivery(workflow, { type, failure, message: words, status }, at)
  return { message, workflow: next, nextAttemptAt: retryAt(failure, next, at, portal.circuit, world.random) }
}

/** A fault in our own code must not stop the other messages; the outcome is unknown, and the message says so. */
function describe(error: unknown) {
  if (error instanceof PortalFailure) {
    const { failure, message, status, retryAfterSeconds } = error
    return { failure, message, status, retryAfterSeconds }
  }
  const message = `Lỗi trong hệ thống khi gửi: ${error instanceof Error ? error.message : String(error)}`
  return { failure: "TRANSPORT" as const, message, status: null, retryAfterSeconds: null }
}

function retryAt(
  failure: FailureClass,
  next: OutboxMessage["workflow"],
  at: Date,
  circuit: Circuit,
  random: () => number,
): Date {
  // The portal has told what is wrong: look at once.
  if (failure === "DUPLICATE" || failure === "MISSING") return at
  const { attempts, checks } = next.context
  return laterOf(
    new Date(at.getTime() + waitBeforeRetry(Math.max(attempts, checks), random)),
    circuit.openUntil,
  )
}

const laterOf = (at: Date, other: Date | null): Date => (other !== null && other > at ? other : at)
