import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import type { ReferenceChange } from "./reference-change.ts"

/** As stored: the snapshot may be of an older version. */
export type StoredReferenceChange = Omit<ReferenceChange, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
}

const { Mixed } = mongoose.Schema.Types

const schema = new mongoose.Schema<StoredReferenceChange>(
  {
    _id: { type: String, required: true },
    table: { type: String, required: true },
    rows: { type: [Mixed], required: true } as never,
    effectiveFrom: { type: String, required: true },
    reason: { type: String, required: true },
    fileName: { type: String, default: null },
    fileColumns: { type: Mixed },
    earlier: { type: [Mixed], default: [] } as never,
    createdAt: { type: Date, required: true },
    workflow: {
      machine: { type: String, required: true },
      machineVersion: { type: Number, required: true },
      value: { type: String, required: true },
      context: { type: Mixed, required: true },
    },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "reference-changes" },
)
// What waits, and what is to take force on its day.
schema.index({ "workflow.value": 1, createdAt: -1 })
// The history of a row.
schema.index({ table: 1, "rows.key": 1, createdAt: -1 })

export const ReferenceChangeModel = defineModel<StoredReferenceChange>("ReferenceChange", schema)
