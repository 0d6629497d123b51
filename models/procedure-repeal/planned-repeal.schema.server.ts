import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { PLANNED_REPEAL_STATES, type PlannedRepeal } from "./planned-repeal.ts"
import { REPEAL_KINDS } from "./procedure-repeal.ts"

export type StoredPlannedRepeal = Omit<PlannedRepeal, "id"> & { _id: string }

const { Mixed } = mongoose.Schema.Types
const needed = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredPlannedRepeal>(
  {
    _id: needed,
    code: needed,
    procedureName: needed,
    kind: { type: String, enum: REPEAL_KINDS, required: true },
    decision: { type: Mixed, required: true },
    effectiveOn: needed,
    by: { type: Mixed, required: true },
    at: { type: Date, required: true },
    state: { type: String, enum: PLANNED_REPEAL_STATES, required: true },
    refusal: { type: String, default: "" },
    undone: { type: Mixed, default: null },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "plannedRepeals" },
)
// What waits for its day.
schema.index({ state: 1, effectiveOn: 1 })

export const PlannedRepealModel = defineModel<StoredPlannedRepeal>("PlannedRepeal", schema)
