import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { FactCorrection } from "./fact-correction.ts"

export type StoredCorrection = Omit<FactCorrection, "id"> & { _id: string }

const needed = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredCorrection>(
  {
    _id: needed,
    serviceId: needed,
    kind: { type: String, enum: ["DENIED", "STATED"], required: true },
    factId: needed,
    value: needed,
    basis: needed,
    reading: needed,
    by: needed,
    byName: needed,
    at: { type: Date, required: true },
    withdrawnAt: { type: Date, default: null },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "fact-corrections" },
)
// What stands for a service.
schema.index({ serviceId: 1, withdrawnAt: 1, at: 1 })

export const FactCorrectionModel = defineModel<StoredCorrection>("FactCorrection", schema)
