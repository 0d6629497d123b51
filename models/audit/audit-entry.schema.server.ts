import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { AuditEntry } from "./audit-entry.ts"

type StoredAuditEntry = Omit<AuditEntry, "sequence"> & { _id: number }

const schema = new mongoose.Schema<StoredAuditEntry>(
  {
    _id: { type: Number, required: true },
    at: { type: String, required: true },
    by: { type: String, required: true },
    byName: { type: String, default: "" },
    subject: { kind: { type: String, required: true }, id: { type: String, required: true } },
    type: { type: String, required: true },
    from: { type: String, default: null },
    to: { type: String, default: null },
    payload: { type: mongoose.Schema.Types.Mixed, default: {} },
    machineVersion: { type: Number, default: null },
    onBehalfOf: { type: mongoose.Schema.Types.Mixed },
    previousHash: { type: String, required: true },
    hash: { type: String, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "auditEntries" },
)
// Replay of one thing, in order.
schema.index({ "subject.kind": 1, "subject.id": 1, _id: 1 })
// What one person did, the last first (the log's page, their data, what they did last).
schema.index({ by: 1, _id: -1 })

export const AuditEntryModel = defineModel<StoredAuditEntry>("AuditEntry", schema)

type AuditHead = { _id: string; sequence: number; hash: string }

/** The end of the chain: appended to under compare-and-set, so that two writers cannot take one sequence number. */
const headSchema = new mongoose.Schema<AuditHead>(
  {
    _id: { type: String, required: true },
    sequence: { type: Number, required: true },
    hash: { type: String, required: true },
  },
  { strict: "throw", versionKey: false, collection: "auditHeads" },
)

export const AuditHeadModel = defineModel<AuditHead>("AuditHead", headSchema)
