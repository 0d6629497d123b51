import type { IsoDay } from "#models/shared/dates.ts"

/** UPSERT new or changed; CONFIRM unchanged but checked again for a new edition; WITHDRAW leaves a tombstone. */
export const OPERATIONS = ["UPSERT", "CONFIRM", "WITHDRAW"] as const
export type Operation = (typeof OPERATIONS)[number]

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
