import type { Deadline } from "#models/deadline/deadline.ts"
import { dueDayOf } from "#models/deadline/due-day.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { WorkCalendar } from "#models/shared/working-days.ts"
import type { DeadlineFact } from "./deadline-fact.ts"
import { lawClockOn } from "./law-clock.server.ts"
import type { LedgerDependencies } from "./ledger-dependencies.ts"

const ROMAN = ["I", "II", "III", "IV"]

/**
 * The report of the quarter of a day, counted from the first day of the quarter's last month. A quarter whose day was over before
 * the office began to keep a ledger is nobody's debt.
 */
export const quarterFacts = async (
  d: LedgerDependencies,
  today: IsoDay,
  stored: ReadonlyMap<string, Deadline>,
  calendar: WorkCalendar,
): Promise<DeadlineFact[]> => {
  const [year, month] = today.split("-").map(Number) as [number, number]
  const quarter = Math.ceil(month / 3)
  const law = await lawClockOn(d.reference, "QUARTERLY_REPORT", today)
  if (!law) return []
  const due = dueDayOf(law, `${year}-${String(quarter * 3).padStart(2, "0")}-01`, calendar)
  const id = `office:QUARTERLY_REPORT:${year}-${quarter}`
  if (due < today && !stored.has(id)) return []
  return [
    {
      id,
      kind: "QUARTERLY_REPORT",
      subject: {
        kind: "office",
        id: `${year}-${quarter}`,
        name: `Báo cáo quý ${ROMAN[quarter - 1]}/${year}`,
      },
      campaignId: null,
      agencyId: null,
      rule: law.text,
      basis: law.article,
      startsOn: `${year}-${String(quarter * 3 - 2).padStart(2, "0")}-01`,
      due,
      movedBecause: "Lịch ngày nghỉ đổi",
      state: { is: "RUNS" },
    },
  ]
}
