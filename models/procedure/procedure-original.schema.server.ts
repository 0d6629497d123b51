import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

/** The row a snapshot was taken from, as it stood in the file: JSON text, gzipped. */
export type StoredOriginal = { _id: string; gzip: Buffer }

const originalSchema = new Schema<StoredOriginal>(
  { _id: { type: String, required: true }, gzip: { type: Buffer, required: true } },
  { collection: "procedure_originals", strict: "throw", versionKey: false },
)

export const ProcedureOriginalModel = defineModel<StoredOriginal>("ProcedureOriginal", originalSchema)
