import type { ClientSession } from "mongoose"
import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

/** A code somebody was sent to give themself a new password; one to a person, the newest alone. */
type StoredPasswordReset = {
  /** The person. */
  _id: string
  /** SHA-256 of person and code: what leaks from the store opens nothing. */
  digest: string
  until: Date
}

const schema = new Schema<StoredPasswordReset>(
  {
    _id: { type: String, required: true },
    digest: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, collection: "password_resets" },
)
const PasswordResetModel = defineModel<StoredPasswordReset>("PasswordReset", schema)

/** Keeps the digest of a code in place of the one before. */
export const putPasswordReset = async (userId: string, digest: string, until: Date): Promise<void> => {
  await PasswordResetModel.updateOne({ _id: userId }, { $set: { digest, until } }, { upsert: true })
}

/** Uses a code up. @returns whether it was the person's and had not run out */
export const spendPasswordReset = async (
  { userId, digest, at }: { userId: string; digest: string; at: Date },
  session: ClientSession,
): Promise<boolean> =>
  (await PasswordResetModel.deleteOne({ _id: userId, digest, until: { $gt: at } }, { session }))
    .deletedCount === 1
