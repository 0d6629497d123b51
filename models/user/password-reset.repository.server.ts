import type { ClientSession } from "mongoose"
import { Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

/** A code somebody was sent to give themself a new password. */
type StoredPasswordReset = {
  /** SHA-256 of person and code: what leaks from the store opens nothing. */
  _id: string
  userId: string
  until: Date
}

const schema = new Schema<StoredPasswordReset>(
  {
    _id: { type: String, required: true },
    userId: { type: String, required: true },
    until: { type: Date, required: true },
  },
  { strict: "throw", versionKey: false, collection: "password_resets" },
)
schema.index({ userId: 1 })
const PasswordResetModel = defineModel<StoredPasswordReset>("PasswordReset", schema)

/** Keeps the digest of a code beside those that are still good: whoever asks in somebody's name takes none from them. */
export const addPasswordReset = async (
  { userId, digest, until }: { userId: string; digest: string; until: Date },
  at: Date,
): Promise<void> => {
  await PasswordResetModel.deleteMany({ userId, until: { $lte: at } })
  await PasswordResetModel.create([{ _id: digest, userId, until }])
}

/** Uses a person's codes up, when this is one of them. @returns whether it was, and had not run out */
export const spendPasswordReset = async (
  { userId, digest, at }: { userId: string; digest: string; at: Date },
  session: ClientSession,
): Promise<boolean> => {
  const found = await PasswordResetModel.exists({ _id: digest, userId, until: { $gt: at } }).session(session)
  if (found) await PasswordResetModel.deleteMany({ userId }, { session })
  return found !== null
}
