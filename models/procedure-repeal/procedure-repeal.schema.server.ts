import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { type ProcedureRepeal, REPEAL_KINDS } from "./procedure-repeal.ts"

export type StoredRepeal = Omit<ProcedureRepeal, "id"> & { _id: string }

const { Mixed } = mongoose.Schema.Types
const needed = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredRepeal>(
  {
    _id: needed,
    code: needed,
    procedureName: needed,
    kind: { type: String, enum: REPEAL_KINDS, required: true },
    decision: { type: Mixed, required: true },
    effectiveOn: needed,
    by: needed,
    byName: needed,
    at: { type: Date, required: true },
    rows: { type: [Mixed], required: true } as never,
    records: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "procedureRepeals" },
)
// The repeals of one procedure (its page); the newest first (list).
schema.index({ code: 1, at: -1 })

export const ProcedureRepealModel = defineModel<StoredRepeal>("ProcedureRepeal", schema)
