import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { WorkingCopy } from "./working-copy.ts"

/**
 * `_id` is `${registrationId}|${userId}`; `touchedAt` is the machine's time, by which the store forgets. Stored before there were
 * versions, a copy has none of these two.
 */
export type StoredWorkingCopy = Omit<WorkingCopy, "version" | "older"> & {
  _id: string
  version?: string
  older?: WorkingCopy["older"]
  touchedAt: Date
}

const needed = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredWorkingCopy>(
  {
    _id: needed,
    registrationId: needed,
    userId: needed,
    revision: { type: Number, required: true },
    version: String,
    older: mongoose.Schema.Types.Mixed,
    fields: { type: mongoose.Schema.Types.Mixed, required: true },
    savedAt: { type: Date, required: true },
    touchedAt: { type: Date, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "working-copies" },
)
// What nobody came back to is forgotten after a season.
schema.index({ touchedAt: 1 }, { expireAfterSeconds: 120 * 86_400 })

export const WorkingCopyModel = defineModel<StoredWorkingCopy>("WorkingCopy", schema)
