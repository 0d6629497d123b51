import { z } from "zod"
import { FAILURE_LABELS, type FailureClass } from "#models/outbox/failure.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"

/** What a portal gives when it took a record. */
export const PortalReceipt = z.object({
  receiptNo: z.string(),
  receivedAt: z.string(),
  acceptedVersion: z.int(),
  remoteId: z.string(),
})
export type PortalReceipt = z.infer<typeof PortalReceipt>

/** A record as it stands at a portal; the hash is taken over what was read, not over what the portal says of it. */
export type RemoteRecord = {
  version: number
  payloadSha256: string
  editionDigest: string
  withdrawn: boolean
}

/** A record with all a portal was told of it. */
export type WholeRecord = RemoteRecord & {
  schema: string
  edition: string
  decision: string
  payload: unknown
}

/** A record as a portal lists it. */
export type ListedRecord = { recordId: string; version: number; edition: string; withdrawn: boolean }

export type Sending = {
  message: OutboxMessage
  /** Version the portal must hold now; null: none. */
  ifMatch: number | null
  sentAt: Date
}

/** One portal. Every function may be called twice with the same message without a second effect. */
export type PortalClient = {
  /** @throws PortalFailure */
  put(sending: Sending): Promise<PortalReceipt>
  /** @throws PortalFailure */
  withdraw(sending: Sending): Promise<PortalReceipt>
  /** Null when the portal does not have it. @throws PortalFailure */
  read(recordId: string): Promise<RemoteRecord | null>
  /** Read back with its content, to be taken in as it stands there. @throws PortalFailure */
  readWhole(recordId: string): Promise<WholeRecord | null>
  /** Everything it holds under our keys, withdrawn records too. @throws PortalFailure */
  list(): Promise<ListedRecord[]>
}

/** A portal's failure in our own classes. The message is Vietnamese and safe to show. */
export class PortalFailure extends Error {
  readonly failure: FailureClass
  readonly status: number | null
  readonly retryAfterSeconds: number | null
  constructor(
    failure: FailureClass,
    detail: string,
    more: { status?: number; retryAfterSeconds?: number | null; cause?: unknown } = {},
  ) {
    const status = more.status === undefined ? "" : ` (HTTP ${more.status})`
    super(`${FAILURE_LABELS[failure]}${status}${detail ? `: ${detail}` : "."}`, { cause: more.cause })
    this.name = "PortalFailure"
    this.failure = failure
    this.status = more.status ?? null
    this.retryAfterSeconds = more.retryAfterSeconds ?? null
  }
}
