import type { ClientSession } from "mongoose"
import { CommentModel, type StoredComment } from "./registration-comment.schema.server.ts"
import type { RegistrationComment } from "./registration-comment.ts"

/** What was said of a registration, the first first. */
export const findComments = async (
  registrationId: string,
  session: ClientSession | null = null,
): Promise<RegistrationComment[]> => {
  const rows = await CommentModel.find({ registrationId }, null, { session })
    .sort({ at: 1, _id: 1 })
    .lean<StoredComment[]>()
  return rows.map(({ _id, ...rest }) => ({ id: _id, ...rest }))
}

export const insertComment = async (
  { id, ...comment }: RegistrationComment,
  session: ClientSession,
): Promise<void> => {
  await CommentModel.create([{ _id: id, ...comment }], { session })
}
