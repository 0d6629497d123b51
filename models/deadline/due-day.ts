import type { LegalClock } from "../legal-regime/legal-regime.ts"
import { addDays, type IsoDay } from "../shared/dates.ts"
import { isWorkingDay, nextWorkingDay, type WorkCalendar, workingDaysFrom } from "../shared/working-days.ts"

/**
 * The last day on which an act is in time, by the law's limit and the day of the fact it is counted from.
 * Counted after the fact, its own day is not counted, and a last day of calendar days that is a day off gives way to the next
 * working day (Bộ luật Dân sự 2015 Điều 147(2), 148(5)). Counted before it, the whole span lies between, whatever days those are.
 * Before a day of a month: the last working day before it.
 */
export const dueDayOf = (
  { amount, unit, counts = "AFTER" }: Pick<LegalClock, "amount" | "unit" | "counts">,
  fact: IsoDay,
  calendar: WorkCalendar,
): IsoDay => {
  if (counts === "BEFORE_DAY_OF_MONTH")
    return workingDaysFrom(`${fact.slice(0, 8)}${String(amount).padStart(2, "0")}`, -1, calendar)
  const sign = counts === "BEFORE" ? -1 : 1
  if (unit === "WORKING_DAY") return workingDaysFrom(fact, sign * amount, calendar)
  const day = addDays(fact, sign * amount)
  return counts === "BEFORE" || isWorkingDay(day, calendar) ? day : nextWorkingDay(day, calendar)
}
