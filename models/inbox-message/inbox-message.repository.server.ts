import type { ClientSession } from "mongoose"
import { InboxMessageModel, type StoredInboxMessage } from "./inbox-message.schema.server.ts"
import type { InboxMessage } from "./inbox-message.ts"

/** Puts messages into inboxes, in the transaction of what they tell; one that is there already breaks it. */
export const addInboxMessages = async (
  messages: readonly InboxMessage[],
  session: ClientSession,
): Promise<void> => {
  if (messages.length === 0) return
  await InboxMessageModel.insertMany(
    messages.map(({ id, ...rest }) => ({ _id: id, ...rest })),
    { session },
  )
}

/** One page of a person's inbox, newest first. */
export const findInbox = async (
  userId: string,
  page: { number: number; size: number },
): Promise<{ messages: InboxMessage[]; total: number }> => {
  const rows = await InboxMessageModel.find({ userId })
    .sort({ at: -1, _id: 1 })
    .skip((page.number - 1) * page.size)
    .limit(page.size)
    .lean<StoredInboxMessage[]>()
  return {
    messages: rows.map(({ _id, ...rest }) => ({ id: _id, ...rest })),
    total: await InboxMessageModel.countDocuments({ userId }),
  }
}

export const countUnread = (userId: string): Promise<number> =>
  InboxMessageModel.countDocuments({ userId, readAt: null })

/** A person's own message; null for one that is another's, or none. */
export const findOwnMessage = async (id: string, userId: string): Promise<InboxMessage | null> => {
  const row = await InboxMessageModel.findOne({ _id: id, userId }).lean<StoredInboxMessage>()
  if (!row) return null
  const { _id, ...rest } = row
  return { id: _id, ...rest }
}

/** Notes as read what of a person's inbox is not, one or all that came until `at`; read once it stays so. */
export const markRead = async (userId: string, at: Date, id: string | null): Promise<void> => {
  await InboxMessageModel.updateMany(
    { userId, readAt: null, at: { $lte: at }, ...(id === null ? {} : { _id: id }) },
    { $set: { readAt: at } },
  )
}
