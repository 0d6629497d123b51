import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { WorkingCopy } from "./working-copy.ts"

/** `_id` is `${registrationId}|${userId}`; `touchedAt` is the machine's time, by which the store forgets. */
export type StoredWorkingCopy = WorkingCopy & { _id: string; touchedAt: Date }

const needed = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredWorkingCopy>(
  {
    _id: needed,
    registrationId: needed,
    userId: needed,
    revision: { type: Number, required: true },
    fields: { type: mongoose.Schema.Types.Mixed, required: true },
    savedAt: { type: Date, required: true },
    touchedAt: { type: Date, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "working-copies" },
)
// What nobody came back to is forgotten after a season.
schema.index({ touchedAt: 1 }, { expireAfterSeconds: 120 * 86_400 })

export const WorkingCopyModel = defineModel<StoredWorkingCopy>("WorkingCopy", schema)
