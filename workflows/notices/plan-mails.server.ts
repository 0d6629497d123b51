import { addDispatches, hasDispatch } from "#models/dispatch/dispatch.repository.server.ts"
import { aNewDispatch, type Dispatch, type MailContent } from "#models/dispatch/dispatch.ts"
import { findUnplannedMessages, notePlanned } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import { findNoticePreference } from "#models/notice-preference/notice-preference.repository.server.ts"
import { choiceFor, mailingOf } from "#models/notice-preference/notice-preference.ts"
import { lastDigestAt } from "#models/reference/digest-hour.ts"
import { findDigestHours, findMailAddressesOn } from "#models/reference/reference.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { type MailFrame, mailOfDigest, mailOfMessage } from "./mail-text.ts"

/** `mail` null: the office sends none, and what comes meanwhile is not mailed later either. */
export type MailPlan = OfficeDependencies & { mail: (MailFrame & { domain: string }) | null }

/**
 * Turns what stands new in inboxes into mails, as each person chose: at once, in the day's digest, or never. The mails and the
 * note on the messages are one transaction, by names made of what they tell: killed or run twice, each is planned once.
 * Whoever has read a message before the digest, or has no address, gets none of it.
 * @returns how many mails were planned
 */
export const planMails = async (d: MailPlan): Promise<number> => {
  const waiting = await findUnplannedMessages()
  if (waiting.length === 0) return 0
  const now = d.clock.now()
  const addresses = await findMailAddressesOn(dayOf(now))
  const digestAt = lastDigestAt(await findDigestHours(), now)
  const byUser = Map.groupBy(waiting, ({ userId }) => userId)
  const users = new Map((await findUsers([...byUser.keys()])).map((user) => [user.id, user]))
  let planned = 0
  for (const [userId, messages] of byUser) {
    const user = users.get(userId)
    if (!d.mail || !user?.active || !addresses.has(userId)) await note(d, messages, [])
    else planned += await planFor(d, { id: userId, name: user.fullName }, messages, digestAt, d.mail)
  }
  return planned
}

async function planFor(
  d: MailPlan,
  person: { id: string; name: string },
  messages: readonly InboxMessage[],
  digestAt: Date | null,
  frame: MailFrame & { domain: string },
): Promise<number> {
  const now = d.clock.now()
  const preference = await findNoticePreference(person.id)
  const by = Map.groupBy(messages, (one) => mailingOf(choiceFor(preference, one.kind), one))
  const mailFor = (id: string, content: Omit<MailContent, "messageId">): Dispatch =>
    aNewDispatch(
      {
        id,
        channel: "MAIL",
        receiver: person.id,
        content: { ...content, messageId: `<${sha256(id).slice(0, 32)}@${frame.domain}>` },
      },
      now,
    )
  let planned = 0
  for (const one of by.get("NOW") ?? [])
    planned += await note(d, [one], [mailFor(`mail:${one.id}`, mailOfMessage(person.name, one, frame))])
  await note(d, by.get("NEVER") ?? [], [])
  const due = (by.get("DIGEST") ?? []).filter(({ at }) => digestAt !== null && at < digestAt)
  if (due.length === 0 || digestAt === null) return planned
  const unread = due.filter(({ readAt }) => readAt === null)
  const id = `digest:${person.id}:${dayOf(digestAt)}`
  // One a day: what was chosen otherwise since waits for tomorrow's.
  if (unread.length > 0 && (await hasDispatch(id))) return planned
  const mails =
    unread.length > 0 ? [mailFor(id, mailOfDigest(person.name, unread, dayOf(digestAt), frame))] : []
  return planned + (await note(d, due, mails))
}

/** In one commit; of two that plan the same messages only one does. */
const note = (d: MailPlan, messages: readonly InboxMessage[], mails: readonly Dispatch[]): Promise<number> =>
  messages.length === 0
    ? Promise.resolve(0)
    : d.store.inTransaction(async (session) => {
        const ids = messages.map(({ id }) => id)
        if (!(await notePlanned(ids, mails.length > 0 ? "PLANNED" : "NONE", session))) return 0
        await addDispatches(mails, session)
        return mails.length
      })
