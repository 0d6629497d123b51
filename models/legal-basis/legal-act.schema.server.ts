import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { ACT_ORIGINS, type LegalAct } from "./legal-act.ts"

/** By its number. */
export type StoredLegalAct = Omit<LegalAct, "number"> & { _id: string }

const schema = new Schema<StoredLegalAct>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    validFrom: { type: String, default: null },
    validTo: { type: String, default: null },
    replacedBy: { type: String, default: "" },
    amends: { type: [String], default: [] },
    fieldCodes: { type: [String], default: [] },
    origin: { type: String, enum: ACT_ORIGINS, required: true },
    unverified: { type: String, default: "" },
  },
  { collection: "legalActs", strict: "throw", versionKey: false },
)
// The acts of a field, for the form that picks one.
schema.index({ fieldCodes: 1 })

export const LegalActModel = defineModel<StoredLegalAct>("LegalAct", schema)
