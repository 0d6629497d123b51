import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { ADMIN_LEVELS } from "../shared/levels.ts"
import { AGENCY_KINDS, type UnitGroup } from "./agency.ts"

export type StoredUnitGroup = Omit<UnitGroup, "id"> & { _id: string }

const unitGroupSchema = new Schema<StoredUnitGroup>(
  {
    _id: { type: String, required: true },
    name: { type: String, required: true },
    agencyKind: { type: String, enum: AGENCY_KINDS, required: true },
    adminLevel: { type: String, enum: ADMIN_LEVELS, required: true },
    validFrom: { type: String, required: true },
    validTo: { type: String, default: null },
  },
  { collection: "unit_groups", strict: "throw", versionKey: false },
)

export const UnitGroupModel = defineModel<StoredUnitGroup>("UnitGroup", unitGroupSchema)
