import { findCalendarFeed } from "#models/calendar-feed/calendar-feed.repository.server.ts"
import { NOTICE_KIND_LABELS, NOTICE_KINDS, type NoticeKind } from "#models/inbox-message/notice-kinds.ts"
import { findNoticePreference } from "#models/notice-preference/notice-preference.repository.server.ts"
import { choiceFor, type MailChoice } from "#models/notice-preference/notice-preference.ts"
import { findDigestHours, findMailAddressesOn } from "#models/reference/reference.repository.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, isValidOn } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"

/** How a person is told of what: their choices, where their mail goes, and their calendar. */
export const getMailingPage = async (
  d: { clock: Clock; sendsMail: boolean },
  actor: Pick<Actor, "id">,
): Promise<{
  kinds: { kind: NoticeKind; label: string; choice: MailChoice }[]
  revision: number
  address: string | null
  sendsMail: boolean
  digestHour: number | null
  calendar: { openedAt: Date; lastReadAt: Date | null } | null
}> => {
  const today = dayOf(d.clock.now())
  const preference = await findNoticePreference(actor.id)
  const feed = await findCalendarFeed({ userId: actor.id })
  return {
    kinds: NOTICE_KINDS.map((kind) => ({
      kind,
      label: NOTICE_KIND_LABELS[kind],
      choice: choiceFor(preference, kind),
    })),
    revision: preference.revision,
    address: (await findMailAddressesOn(today)).get(actor.id) ?? null,
    sendsMail: d.sendsMail,
    digestHour: (await findDigestHours()).find((row) => isValidOn(row, today))?.hour ?? null,
    calendar: feed && { openedAt: feed.openedAt, lastReadAt: feed.lastReadAt },
  }
}
