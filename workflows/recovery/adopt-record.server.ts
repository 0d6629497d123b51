import { idempotencyKeyOf, type OutboxMessage, type PriorVersion } from "#models/outbox/outbox-message.ts"
import { dayOf } from "#models/shared/dates.ts"
import { canonicalJson, sha256 } from "#models/shared/digest.server.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import type { StoreRecovery } from "#models/store-recovery/store-recovery.ts"
import { advanceDelivery, beginDelivery } from "#workflows/delivery/advance-delivery.ts"
import type { WholeRecord } from "#workflows/gateways/portals/portal-client.ts"
import { LEVELS } from "#workflows/portal-record/codes.ts"

/** What adopted messages stand under: no edition of the store accounts for them. */
export const recoveryEditionOf = ({ id }: Pick<StoreRecovery, "id">): string => `phuc-hoi/${id}`

/**
 * A record found at a portal as the message that must have taken it there, so that whatever is sent next builds on it: sent
 * by a process that is no more, and found.
 */
export const adoptedMessage = (input: {
  target: string
  recordId: string
  remote: WholeRecord
  prior: PriorVersion | undefined
  recovery: Pick<StoreRecovery, "id">
  sender: string
  at: Date
}): OutboxMessage => {
  const { target, recordId, remote, prior, recovery, sender, at } = input
  const { version, editionDigest, withdrawn } = remote
  const payloadText = canonicalJson(remote.payload)
  const payloadSha256 = sha256(payloadText)
  const envelope = {
    schema: remote.schema,
    operation: withdrawn ? ("WITHDRAW" as const) : ("UPSERT" as const),
    target,
    recordId,
    version,
    supersedes: prior?.version ?? null,
    effectiveFrom: dayOf(at),
    editionId: recoveryEditionOf(recovery),
    editionDigest,
    decision: remote.decision,
    sender,
    payloadSha256,
  }
  const sent = advanceDelivery(beginDelivery(envelope), { type: "sending.started" }, at)
  const lost = advanceDelivery(sent, { type: "worker.lost" }, at)
  const workflow = advanceDelivery(
    lost,
    { type: "record.found", version, payloadSha256, editionDigest, withdrawn },
    at,
  )
  const id = idempotencyKeyOf(envelope)
  return {
    ...envelope,
    id,
    messageId: sha256(`${id}:${editionDigest}`).slice(0, 26),
    sequence: (prior?.sequence ?? 0) + 1,
    payloadText,
    createdAt: at,
    workflow,
    revision: 0,
    attempts: workflow.context.attempts,
    nextAttemptAt: null,
    leaseOwner: null,
    leaseUntil: null,
    receipt: null,
    lastError: null,
  }
}

/** The level of a service as a portal's payload has it; null for what is no service. */
export const levelInPayload = (payload: unknown): ServiceLevel | null => {
  if (typeof payload !== "object" || payload === null) return null
  const said = payload as Record<string, unknown>
  return (
    SERVICE_LEVELS.find(
      (level) => LEVELS[level].code === said.levelCode || LEVELS[level].national === said.MucDo,
    ) ?? null
  )
}
