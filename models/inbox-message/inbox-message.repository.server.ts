import type { ClientSession } from "mongoose"
import { InboxMessageModel } from "./inbox-message.schema.server.ts"
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
