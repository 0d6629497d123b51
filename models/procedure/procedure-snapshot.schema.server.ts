import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { ProcedureSnapshot } from "./procedure.ts"

/** `_id` is `1.001612:<hash>`: the same content is the same snapshot. */
export type StoredSnapshot = ProcedureSnapshot & {
  _id: string
  importId: string
  /** Folded code and name, for searching as officials type. */
  searchText: string
}

const snapshotSchema = new Schema<StoredSnapshot>(
  {
    _id: { type: String, required: true },
    code: { type: String, required: true },
    hash: { type: String, required: true },
    // Guarded as a whole by the zod `Procedure` on the way in, and by its hash ever after.
    procedure: { type: Schema.Types.Mixed, required: true },
    takenAt: { type: Date, required: true },
    source: { type: String, required: true },
    current: { type: Boolean, required: true },
    importId: { type: String, required: true },
    searchText: { type: String, required: true },
  },
  { collection: "procedure_snapshots", strict: "throw", versionKey: false, minimize: false },
)
// The register: what is in force, per code. Unique, so that two imports at once cannot both put one in force.
snapshotSchema.index({ code: 1 }, { unique: true, partialFilterExpression: { current: true } })
// Registrations and editions name a snapshot by its hash.
snapshotSchema.index({ hash: 1 })

export const ProcedureSnapshotModel = defineModel<StoredSnapshot>("ProcedureSnapshot", snapshotSchema)
