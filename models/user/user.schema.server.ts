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
    signOnId: { type: String, default: null },
    secondFactor: { type: Schema.Types.Mixed, default: null },
    passkeys: { type: [Schema.Types.Mixed], default: [] },
    recovery: { type: [String], default: [] },
    erasureAsked: { type: Schema.Types.Mixed, default: null },
    numberAsked: { type: Schema.Types.Mixed, default: null },
    erasedAt: { type: Date, default: null },
  },
  { strict: "throw", versionKey: false, collection: "users" },
)
// "Who is it that the provider sends?" One person at most.
userSchema.index(
  { signOnId: 1 },
  { unique: true, partialFilterExpression: { signOnId: { $type: "string" } } },
)

export const UserModel = defineModel<StoredUser>("User", userSchema)
