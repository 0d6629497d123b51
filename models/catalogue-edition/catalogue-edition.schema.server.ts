import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { CatalogueEdition, CatalogueEntry } from "./catalogue-edition.ts"

const { Mixed } = mongoose.Schema.Types

export type StoredEdition = Omit<CatalogueEdition, "id"> & { _id: string }
export type StoredEntry = { _id: string; editionDraftId: string; position: number; entry: CatalogueEntry }

/** Frozen content is one value under one digest, so it is kept whole; only what is looked up stands beside it. */
const editionSchema = new mongoose.Schema<StoredEdition>(
  {
    _id: { type: String, required: true },
    editionId: { type: String, required: true },
    year: { type: Number, required: true },
    sequence: { type: Number, required: true },
    draft: { type: Number, required: true },
    kind: { type: String, enum: ["ANNUAL", "AMENDMENT"], required: true },
    replaces: { type: Mixed, default: null },
    afterRecall: { type: Mixed, default: undefined },
    amended: { type: [Mixed], default: undefined } as never,
    regimeId: { type: String, required: true },
    proactiveLevels: { type: [Mixed], default: undefined } as never,
    frozenAt: { type: Date, required: true },
    issuer: { type: Mixed, required: true },
    texts: { type: Mixed },
    totals: { type: Mixed, required: true },
    removed: { type: [Mixed], default: [] } as never,
    changes: { type: [Mixed], default: undefined } as never,
    branches: { type: [Mixed], default: undefined } as never,
    logCheckpoint: { type: Mixed, default: undefined },
    digest: { type: String, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "catalogueEditions" },
)
// A draft number is used once.
editionSchema.index({ editionId: 1, draft: 1 }, { unique: true })

export const CatalogueEditionModel = defineModel<StoredEdition>("CatalogueEdition", editionSchema)

const entrySchema = new mongoose.Schema<StoredEntry>(
  {
    _id: { type: String, required: true },
    editionDraftId: { type: String, required: true },
    position: { type: Number, required: true },
    entry: { type: Mixed, required: true },
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "catalogueEntries" },
)
// The rows of one frozen edition in print order.
entrySchema.index({ editionDraftId: 1, position: 1 }, { unique: true })
// The rows of one procedure over the editions (its public page).
entrySchema.index({ "entry.procedure.code": 1, editionDraftId: 1 })

export const CatalogueEntryModel = defineModel<StoredEntry>("CatalogueEntry", entrySchema)
