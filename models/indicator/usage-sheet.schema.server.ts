import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { USAGE_KINDS } from "./usage-column.ts"
import type { UsageSheet } from "./usage-sheet.ts"

export type StoredUsageSheet = Omit<UsageSheet, "id"> & { _id: string }

const text = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredUsageSheet>(
  {
    _id: text,
    kind: { type: String, enum: USAGE_KINDS, required: true },
    month: text,
    unitId: text,
    columns: { type: [String], required: true } as never,
    rows: { type: [mongoose.Schema.Types.Mixed], required: true } as never,
    generated: { type: Boolean, required: true },
    importId: text,
    fileName: text,
    by: text,
    at: { type: Date, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "usage_sheets" },
)
// The sheets of a period.
schema.index({ month: 1, unitId: 1 })

export const UsageSheetModel = defineModel<StoredUsageSheet>("UsageSheet", schema)
