import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { TaskAssignment } from "./task-assignment.ts"

/** As stored: the snapshot may be of an older version. */
export type StoredAssignment = Omit<TaskAssignment, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
}

const { Mixed } = mongoose.Schema.Types
const text = { type: String, required: true }

const schema = new mongoose.Schema<StoredAssignment>(
  {
    _id: text,
    planId: text,
    number: text,
    part: { type: String, default: "" },
    text,
    period: { key: text, label: text, from: text } as never,
    agencyId: text,
    due: { type: String, default: null },
    act: { type: String, default: null },
    measure: { type: String, default: null },
    workflow: {
      machine: text,
      machineVersion: { type: Number, required: true },
      value: text,
      context: { type: Mixed, required: true },
    },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "task_assignments" },
)
// The board of a plan, by state.
schema.index({ planId: 1, "workflow.value": 1 })
// A unit's own tasks.
schema.index({ agencyId: 1, "workflow.value": 1 })

export const TaskAssignmentModel = defineModel<StoredAssignment>("TaskAssignment", schema)
