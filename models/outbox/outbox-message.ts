import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import type { DeliveryContext } from "./context.ts"
import type { MessageEnvelope, Operation, Receipt } from "./message-envelope.ts"
import type { DeliveryState } from "./states.ts"

/**
 * The act a message comes from, where it is not the issue of its edition: the recall of a decision (by the id of its edition) or
 * the repeal of a procedure (by the id of the repeal).
 */
export type MessageAct = { kind: "RECALL" | "REPEAL"; id: string }

/** One record for one portal, kept until it is seen there (or given up with a reason). */
export type OutboxMessage = MessageEnvelope & {
  /** Idempotency key: no two messages with one may exist, here or at the portal. */
  id: string
  /** Order of the messages of one record at one portal, from 1. */
  sequence: number
  /** Canonical JSON: exactly what the hash is over. */
  payloadText: string
  createdAt: Date
  /** Missing: the issue of its edition. */
  act?: MessageAct
  workflow: WorkflowSnapshot<DeliveryState, DeliveryContext>
  revision: number
  attempts: number
  /** Null once nothing more is to be done by itself. */
  nextAttemptAt: Date | null
  leaseOwner: string | null
  leaseUntil: Date | null
  receipt: Receipt | null
  /** What went wrong last, in Vietnamese, for the person who looks after the portal. */
  lastError: string | null
}

/** The newest message of a record at a portal: what the next edition's message builds on. */
export type PriorVersion = {
  version: number
  sequence: number
  payloadSha256: string
  operation: Operation
}

export const recordKeyOf = (target: string, recordId: string): string => `${target}:${recordId}`

/**
 * `cong-tinh:1.000894.01@so-tu-phap:3:UPSERT`. A confirmation repeats a version once per edition, so it names the
 * edition too.
 */
export const idempotencyKeyOf = (
  message: Pick<MessageEnvelope, "target" | "recordId" | "version" | "operation" | "editionId">,
): string => {
  const key = `${message.target}:${message.recordId}:${message.version}:${message.operation}`
  return message.operation === "CONFIRM" ? `${key}:${message.editionId}` : key
}
