import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { StoreRecovery } from "./store-recovery.ts"

export type StoredRecovery = Omit<StoreRecovery, "id"> & { _id: string }

export const RECOVERIES = "storeRecoveries"

const { Mixed } = mongoose.Schema.Types

const schema = new mongoose.Schema<StoredRecovery>(
  {
    _id: { type: String, required: true },
    restoredAt: { type: Date, required: true },
    backupFile: { type: String, required: true },
    backupMadeAt: { type: Date, required: true },
    series: { type: [Mixed], default: [] } as never,
    readings: { type: [Mixed], default: [] } as never,
    foreign: { type: [Mixed], default: [] } as never,
    waivers: { type: [Mixed], default: [] } as never,
    settledAt: { type: Date, default: null },
    revision: { type: Number, required: true },
  },
  { strict: "throw", versionKey: false, collection: RECOVERIES },
)

export const StoreRecoveryModel = defineModel<StoredRecovery>("StoreRecovery", schema)
