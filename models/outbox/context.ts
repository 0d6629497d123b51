import type { FailureClass } from "./failure.ts"
import type { MessageEnvelope, Operation, Receipt } from "./message-envelope.ts"

export type DeliveryContext = {
  operation: Operation
  version: number
  payloadSha256: string
  editionDigest: string
  /** Version the portal must hold when this is sent; null: it must hold none. */
  ifMatch: number | null
  attempts: number
  /** Look-ups since the last sending that did not settle the matter. */
  checks: number
  firstAttemptAt: string | null
  /** The last sending may or may not have arrived. */
  unsure: boolean
  receipt: Receipt | null
  lastFailure: { failure: FailureClass | null; message: string; at: string } | null
  liveAt: string | null
  supersededBy: string | null
}

export type DeliveryInput = Pick<
  MessageEnvelope,
  "operation" | "version" | "payloadSha256" | "editionDigest" | "supersedes"
>
