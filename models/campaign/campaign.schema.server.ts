import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { WorkflowSnapshot } from "#models/shared/workflow.ts"
import type { ReviewCampaign } from "./campaign.ts"

/** As stored: the snapshot may be of an older version. */
export type StoredCampaign = Omit<ReviewCampaign, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
}

const schema = new mongoose.Schema<StoredCampaign>(
  {
    _id: { type: String, required: true },
    year: { type: Number, required: true },
    sequence: { type: Number, required: true },
    kind: { type: String, enum: ["ANNUAL", "AMENDMENT"], required: true },
    name: { type: String, required: true },
    deadlines: { registerBy: String, appraiseBy: String, announceBy: String, publishBy: String },
    ground: { type: String, default: undefined } as never,
    regimeId: { type: String, required: true },
    openedOn: { type: String, required: true },
    workflow: {
      machine: { type: String, required: true },
      machineVersion: { type: Number, required: true },
      value: { type: String, required: true },
      context: { type: mongoose.Schema.Types.Mixed, required: true },
    },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "campaigns" },
)
// One campaign per year and sequence.
schema.index({ year: 1, sequence: 1 }, { unique: true })

export const CampaignModel = defineModel<StoredCampaign>("Campaign", schema)
