import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { ADMIN_LEVELS } from "../shared/levels.ts"
import type { Assignments } from "./unit-directory.ts"

/** There is one: `unit-directory`. */
export type StoredAssignments = Assignments & { _id: string }

const validity = { validFrom: { type: String, required: true }, validTo: { type: String, default: null } }

const assignmentsSchema = new Schema<StoredAssignments>(
  {
    _id: { type: String, required: true },
    ministryDepartments: [
      {
        _id: false,
        ministryPrefix: { type: String, required: true },
        agencyId: { type: String, required: true },
        ...validity,
      },
    ],
    fieldLeads: [
      {
        _id: false,
        fieldCode: { type: String, required: true },
        adminLevel: { type: String, enum: ADMIN_LEVELS, required: true },
        agencyId: { type: String, required: true },
        ...validity,
      },
    ],
    provincialOfficeId: { type: String, required: true },
    placements: {
      type: [
        {
          _id: false,
          procedureCode: { type: String, default: null },
          fieldCode: { type: String, default: null },
          fromLevel: { type: String, enum: ADMIN_LEVELS, required: true },
          toLevel: { type: String, enum: ADMIN_LEVELS, required: true },
          agencyId: { type: String, default: null },
          ...validity,
        },
      ],
      default: undefined,
    },
  },
  { collection: "unit_directory", strict: "throw", versionKey: false },
)

export const AssignmentsModel = defineModel<StoredAssignments>("UnitDirectory", assignmentsSchema)
