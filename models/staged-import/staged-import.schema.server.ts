import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { StagedImport } from "./staged-import.ts"

/** `keptAt` is the machine's time, by which the store forgets. */
export type StoredStagedImport = Omit<StagedImport, "id"> & { _id: string; keptAt: Date }
/** A part of a file, in order: a document of the store has its limit. */
export type StoredStagedPart = { _id: string; stagedId: string; part: number; bytes: Buffer; keptAt: Date }
/** What a sender's headings open, told once. */
export type StoredHeadings = { _id: string; headings: Record<string, string> }

const WEEK = 7 * 86_400
const needed = { type: String, required: true } as const
const mixed = { type: mongoose.Schema.Types.Mixed, required: true } as never

const stagedSchema = new mongoose.Schema<StoredStagedImport>(
  {
    _id: needed,
    userId: needed,
    fileName: needed,
    answers: mixed,
    plan: mixed,
    keptAt: { type: Date, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "staged-imports" },
)
stagedSchema.index({ keptAt: 1 }, { expireAfterSeconds: WEEK })

const partSchema = new mongoose.Schema<StoredStagedPart>(
  {
    _id: needed,
    stagedId: needed,
    part: { type: Number, required: true },
    bytes: { type: Buffer, required: true },
    keptAt: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, collection: "staged-import-parts" },
)
partSchema.index({ keptAt: 1 }, { expireAfterSeconds: WEEK })
// The bytes of a file.
partSchema.index({ stagedId: 1, part: 1 })

const headingsSchema = new mongoose.Schema<StoredHeadings>(
  { _id: needed, headings: mixed },
  { strict: "throw", minimize: false, versionKey: false, collection: "import-headings" },
)

export const StagedImportModel = defineModel<StoredStagedImport>("StagedImport", stagedSchema)
export const StagedPartModel = defineModel<StoredStagedPart>("StagedImportPart", partSchema)
export const ImportHeadingsModel = defineModel<StoredHeadings>("ImportHeadings", headingsSchema)
