import { randomUUID } from "node:crypto"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { auditDraft } from "#models/audit/audit-event.ts"
import type { RecordedClock } from "#models/deadline/clock-kinds.ts"
import { insertDeadline } from "#models/deadline/deadline.repository.server.ts"
import type { Deadline } from "#models/deadline/deadline.ts"
import { dueDayOf } from "#models/deadline/due-day.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { InvalidInputError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { lawClockOn } from "./law-clock.server.ts"
import type { LedgerDependencies } from "./ledger-dependencies.ts"

/**
 * Records a clock that nothing in the store tells of: a planned interruption, a document that takes effect. It is counted back
 * from that day by the law in force on it.
 * @throws ForbiddenError, InvalidInputError, RuleBrokenError where the law of the day sets no such limit
 */
export const recordDeadline = async (
  d: OfficeDependencies & LedgerDependencies,
  input: { kind: RecordedClock; name: string; day: IsoDay; actor: Actor },
): Promise<Deadline> => {
  const { kind, day } = input
  const id = `office:${kind}:${randomUUID()}`
  const actor = await authorise(d, input.actor, "deadline.record", { kind: "deadline", id })
  const name = input.name.trim()
  const at = d.clock.now()
  if (name.length < 5)
    throw new InvalidInputError("Chưa ghi nội dung.", [
      { field: "name", message: "Ghi rõ việc gì, dịch vụ hay văn bản nào (ít nhất 5 ký tự)." },
    ])
  if (day <= dayOf(at))
    throw new InvalidInputError("Ngày chưa đúng.", [
      { field: "day", message: `Chọn ngày sau hôm nay (${formatDay(dayOf(at))}).` },
    ])
  const law = await lawClockOn(d.reference, kind, day)
  if (!law)
    throw new RuleBrokenError(
      `Bộ quy định có hiệu lực ngày ${formatDay(day)} không đặt thời hạn này. Xem «Bộ quy định».`,
    )
  const due = dueDayOf(law, day, await d.reference.workCalendar())
  const row: Deadline = {
    id,
    kind,
    subject: { kind: "office", id: day, name: `${name} (${formatDay(day)})` },
    campaignId: null,
    agencyId: null,
    rule: law.text,
    basis: law.article,
    startsOn: dayOf(at),
    originalDue: due,
    factDue: due,
    due,
    moves: [],
    pauses: [],
    state: "RUNNING",
    endedOn: null,
    endedBy: null,
    fired: [],
    revision: 0,
  }
  await d.store.inTransaction(async (session) => {
    await insertDeadline(row, session)
    const payload = { kind, name: row.subject.name, due }
    await appendAuditEntries(
      [auditDraft({ subject: { kind: "deadline", id }, type: "deadline.recorded", payload }, actor, at)],
      session,
    )
  })
  return row
}
