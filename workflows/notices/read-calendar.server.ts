import ical, { ICalCalendarMethod } from "ical-generator"
import { findCalendarFeed, noteCalendarRead } from "#models/calendar-feed/calendar-feed.repository.server.ts"
import { CLOCK_LABELS } from "#models/deadline/clock-kinds.ts"
import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import { RUNGS } from "#models/reference/escalation.ts"
import { findChainsOn, findEscalationsOn } from "#models/reference/reference.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { findUser } from "#models/user/user.repository.server.ts"
import { actorOn } from "#models/user/user.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { recipientsOf } from "#workflows/clocks/recipients.server.ts"

const NOT_FOUND = "Không có lịch ở địa chỉ này. Lấy địa chỉ mới ở Thông báo, Tùy chọn."

/**
 * The calendar behind a secret address: the open deadlines of which its owner is reminded, with task and day and nothing else, as
 * iCalendar (RFC 5545). The same deadlines give the same bytes.
 * @throws NotFoundError for an address that ended, or of somebody who holds no role today
 */
export const readCalendar = async (
  d: LedgerDependencies & { isTraining: boolean },
  secret: string,
): Promise<{ text: string; digest: string }> => {
  const secretHash = sha256(secret)
  const feed = await findCalendarFeed({ secretHash })
  const user = feed && (await findUser(feed.userId))
  const now = d.clock.now()
  const actor = user?.active ? actorOn(user, dayOf(now)) : null
  if (!actor || actor.assignments.length === 0) throw new NotFoundError(NOT_FOUND)
  const text = calendarOf(await deadlinesOf(d, actor), d.isTraining)
  await noteCalendarRead(secretHash, now)
  return { text, digest: sha256(text) }
}

/** What a person is reminded of at any of the reminders in force. */
const deadlinesOf = async (d: LedgerDependencies, actor: Actor): Promise<Deadline[]> => {
  const escalations = await findEscalationsOn(dayOf(d.clock.now()))
  const chains = await findChainsOn(dayOf(d.clock.now()))
  const to = RUNGS.filter((rung) => escalations.some((one) => one.to.includes(rung)))
  const open = (await clockLedger(d)).filter(isOpenDeadline)
  const mine = await Promise.all(
    open.map(async (row) => ((await recipientsOf(row, { to, chains }, [actor])).length > 0 ? [row] : [])),
  )
  return mine.flat().sort((one, other) => (`${one.due} ${one.id}` < `${other.due} ${other.id}` ? -1 : 1))
}

const calendarOf = (rows: readonly Deadline[], isTraining: boolean): string => {
  const mark = isTraining ? "[TẬP HUẤN] " : ""
  const calendar = ical({
    name: `${mark}Thời hạn của tôi`,
    prodId: { company: "Danh mục dịch vụ công trực tuyến", product: "Thời hạn", language: "VI" },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 60 * 60,
  })
  for (const { id, kind, subject, due, moves, startsOn, originalDue } of rows)
    calendar.createEvent({
      id: `${sha256(id).slice(0, 32)}@danh-muc`,
      start: utcDay(due),
      allDay: true,
      summary: `${mark}Hạn: ${CLOCK_LABELS[kind]} – ${subject.name}`,
      // Not the instant of reading: an unchanged calendar stays the same.
      stamp: utcDay(moves.at(-1)?.on ?? startsOn ?? originalDue),
      sequence: moves.length,
    })
  return calendar.toString()
}

const utcDay = (day: IsoDay): Date => new Date(`${day}T00:00:00Z`)
