import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { ROLES, WORK_AREAS, type WorkflowSnapshot } from "../shared/workflow.ts"
import type { Delegation } from "./delegation.ts"

/** As stored: the snapshot may be of an older version. */
export type StoredDelegation = Omit<Delegation, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
}

const { Mixed } = mongoose.Schema.Types
const text = { type: String, required: true }

const schema = new mongoose.Schema<StoredDelegation>(
  {
    _id: text,
    principalId: text,
    principalName: text,
    deputyId: text,
    deputyName: text,
    grants: [{ _id: false, role: { ...text, enum: ROLES }, agencyId: text }],
    areas: { type: [{ type: String, enum: WORK_AREAS }], default: null } as never,
    from: text,
    to: text,
    document: { type: String, default: "" },
    reason: text,
    position: { type: String, default: "" },
    madeOn: text,
    workflow: {
      machine: text,
      machineVersion: { type: Number, required: true },
      value: text,
      context: { type: Mixed, required: true },
    },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "delegations" },
)
// "For whom does this person deputise today?"
schema.index({ deputyId: 1, from: 1, to: 1 })
// "Who does this person's work, and who is absent on these days?"
schema.index({ principalId: 1, from: 1, to: 1 })

export const DelegationModel = defineModel<StoredDelegation>("Delegation", schema)
