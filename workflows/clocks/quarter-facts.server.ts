import type { Deadline } from "#models/deadline/deadline.ts"
import { dueDayOf } from "#models/deadline/due-day.ts"
import { periodClockId, quarterOf } from "#models/reporting-period/reporting-period.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { WorkCalendar } from "#models/shared/working-days.ts"
import type { DeadlineFact } from "./deadline-fact.ts"
import { lawClockOn } from "./law-clock.server.ts"
import type { LedgerDependencies } from "./ledger-dependencies.ts"

/**
 * The report of the quarter of a day, counted from the first day of the quarter's last month, as long as no plan makes units report.
 * A quarter whose day was over before the office began to keep a ledger is nobody's debt.
 */
export const quarterFacts = async (
  d: LedgerDependencies,
  today: IsoDay,
  stored: ReadonlyMap<string, Deadline>,
  calendar: WorkCalendar,
): Promise<DeadlineFact[]> => {
  const { id: quarterId, name, from, lastMonth } = quarterOf(today)
  const law = await lawClockOn(d.reference, "QUARTERLY_REPORT", today)
  if (!law) return []
  const due = dueDayOf(law, lastMonth, calendar)
  const id = periodClockId({ id: quarterId, kind: "QUARTERLY" })
  if (due < today && !stored.has(id)) return []
  return [
    {
      id,
      kind: "QUARTERLY_REPORT",
      subject: { kind: "office", id: quarterId, name },
      campaignId: null,
      agencyId: null,
      rule: law.text,
      basis: law.article,
      startsOn: from,
      due,
      movedBecause: "Lịch ngày nghỉ đổi",
      state: { is: "RUNS" },
    },
  ]
}
