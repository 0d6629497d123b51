import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { ImportReport } from "./import-report.ts"

export type StoredImportReport = Omit<ImportReport, "id"> & { _id: string }

const line = { line: { type: Number, required: true }, code: { type: String, default: "" } }
const count = { type: Number, required: true }

const importReportSchema = new Schema<StoredImportReport>(
  {
    _id: { type: String, required: true },
    at: { type: Date, required: true },
    by: { type: String, required: true },
    fileName: { type: String, required: true },
    fileSha256: { type: String, required: true },
    partial: { type: Boolean, required: true },
    outcome: { type: String, enum: ["TAKEN", "REFUSED"], required: true },
    read: count,
    added: count,
    changed: count,
    unchanged: count,
    refused: [
      { _id: false, ...line, field: { type: String, default: "" }, reason: { type: String, required: true } },
    ],
    leftOut: [{ _id: false, ...line, reason: { type: String, required: true } }],
    warnings: [{ _id: false, ...line, message: { type: String, required: true } }],
    servicesAdded: count,
    servicesChanged: count,
    servicesRetired: count,
    vanished: { type: Number, default: 0 },
  },
  { collection: "imports", strict: "throw", versionKey: false },
)
// The list of imports, newest first.
importReportSchema.index({ at: -1 })

export const ImportReportModel = defineModel<StoredImportReport>("ImportReport", importReportSchema)
