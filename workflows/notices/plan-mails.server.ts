import { addDispatches, hasDispatch } from "#models/dispatch/dispatch.repository.server.ts"
import { aNewDispatch, type Dispatch, type MailContent } from "#models/dispatch/dispatch.ts"
import { findToBeMailed, noteMailing } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { InboxMessage, Mailing } from "#models/inbox-message/inbox-message.ts"
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
export const planMails = async (d: MailPlan): Promise<number> => (await planNew(d)) + (await planDigests(d))

async function planNew(d: MailPlan): Promise<number> {
  let planned = 0
  for (;;) {
    const fresh = await findToBeMailed("NEW")
    if (fresh.length === 0) return planned
    for (const { person, messages } of await byReceiver(d, fresh)) {
      const preference = person && (await findNoticePreference(person.id))
      for (const one of messages) {
        const mailing = preference ? mailingOf(choiceFor(preference, one.kind), one) : "NEVER"
        if (mailing === "NOW" && person && d.mail)
          planned += await note(d, [one], "PLANNED", [
            mailFor(d, d.mail, person.id, `mail:${one.id}`, mailOfMessage(person.name, one, d.mail)),
          ])
        else await note(d, [one], mailing === "DIGEST" ? "DIGEST" : "NONE")
      }
    }
  }
}

async function planDigests(d: MailPlan): Promise<number> {
  const digestAt = lastDigestAt(await findDigestHours(), d.clock.now())
  if (digestAt === null) return 0
  const day = dayOf(digestAt)
  let planned = 0
  for (const { person, messages } of await byReceiver(d, await findToBeMailed({ digestAt }))) {
    const unread = messages.filter(({ readAt }) => readAt === null)
    if (!person || !d.mail || unread.length === 0) {
      await note(d, messages, "NONE")
      continue
    }
    const id = `digest:${person.id}:${day}`
    // One a day: what came to light only after it waits for tomorrow's.
    if (await hasDispatch(id)) continue
    planned += await note(d, messages, "PLANNED", [
      mailFor(d, d.mail, person.id, id, mailOfDigest(person.name, unread, day, d.mail)),
    ])
  }
  return planned
}

type Received = { person: { id: string; name: string } | null; messages: InboxMessage[] }

/** By receiver; `person` null for one to whom nothing can be mailed. */
async function byReceiver(d: MailPlan, messages: readonly InboxMessage[]): Promise<Received[]> {
  if (messages.length === 0) return []
  const byUser = Map.groupBy(messages, ({ userId }) => userId)
  const addresses = await findMailAddressesOn(dayOf(d.clock.now()))
  const users = new Map((await findUsers([...byUser.keys()])).map((user) => [user.id, user]))
  return [...byUser].map(([id, own]) => {
    const user = users.get(id)
    const isReached = d.mail !== null && user?.active === true && addresses.has(id)
    return { person: isReached ? { id, name: user.fullName } : null, messages: own }
  })
}

const mailFor = (
  d: MailPlan,
  { domain }: { domain: string },
  receiver: string,
  id: string,
  content: Omit<MailContent, "messageId">,
): Dispatch =>
  aNewDispatch(
    {
      id,
      channel: "MAIL",
      receiver,
      content: { ...content, messageId: `<${sha256(id).slice(0, 32)}@${domain}>` },
    },
    d.clock.now(),
  )

/** In one commit; of two that plan the same messages only one does. */
const note = (
  d: MailPlan,
  messages: readonly InboxMessage[],
  to: Mailing,
  mails: readonly Dispatch[] = [],
): Promise<number> =>
  d.store.inTransaction(async (session) => {
    const ids = messages.map(({ id }) => id)
    if (!(await noteMailing(ids, { from: messages[0]?.mail ?? "WAITING", to }, session))) return 0
    await addDispatches(mails, session)
    return mails.length
  })
