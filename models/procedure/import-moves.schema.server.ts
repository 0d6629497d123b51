import mongoose from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import type { ImportMove, ImportUndo } from "./import-moves.ts"

/** A part of what one import moved, in order: a document of the store has its limit. */
export type StoredMoves = { _id: string; importId: string; part: number; moves: ImportMove[] }
export type StoredUndo = Omit<ImportUndo, "importId"> & { _id: string }

const needed = { type: String, required: true } as const
const count = { type: Number, required: true } as const

const movesSchema = new mongoose.Schema<StoredMoves>(
  {
    _id: needed,
    importId: needed,
    part: count,
    moves: { type: [mongoose.Schema.Types.Mixed], required: true } as never,
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "import-moves" },
)
// What one import moved, in order.
movesSchema.index({ importId: 1, part: 1 })

export const ImportMovesModel = defineModel<StoredMoves>("ImportMoves", movesSchema)
export const ImportUndoModel = defineModel<StoredUndo>(
  "ImportUndo",
  new mongoose.Schema<StoredUndo>(
    {
      _id: needed,
      at: { type: Date, required: true },
      by: needed,
      byName: needed,
      reason: needed,
      removed: count,
      restored: count,
    },
    { strict: "throw", versionKey: false, collection: "import-undos" },
  ),
)
