import mongoose from "mongoose"
import { defineModel } from "#models/shared/define-model.server.ts"
import type { LegalRegime } from "./legal-regime.ts"

/** The pack whole: zod guards its shape on the way in, the two days are lifted out to be searched. */
export type StoredLegalRegime = {
  _id: string
  validFrom: string
  validTo: string | null
  pack: LegalRegime
  /** When the services it touches were queued for a new look. */
  reviewQueuedAt: Date | null
}

const schema = new mongoose.Schema<StoredLegalRegime>(
  {
    _id: { type: String, required: true },
    validFrom: { type: String, required: true },
    validTo: { type: String, default: null },
    reviewQueuedAt: { type: Date, default: null },
    pack: { type: mongoose.Schema.Types.Mixed, required: true } as never,
  },
  { strict: "throw", minimize: false, versionKey: false, collection: "legalRegimes" },
)
// The pack in force on a day.
schema.index({ validFrom: 1 })

export const LegalRegimeModel = defineModel<StoredLegalRegime>("LegalRegime", schema)
