import {
  countUnread,
  findInbox,
  findOwnMessage,
  markRead,
} from "#models/inbox-message/inbox-message.repository.server.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import type { Clock } from "#models/shared/clock.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"

export const MESSAGES_PER_PAGE = 20

type Dependencies = { clock: Clock }

/** A page of the person's own inbox, newest first; nobody sees another's. */
export const readInbox = async (
  actor: Pick<Actor, "id">,
  page: number,
): Promise<{ messages: InboxMessage[]; total: number; unread: number }> => ({
  ...(await findInbox(actor.id, { number: page, size: MESSAGES_PER_PAGE })),
  unread: await countUnread(actor.id),
})

/** The person's own message, noted as read. @throws NotFoundError, also for another's */
export const openMessage = async (
  d: Dependencies,
  input: { id: string; actor: Pick<Actor, "id"> },
): Promise<InboxMessage> => {
  const message = await findOwnMessage(input.id, input.actor.id)
  if (!message) throw new NotFoundError("Không tìm thấy thông báo này trong hộp thông báo của bạn.")
  await markRead(input.actor.id, d.clock.now(), input.id)
  return message
}

/** Notes one of the person's messages as read, or all that have come. */
export const markInboxRead = (
  d: Dependencies,
  input: { id: string | null; actor: Pick<Actor, "id"> },
): Promise<void> => markRead(input.actor.id, d.clock.now(), input.id)
