import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import { ADMIN_LEVELS, SERVICE_LEVELS } from "#models/shared/levels.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import type { Registration } from "./registration.ts"

const { Mixed } = mongoose.Schema.Types

/** As stored: the registration with a snapshot that may be of an older version, a folded text to search by, and the proposed level lifted out for filters. */
export type StoredRegistration = Omit<Registration, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
  searchText: string
  proposedLevel: string | null
}

const schema = new mongoose.Schema<StoredRegistration>(
  {
    _id: { type: String, required: true },
    campaignId: { type: String, required: true },
    serviceId: { type: String, required: true },
    procedureCode: { type: String, required: true },
    procedureName: { type: String, required: true },
    serviceCode: { type: String, required: true },
    caseName: { type: String, default: undefined },
    recordedCaseName: { type: String, default: undefined },
    unit: { kind: String, id: String, name: String },
    agencyId: { type: String, required: true },
    adminLevel: { type: String, enum: ADMIN_LEVELS, required: true },
    field: { code: String, name: String },
    snapshotHash: { type: String, required: true },
    contentKey: { type: String, default: "" },
    suggestion: { type: Mixed, required: true },
    previousLevel: { type: String, enum: [...SERVICE_LEVELS, null], default: null },
    nationalFullProcess: { type: Boolean, default: null },
    workflow: {
      machine: { type: String, required: true },
      machineVersion: { type: Number, required: true },
      value: { type: String, required: true },
      context: { type: Mixed, required: true },
    },
    revision: { type: Number, required: true },
    searchText: { type: String, required: true },
    proposedLevel: { type: String, enum: [...SERVICE_LEVELS, null], default: null },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "registrations" },
)
// Work lists and the campaign board.
schema.index({ campaignId: 1, "workflow.value": 1 })
schema.index({ campaignId: 1, agencyId: 1, "workflow.value": 1 })
// Services with the same papers and steps.
schema.index({ campaignId: 1, contentKey: 1 })
// What a change of a procedure concerns.
schema.index({ procedureCode: 1, "workflow.value": 1 })
// History of one service over the years.
schema.index({ serviceId: 1 })

export const RegistrationModel = defineModel<StoredRegistration>("Registration", schema)
