import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"

/** Small dated tables that are looked up whole: issuer facts, holidays, portal targets. */
export type StoredReference = { _id: string; rows: unknown[] }

const schema = new mongoose.Schema<StoredReference>(
  {
    _id: { type: String, required: true },
    rows: { type: [mongoose.Schema.Types.Mixed], required: true } as never,
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "reference" },
)

export const ReferenceModel = defineModel<StoredReference>("Reference", schema)
