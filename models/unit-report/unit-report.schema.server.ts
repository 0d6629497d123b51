import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { UnitReport } from "./unit-report.ts"

/** As stored: the snapshot may be of an older version. */
export type StoredReport = Omit<UnitReport, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
  /** Kept by earlier releases; the log has what was edited. */
  edits?: unknown
}

const { Mixed } = mongoose.Schema.Types
const text = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredReport>(
  {
    _id: text,
    periodId: text,
    agencyId: text,
    content: { type: Mixed, required: true } as never,
    edits: { type: [Mixed], default: undefined } as never,
    workflow: {
      machine: text,
      machineVersion: { type: Number, required: true },
      value: text,
      context: { type: Mixed, required: true },
    },
    signer: { type: String },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "unit_reports" },
)
// All of a period, by unit.
schema.index({ periodId: 1, agencyId: 1 }, { unique: true })
// A unit's own, and what waits for somebody.
schema.index({ agencyId: 1, "workflow.value": 1 })

export const UnitReportModel = defineModel<StoredReport>("UnitReport", schema)
