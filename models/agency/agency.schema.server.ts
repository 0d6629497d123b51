import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { ADMIN_LEVELS } from "../shared/levels.ts"
import { AGENCY_KINDS, type Agency, CODE_SCHEMES } from "./agency.ts"

export type StoredAgency = Omit<Agency, "id"> & { _id: string }

const validity = { validFrom: { type: String, required: true }, validTo: { type: String, default: null } }

const agencySchema = new Schema<StoredAgency>(
  {
    _id: { type: String, required: true },
    kind: { type: String, enum: AGENCY_KINDS, required: true },
    adminLevel: { type: String, enum: ADMIN_LEVELS, required: true },
    parentId: { type: String, default: null },
    ...validity,
    names: [
      {
        _id: false,
        name: { type: String, required: true },
        shortName: { type: String, default: "" },
        ...validity,
      },
    ],
    codes: [
      {
        _id: false,
        scheme: { type: String, enum: CODE_SCHEMES, required: true },
        code: { type: String, required: true },
        training: { type: Boolean, required: true },
        ...validity,
      },
    ],
    successorIds: { type: [String], required: true },
    provinceCodes: { type: [String], default: undefined },
    formedFrom: { type: [String], default: undefined },
  },
  { collection: "agencies", strict: "throw", versionKey: false },
)
// Expanding a unit group: every agency of a kind.
agencySchema.index({ kind: 1 })

export const AgencyModel = defineModel<StoredAgency>("Agency", agencySchema)
