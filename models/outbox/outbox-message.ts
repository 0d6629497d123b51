import type { IsoDay } from "#models/shared/dates.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"

/** UPSERT new or changed; CONFIRM unchanged but checked again for a new edition; WITHDRAW leaves a tombstone. */
export const OPERATIONS = ["UPSERT", "CONFIRM", "WITHDRAW"] as const
export type Operation = (typeof OPERATIONS)[number]

export const DELIVERY_STATES = [
  "pending",
  "sent",
  "acknowledged",
  "live",
  "rejected",
  "parked",
  "superseded",
  "outcomeUnknown",
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

export const DELIVERY_STATE_LABELS: Record<DeliveryState, string> = {
  pending: "Chờ gửi",
  sent: "Đã gửi",
  acknowledged: "Đã nhận",
  live: "Đã đăng",
  rejected: "Bị từ chối",
  parked: "Dừng thử",
  superseded: "Bị thay thế",
  outcomeUnknown: "Chưa rõ kết quả",
}

/** What a portal answers when it takes a record. */
export type Receipt = { receiptNo: string; receivedAt: string; acceptedVersion: number; remoteId: string }

/** Everything a portal is told around the payload (records.md §7.1). Fixed when the edition is issued. */
export type MessageEnvelope = {
  messageId: string
  /** `h16.tthc/1`. */
  schema: string
  operation: Operation
  target: string
  recordId: string
  /** Grows only when the payload's hash changes. */
  version: number
  /** The version at the portal that this one follows; null when it should not be there yet. */
  supersedes: number | null
  effectiveFrom: IsoDay
  editionId: string
  editionDigest: string
  /** `658/QĐ-UBND`. */
  decision: string
  sender: string
  payloadSha256: string
}

/** One record for one portal, kept until it is seen there (or given up with a reason). */
export type OutboxMessage = MessageEnvelope & {
  /** Idempotency key: no two messages with one may exist, here or at the portal. */
  id: string
  /** Order of the messages of one record at one portal, from 1. */
  sequence: number
  /** Canonical JSON: exactly what the hash is over. */
  payloadText: string
  createdAt: Date
  workflow: WorkflowSnapshot
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
