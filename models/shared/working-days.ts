import { addDays, type IsoDay } from "./dates.ts"

const isWeekend = (day: IsoDay): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** The first day after this one on which the office works. */
export const nextWorkingDay = (day: IsoDay, holidays: ReadonlySet<IsoDay>): IsoDay => {
  let next = addDays(day, 1)
  while (isWeekend(next) || holidays.has(next)) next = addDays(next, 1)
  return next
}
