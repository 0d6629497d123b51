import { z } from "zod"
import { OPERATIONS } from "#models/outbox/message-envelope.ts"
import type { OutboxMessage } from "#models/outbox/outbox-message.ts"
import { isoWithOffset } from "#models/shared/dates.ts"

/** What goes over the wire (records.md §7.1). */
export const WireEnvelope = z.strictObject({
  messageId: z.string().min(1),
  schema: z.string().regex(/^[a-z]\d{2}\.tthc\/\d+$/),
  operation: z.enum(OPERATIONS),
  target: z.string().min(1),
  recordId: z.string().min(1),
  version: z.int().min(1),
  idempotencyKey: z.string().min(1),
  supersedes: z.int().nullable(),
  effectiveFrom: z.iso.date(),
  edition: z.string().min(1),
  editionDigest: z.string().regex(/^[0-9a-f]{64}$/),
  decision: z.string().min(1),
  sender: z.string().min(1),
  sentAt: z.iso.datetime({ offset: true }),
  payloadSha256: z.string().regex(/^[0-9a-f]{64}$/),
  payload: z.unknown(),
})
export type WireEnvelope = z.infer<typeof WireEnvelope>

/** The envelope as JSON text; the payload stands in it letter for letter as it was hashed. */
export const toWire = (message: OutboxMessage, sentAt: Date): string => {
  const head: Omit<WireEnvelope, "payload"> = {
    messageId: message.messageId,
    schema: message.schema,
    operation: message.operation,
    target: message.target,
    recordId: message.recordId,
    version: message.version,
    idempotencyKey: message.id,
    supersedes: message.supersedes,
    effectiveFrom: message.effectiveFrom,
    edition: message.editionId,
    editionDigest: message.editionDigest,
    decision: message.decision,
    sender: message.sender,
    sentAt: isoWithOffset(sentAt),
    payloadSha256: message.payloadSha256,
  }
  return `${JSON.stringify(head).slice(0, -1)},"payload":${message.payloadText}}`
}
