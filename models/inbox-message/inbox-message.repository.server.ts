import type { ClientSession } from "mongoose"
import { InboxMessageModel, type StoredInboxMessage } from "./inbox-message.schema.server.ts"
import type { InboxMessage, Mailing } from "./inbox-message.ts"

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
    messages: rows.map(toMessage),
    total: await InboxMessageModel.countDocuments({ userId }),
  }
}

/** Everything anybody was told, oldest first: for reports of a whole year. */
export const findEveryMessage = async (): Promise<InboxMessage[]> =>
  (await InboxMessageModel.find().sort({ at: 1, _id: 1 }).lean<StoredInboxMessage[]>()).map(toMessage)

export const countUnread = (userId: string): Promise<number> =>
  InboxMessageModel.countDocuments({ userId, readAt: null })

/** A person's own message; null for one that is another's, or none. */
export const findOwnMessage = async (id: string, userId: string): Promise<InboxMessage | null> => {
  const row = await InboxMessageModel.findOne({ _id: id, userId }).lean<StoredInboxMessage>()
  return row && toMessage(row)
}

/** What a worker takes up in one go. */
const BATCH = 1_000

/** What has not been asked after by mail yet, or waits for a digest due at an instant; oldest first, up to a batch. */
export const findToBeMailed = async (of: "NEW" | { digestAt: Date }): Promise<InboxMessage[]> => {
  const filter = of === "NEW" ? { mail: "WAITING" } : { mail: "DIGEST", at: { $lt: of.digestAt } }
  const query = InboxMessageModel.find(filter as object).sort({ at: 1, _id: 1 })
  const rows = await (of === "NEW" ? query.limit(BATCH) : query).lean<StoredInboxMessage[]>()
  return rows.map(toMessage)
}

/**
 * Notes how messages are mailed. False when none of them is any more as it was: somebody else has noted it.
 * @throws Error when some are and some are not, so that the transaction ends without a trace
 */
export const noteMailing = async (
  ids: readonly string[],
  { from, to }: { from: Mailing; to: Mailing },
  session: ClientSession,
): Promise<boolean> => {
  const noted = await InboxMessageModel.updateMany(
    { _id: { $in: [...ids] }, mail: from },
    { $set: { mail: to } },
    { session },
  )
  if (noted.matchedCount === ids.length) return true
  if (noted.matchedCount === 0) return false
  throw new Error("some of these messages were planned by another process")
}

const toMessage = ({ _id, kind, mail, ...rest }: StoredInboxMessage): InboxMessage => ({
  id: _id,
  ...rest,
  // Kept before people chose by kind, and before there were mails.
  kind: kind ?? "REVIEW",
  mail: mail ?? "NONE",
})

/** Notes as read what of a person's inbox is not, one or all that came until `at`; read once it stays so. */
export const markRead = async (userId: string, at: Date, id: string | null): Promise<void> => {
  await InboxMessageModel.updateMany(
    { userId, readAt: null, at: { $lte: at }, ...(id === null ? {} : { _id: id }) },
    { $set: { readAt: at } },
  )
}
