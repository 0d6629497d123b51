import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { LongAct } from "./long-act.ts"

export type StoredLongAct = Omit<LongAct, "campaignId"> & { _id: string }

export const LongActModel = defineModel<StoredLongAct>(
  "LongAct",
  new Schema<StoredLongAct>(
    {
      _id: { type: String, required: true },
      kind: { type: String, required: true },
      token: { type: String, required: true },
      by: { type: Schema.Types.Mixed, required: true },
      at: { type: Date, required: true },
      input: { type: Schema.Types.Mixed, default: {} },
      done: { type: Number, required: true },
      total: { type: Number, required: true },
      beatAt: { type: Date, required: true },
    },
    { strict: "throw", versionKey: false, minimize: false, collection: "long_acts" },
  ),
)
