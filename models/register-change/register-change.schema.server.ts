import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import { CHANGE_KINDS, CHANGE_STATES, type RegisterChange } from "./register-change.ts"

export type StoredChange = Omit<RegisterChange, "id"> & { _id: string }

const needed = { type: String, required: true } as const
const orNull = { type: String, default: null }

const schema = new mongoose.Schema<StoredChange>(
  {
    _id: needed,
    code: needed,
    procedureName: needed,
    importId: needed,
    at: { type: Date, required: true },
    kind: { type: String, enum: CHANGE_KINDS, required: true },
    fromHash: needed,
    toHash: orNull,
    relevantParts: [String],
    otherParts: [String],
    agencyIds: [String],
    state: { type: String, enum: CHANGE_STATES, required: true },
    resolvedBy: orNull,
    resolvedByName: orNull,
    resolvedAt: { type: Date, default: null },
    note: { type: String, default: "" },
    reviewId: { type: String },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "register-changes" },
)
// What waits, the latest first (screen); what a review takes up.
schema.index({ state: 1, at: -1, _id: 1 })
schema.index({ code: 1, state: 1 })

export const RegisterChangeModel = defineModel<StoredChange>("RegisterChange", schema)
