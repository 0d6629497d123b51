import { randomUUID } from "node:crypto"
import type { ClientSession } from "mongoose"
import { addInboxMessages } from "#models/inbox-message/inbox-message.repository.server.ts"

/** What people are told of a wish about somebody's data; `isOwn`: the person themself is, who sees it on a page of their own. */
type Wish = { userId: string; title: string; text: string; at: Date; isUrgent?: boolean; isOwn?: boolean }

/** Tells people of a wish to mend or erase somebody's data, or what came of it; its notice leads to that person's data. */
export const tellOfWish = (
  to: readonly string[],
  { userId, title, text, at, isUrgent = false, isOwn = false }: Wish,
  session: ClientSession,
): Promise<void> =>
  addInboxMessages(
    to.map((receiver) => ({
      id: `personalData:${randomUUID()}`,
      userId: receiver,
      kind: "PERSONAL_DATA" as const,
      title,
      text,
      about: {
        kind: isOwn ? ("account" as const) : ("personalData" as const),
        id: userId,
        name: "Dữ liệu cá nhân",
      },
      isUrgent,
      at,
      readAt: null,
      mail: "WAITING" as const,
    })),
    session,
  )
