import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { KeptPlan } from "./kept-plan.ts"

/** As stored: the snapshot may be of an older version. */
export type StoredPlan = Omit<KeptPlan, "id" | "workflow"> & { _id: string; workflow: WorkflowSnapshot }
/** The document a version was issued as, byte for byte; only ever inserted. */
export type StoredPlanFile = { _id: string; bytes: Buffer }

const { Mixed } = mongoose.Schema.Types
const text = { type: String, required: true }

const schema = new mongoose.Schema<StoredPlan>(
  {
    _id: text,
    planId: text,
    version: { type: Number, required: true },
    title: { type: String, default: "" },
    documentNumber: { type: String, default: "" },
    issuedOn: { type: String, default: null },
    endsOn: text,
    content: { type: Mixed, required: true } as never,
    ways: { type: [Mixed], required: true } as never,
    faults: { type: [Mixed], required: true } as never,
    source: { type: Mixed, default: null } as never,
    workflow: {
      machine: text,
      machineVersion: { type: Number, required: true },
      value: text,
      context: { type: Mixed, required: true },
    },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "plans" },
)
// Versions of a plan, and the one in force.
schema.index({ planId: 1, version: 1 }, { unique: true })
schema.index({ "workflow.value": 1 })

const fileSchema = new mongoose.Schema<StoredPlanFile>(
  { _id: text, bytes: { type: Buffer, required: true } },
  { strict: "throw", minimize: false, versionKey: false, collection: "plan-files" },
)

export const PlanModel = defineModel<StoredPlan>("Plan", schema)
export const PlanFileModel = defineModel<StoredPlanFile>("PlanFile", fileSchema)
