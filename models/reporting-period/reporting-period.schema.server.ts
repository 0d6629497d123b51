import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { ConsolidatedReport } from "./consolidated-report.ts"
import type { ReportingPeriod } from "./reporting-period.ts"

/** As stored: the snapshot may be of an older version. */
export type StoredPeriod = Omit<ReportingPeriod, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
}
export type StoredConsolidated = Omit<ConsolidatedReport, "id"> & { _id: string }
/** A document of a revision, byte for byte: as numbered, then as signed; only ever inserted. */
export type StoredReportFile = { _id: string; bytes: Buffer }

const { Mixed } = mongoose.Schema.Types
const text = { type: String, required: true } as const

const schema = new mongoose.Schema<StoredPeriod>(
  {
    _id: text,
    kind: text,
    name: text,
    year: { type: Number, required: true },
    from: text,
    to: text,
    opensOn: text,
    due: text,
    basis: text,
    request: { type: String, default: "" },
    questions: { type: [Mixed], required: true } as never,
    withFigures: { type: Boolean, required: true },
    workflow: {
      machine: text,
      machineVersion: { type: Number, required: true },
      value: text,
      context: { type: Mixed, required: true },
    },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "reporting_periods" },
)

const consolidatedSchema = new mongoose.Schema<StoredConsolidated>(
  {
    _id: text,
    periodId: text,
    revision: { type: Number, required: true },
    digest: text,
    content: { type: Mixed, required: true } as never,
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "consolidated_reports" },
)
// Revisions of one period, in order.
consolidatedSchema.index({ periodId: 1, revision: 1 }, { unique: true })

const fileSchema = new mongoose.Schema<StoredReportFile>(
  { _id: text, bytes: { type: Buffer, required: true } },
  { strict: "throw", versionKey: false, collection: "report_files" },
)

export const PeriodModel = defineModel<StoredPeriod>("ReportingPeriod", schema)
export const ConsolidatedModel = defineModel<StoredConsolidated>("ConsolidatedReport", consolidatedSchema)
export const ReportFileModel = defineModel<StoredReportFile>("ReportFile", fileSchema)
