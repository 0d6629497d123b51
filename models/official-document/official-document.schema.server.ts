import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import {
  ANNEX_KINDS,
  annexDocumentKind,
  DOCUMENT_STAGES,
  type OfficialDocument,
} from "./official-document.ts"

export type StoredDocument = Omit<OfficialDocument, "id"> & { _id: string }

const documentSchema = new mongoose.Schema<StoredDocument>(
  {
    _id: { type: String, required: true },
    editionId: { type: String, required: true },
    editionDraftId: { type: String, required: true },
    kind: {
      type: String,
      enum: ["DECISION", "SUBMISSION", ...ANNEX_KINDS.map(annexDocumentKind)],
      required: true,
    },
    stage: { type: String, enum: DOCUMENT_STAGES, required: true },
    pages: { type: Number, required: true },
    sha256: { type: String, required: true },
    createdAt: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, collection: "officialDocuments" },
)
// "Which documents belong to this edition?"
documentSchema.index({ editionId: 1, createdAt: 1 })

export const OfficialDocumentModel = defineModel<StoredDocument>("OfficialDocument", documentSchema)

/** A slice of a file's bytes: one record of the store holds 16 MB at most. */
export type StoredDocumentPart = { _id: string; documentId: string; index: number; bytes: Buffer }

const partSchema = new mongoose.Schema<StoredDocumentPart>(
  {
    _id: { type: String, required: true },
    documentId: { type: String, required: true },
    index: { type: Number, required: true },
    bytes: { type: Buffer, required: true },
  },
  { strict: "throw", versionKey: false, collection: "officialDocumentParts" },
)
// The slices of one file, in order, each once.
partSchema.index({ documentId: 1, index: 1 }, { unique: true })

export const OfficialDocumentPartModel = defineModel<StoredDocumentPart>("OfficialDocumentPart", partSchema)
