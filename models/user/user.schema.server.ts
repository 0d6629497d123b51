import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { ROLES } from "../shared/workflow.ts"
import type { User } from "./user.ts"

export type StoredUser = Omit<User, "id"> & { _id: string }

const userSchema = new Schema<StoredUser>(
  {
    _id: { type: String, required: true },
    fullName: { type: String, required: true },
    passwordHash: { type: String, required: true },
    assignments: [
      {
        _id: false,
        role: { type: String, enum: ROLES, required: true },
        agencyId: { type: String, required: true },
        validFrom: { type: String, required: true },
        validTo: { type: String, default: null },
      },
    ],
    active: { type: Boolean, required: true },
    trainingPassword: { type: String, default: null },
    passwordIssue: { type: Number, default: 1 },
    oneTimeUntil: { type: Date, default: null },
    secondFactor: { type: Schema.Types.Mixed, default: null },
  },
  { strict: "throw", versionKey: false, collection: "users" },
)

export const UserModel = defineModel<StoredUser>("User", userSchema)
