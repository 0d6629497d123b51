import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { UnitSheet } from "./unit-sheet.ts"

/** `keptAt` is the machine's time, by which the store forgets. */
export type StoredUnitSheet = Omit<UnitSheet, "id"> & { _id: string; keptAt: Date }

const needed = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredUnitSheet>(
  {
    _id: needed,
    userId: needed,
    campaignId: needed,
    fileName: needed,
    rows: { type: [mongoose.Schema.Types.Mixed], required: true } as never,
    keptAt: { type: Date, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "unit-sheets" },
)
schema.index({ keptAt: 1 }, { expireAfterSeconds: 7 * 86_400 })

export const UnitSheetModel = defineModel<StoredUnitSheet>("UnitSheet", schema)
