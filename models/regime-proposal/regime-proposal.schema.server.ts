import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import type { RegimeProposal } from "./regime-proposal.ts"

/** As stored: the snapshot may be of an older version. */
export type StoredRegimeProposal = Omit<RegimeProposal, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
}

const schema = new mongoose.Schema<StoredRegimeProposal>(
  {
    _id: { type: String, required: true },
    replaces: { type: String, required: true },
    createdAt: { type: Date, required: true },
    workflow: {
      machine: { type: String, required: true },
      machineVersion: { type: Number, required: true },
      value: { type: String, required: true },
      context: { type: mongoose.Schema.Types.Mixed, required: true },
    },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "regime-proposals" },
)
// The latest first (screen).
schema.index({ createdAt: -1 })

export const RegimeProposalModel = defineModel<StoredRegimeProposal>("RegimeProposal", schema)
