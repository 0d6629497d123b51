import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import { isEndedByHand, isPhaseClock } from "#models/deadline/clock-kinds.ts"
import { getDeadline, saveDeadlineOrRefuse } from "#models/deadline/deadline.repository.server.ts"
import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { WorkCalendar } from "#models/shared/working-days.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { type LedgerDutyDependencies, writeLedger } from "./keep-ledger.server.ts"
import { heldUp } from "./pauses.ts"

/** What a person may do with a clock, each with its reason. */
export type DeadlineAct =
  | { type: "deadline.moved"; to: IsoDay }
  | { type: "deadline.paused" }
  | { type: "deadline.resumed" }
  | { type: "deadline.done"; on: IsoDay }

export type ChangeDeadline = { id: string; revision: number; act: DeadlineAct; reason: string; actor: Actor }

/** The acts a row allows now; on screens and in the refusal the same. */
export const actsOn = ({ kind, state, subject }: Deadline): DeadlineAct["type"][] => {
  if (state === "PAUSED") return ["deadline.resumed"]
  if (state !== "RUNNING") return []
  return [
    // The days of a review are the calendar's, which a second person confirms.
    ...(isPhaseClock(kind) ? [] : (["deadline.moved"] as const)),
    "deadline.paused",
    ...(isEndedByHand({ kind, subject }) ? (["deadline.done"] as const) : []),
  ]
}

/**
 * Moves a clock, stops it for a time, lets it run on, or notes that what it asked for is done; the day first set stays beside.
 * A clock that ran again is due later by as many days as it stood still.
 * @throws ForbiddenError, NotFoundError, InvalidInputError (no reason, a day that is none), RuleBrokenError (not now),
 * ConcurrentEditError
 */
export const changeDeadline = async (d: LedgerDutyDependencies, input: ChangeDeadline): Promise<Deadline> => {
  const { id, revision, act } = input
  const actor = await authorise(d, input.actor, "deadline.change", { kind: "deadline", id })
  const reason = input.reason.trim()
  if (reason.length < 5)
    throw new InvalidInputError("Chưa ghi lý do.", [
      { field: "reason", message: "Ghi rõ lý do (ít nhất 5 ký tự)." },
    ])
  // What the store says now is kept first, so that the act rests on it.
  await writeLedger(d)
  const calendar = await d.reference.workCalendar()
  const at = d.clock.now()
  return d.store.inTransaction(async (session) => {
    const row = await getDeadline(id, session)
    assertAllowed(row, act)
    const after = applied({ ...row, revision }, { act, reason, actor, today: dayOf(at) }, calendar)
    await saveDeadlineOrRefuse(after, session)
    await note({ row: after, from: row.due, act, reason, actor, at }, session)
    return { ...after, revision: revision + 1 }
  })
}

function assertAllowed(row: Deadline, act: DeadlineAct): void {
  if (actsOn(row).includes(act.type)) return
  if (isOpenDeadline(row) && act.type === "deadline.moved")
    throw new RuleBrokenError(
      isPhaseClock(row.kind)
        ? "Thời hạn của đợt rà soát đổi ở «Quản trị › Lịch rà soát», có người thứ hai xác nhận."
        : "Thời hạn đang tạm dừng: cho chạy tiếp rồi mới gia hạn.",
    )
  throw new RuleBrokenError(
    isOpenDeadline(row)
      ? "Việc này không làm được với thời hạn này. Tải lại trang để xem việc làm được."
      : "Thời hạn này đã kết thúc, không thay đổi được nữa.",
  )
}

function applied(
  row: Deadline,
  { act, reason, actor, today }: { act: DeadlineAct; reason: string; actor: Actor; today: IsoDay },
  calendar: WorkCalendar,
): Deadline {
  switch (act.type) {
    case "deadline.moved":
      if (act.to <= row.due)
        throw new InvalidInputError("Ngày gia hạn chưa đúng.", [
          { field: "to", message: `Chọn ngày sau hạn đang có (${formatDay(row.due)}).` },
        ])
      return movedTo(row, act.to, reason, actor, today)
    case "deadline.paused":
      return {
        ...row,
        state: "PAUSED",
        pauses: [...row.pauses, { from: today, until: null, reason, by: actor.id }],
      }
    case "deadline.resumed": {
      const pauses = row.pauses.map((pause) => ({ ...pause, until: pause.until ?? today }))
      const due = heldUp(row.due, pauses.at(-1), row, calendar)
      return { ...movedTo({ ...row, pauses }, due, reason, actor, today), state: "RUNNING" }
    }
    case "deadline.done":
      if (act.on > today)
        throw new InvalidInputError("Ngày xong chưa đúng.", [
          { field: "on", message: `Chọn ngày không sau hôm nay (${formatDay(today)}).` },
        ])
      return { ...row, state: act.on > row.due ? "LATE" : "KEPT", endedOn: act.on, endedBy: actor.id }
  }
}

const movedTo = (row: Deadline, to: IsoDay, reason: string, actor: Actor, on: IsoDay): Deadline =>
  to === row.due
    ? row
    : { ...row, due: to, moves: [...row.moves, { from: row.due, to, reason, by: actor.id, on }] }

const note = async (
  told: { row: Deadline; from: IsoDay; act: DeadlineAct; reason: string; actor: Actor; at: Date },
  session: ClientSession,
): Promise<void> => {
  const { row, from, act, reason, actor, at } = told
  const payload = { kind: row.kind, name: row.subject.name, from, due: row.due, reason }
  await appendAuditEntries(
    [auditDraft({ subject: { kind: "deadline", id: row.id }, type: act.type, payload }, actor, at)],
    session,
  )
}
