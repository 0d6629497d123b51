import { findDispatches } from "#models/dispatch/dispatch.repository.server.ts"
import type { Dispatch, DispatchState } from "#models/dispatch/dispatch.ts"
import { findEveryMessage } from "#models/inbox-message/inbox-message.repository.server.ts"
import type { InboxMessage } from "#models/inbox-message/inbox-message.ts"
import { isoWithOffset } from "#models/shared/dates.ts"
import type { TrainingUser } from "#seeds/reference/users.ts"
import type { TakenMail } from "#workflows/gateways/mail/simulator/start-mail-simulator.server.ts"

/** One notice: what, to whom, when, and how the mail that told of it went; null for one that nobody was mailed. */
export type NoticeSent = {
  kind: InboxMessage["kind"]
  title: string
  about: string
  to: string
  roles: string[]
  agencies: string[]
  at: string
  urgent: boolean
  mail: { state: DispatchState; tries: number; at: string | null; inDigest: boolean } | null
}

/** Of mails: taken by the server; ended without; tries beyond the first. `told`: messages in inboxes. */
export type NoticeFigures = {
  told: number
  sent: number
  failed: number
  retried: number
  lost: number
  doubled: number
}

const EVERYTHING = { number: 1, size: 1_000_000 }

/** Everything anybody was told in the year, and what the mail server got of it. */
export const toldAndMailed = async (
  taken: readonly TakenMail[],
  people: readonly TrainingUser[],
): Promise<{ figures: NoticeFigures; notices: NoticeSent[] }> => {
  const messages = await findEveryMessage()
  const { dispatches } = await findDispatches({ channel: "MAIL" }, EVERYTHING)
  const byId = new Map(dispatches.map((one) => [one.id, one]))
  const digests = Map.groupBy(
    dispatches.filter(({ id }) => id.startsWith("digest:")).toSorted((a, b) => +a.createdAt - +b.createdAt),
    ({ receiver }) => receiver,
  )
  const mailOf = ({ id, userId, at, mail }: InboxMessage): NoticeSent["mail"] => {
    const own = byId.get(`mail:${id}`)
    if (own) return mailed(own, false)
    const digest = mail === "PLANNED" && digests.get(userId)?.find(({ createdAt }) => createdAt > at)
    return digest ? mailed(digest, true) : null
  }
  const users = new Map(people.map((one) => [one.id, one]))
  const notices = messages.map((one): NoticeSent => {
    const held = users.get(one.userId)?.assignments ?? []
    return {
      kind: one.kind,
      title: one.title,
      about: one.about.name,
      to: one.userId,
      roles: [...new Set(held.map(({ role }) => role))],
      agencies: [...new Set(held.map(({ agencyId }) => agencyId))],
      at: isoWithOffset(one.at),
      urgent: one.isUrgent,
      mail: mailOf(one),
    }
  })
  return { figures: figuresOf(messages, dispatches, taken), notices: notices.toSorted(inOrder) }
}

const mailed = ({ state, attempts, endedAt }: Dispatch, inDigest: boolean): NoticeSent["mail"] => ({
  state,
  tries: attempts,
  at: endedAt && isoWithOffset(endedAt),
  inDigest,
})

function figuresOf(
  messages: readonly InboxMessage[],
  dispatches: readonly Dispatch[],
  taken: readonly TakenMail[],
): NoticeFigures {
  const delivered = dispatches.filter(({ state }) => state === "DELIVERED")
  const copies = Map.groupBy(taken, ({ messageId }) => messageId)
  const sum = (count: (dispatch: Dispatch) => number) =>
    dispatches.reduce((total, one) => total + count(one), 0)
  return {
    told: messages.length,
    sent: delivered.length,
    failed: dispatches.filter(({ state }) => state !== "DELIVERED" && state !== "WAITING").length,
    retried: sum(({ attempts }) => Math.max(0, attempts - 1)),
    // What waits still when the year is over is on its way to nobody.
    lost:
      dispatches.filter(({ state }) => state === "WAITING").length +
      delivered.filter((one) => one.channel === "MAIL" && !copies.has(one.content.messageId)).length,
    doubled: [...copies.values()].filter((same) => same.length > 1).length,
  }
}

/** Ids are new in every run; what they name is not. */
const inOrder = (one: NoticeSent, other: NoticeSent): number => {
  const [a, b] = [one, other].map(({ at, kind, to, title, about }) => [at, kind, to, title, about].join("\n"))
  return (a ?? "") < (b ?? "") ? -1 : 1
}
