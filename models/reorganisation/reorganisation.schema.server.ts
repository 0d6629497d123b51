import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { Reorganisation, WrittenPiece } from "./reorganisation.ts"

const { Mixed } = mongoose.Schema.Types

/** As stored: the snapshot may be of an older version. */
export type StoredReorganisation = Omit<Reorganisation, "id" | "workflow"> & {
  _id: string
  workflow: WorkflowSnapshot
}

const schema = new mongoose.Schema<StoredReorganisation>(
  {
    _id: { type: String, required: true },
    createdAt: { type: Date, required: true },
    plan: { type: Mixed, required: true },
    table: { type: Mixed, default: null },
    workflow: {
      machine: { type: String, required: true },
      machineVersion: { type: Number, required: true },
      value: { type: String, required: true },
      context: { type: Mixed, required: true },
    },
    revision: { type: Number, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "reorganisations" },
)
// The latest first (screen); those whose day comes (duty).
schema.index({ createdAt: -1 })

export const ReorganisationModel = defineModel<StoredReorganisation>("Reorganisation", schema)

export type StoredPiece = Omit<WrittenPiece, "id"> & { _id: string }

const pieceSchema = new mongoose.Schema<StoredPiece>(
  {
    _id: { type: String, required: true },
    reorganisationId: { type: String, required: true },
    number: { type: Number, required: true },
    patches: { type: [Mixed], required: true } as never,
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "reorganisation_pieces" },
)
// The pieces of one act, in order.
pieceSchema.index({ reorganisationId: 1, number: 1 }, { unique: true })

export const ReorganisationPieceModel = defineModel<StoredPiece>("ReorganisationPiece", pieceSchema)
