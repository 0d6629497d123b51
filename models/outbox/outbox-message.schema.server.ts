import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import { OPERATIONS } from "./message-envelope.ts"
import type { OutboxMessage } from "./outbox-message.ts"

/** As stored: the snapshot may be of an older version. */
export type StoredMessage = Omit<OutboxMessage, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
}

const { Mixed } = mongoose.Schema.Types

const schema = new mongoose.Schema<StoredMessage>(
  {
    _id: { type: String, required: true },
    messageId: { type: String, required: true },
    schema: { type: String, required: true } as never,
    operation: { type: String, enum: OPERATIONS, required: true },
    target: { type: String, required: true },
    recordId: { type: String, required: true },
    version: { type: Number, required: true },
    sequence: { type: Number, required: true },
    supersedes: { type: Number, default: null },
    effectiveFrom: { type: String, required: true },
    editionId: { type: String, required: true },
    editionDigest: { type: String, required: true },
    decision: { type: String, required: true },
    sender: { type: String, required: true },
    payloadText: { type: String, required: true },
    payloadSha256: { type: String, required: true },
    createdAt: { type: Date, required: true },
    act: { type: Mixed },
    workflow: {
      machine: { type: String, required: true },
      machineVersion: { type: Number, required: true },
      value: { type: String, required: true },
      context: { type: Mixed, required: true },
    },
    revision: { type: Number, required: true },
    attempts: { type: Number, required: true },
    nextAttemptAt: { type: Date, default: null },
    leaseOwner: { type: String, default: null },
    leaseUntil: { type: Date, default: null },
    receipt: { type: Mixed, default: null },
    lastError: { type: String, default: null },
  },
  {
    strict: "throw",
    minimize: false,
    versionKey: false,
    collection: "outbox",
    suppressReservedKeysWarning: true,
  },
)
// What is due at one portal, oldest first (the worker).
schema.index({ target: 1, nextAttemptAt: 1, _id: 1 })
// The messages of one record in order; also keeps two editions from taking the same place.
schema.index({ target: 1, recordId: 1, sequence: 1 }, { unique: true })
// Progress of one edition's deliveries per portal and state (screens).
schema.index({ editionId: 1, target: 1, "workflow.value": 1, _id: 1 })

// What an act beside an issue told the portals.
schema.index({ "act.kind": 1, "act.id": 1 }, { sparse: true })

export const OutboxMessageModel = defineModel<StoredMessage>("OutboxMessage", schema)
