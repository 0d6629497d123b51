import { addDays, type IsoDay } from "./dates.ts"

/** What differs from the week: days off besides weekends, and Saturdays worked in exchange for a bridge day. */
export type WorkCalendar = { daysOff: ReadonlySet<IsoDay>; daysWorked: ReadonlySet<IsoDay> }

const isWeekend = (day: IsoDay): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** Whether the office works on a day. */
export const isWorkingDay = (day: IsoDay, { daysOff, daysWorked }: WorkCalendar): boolean =>
  daysWorked.has(day) || (!isWeekend(day) && !daysOff.has(day))

/** The first day after this one on which the office works. */
export const nextWorkingDay = (day: IsoDay, calendar: WorkCalendar): IsoDay =>
  workingDaysFrom(day, 1, calendar)

/** The calendar that a table of days says. */
export const workCalendar = (
  rows: readonly { day: IsoDay; kind?: "OFF" | "WORK" | undefined }[],
): WorkCalendar => ({
  daysOff: new Set(rows.filter(({ kind }) => kind !== "WORK").map(({ day }) => day)),
  daysWorked: new Set(rows.filter(({ kind }) => kind === "WORK").map(({ day }) => day)),
})

/** The n-th day after (or, for a negative number, before) this one on which the office works; this one is not counted. */
export const workingDaysFrom = (day: IsoDay, count: number, calendar: WorkCalendar): IsoDay => {
  const step = Math.sign(count)
  let reached = day
  for (let left = Math.abs(count); left > 0; ) {
    reached = addDays(reached, step)
    if (isWorkingDay(reached, calendar)) left -= 1
  }
  return reached
}

/** How many days the office works after `from`, up to and including `to`. */
export const workingDaysBetween = (from: IsoDay, to: IsoDay, calendar: WorkCalendar): number => {
  let count = 0
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (isWorkingDay(day, calendar)) count += 1
  return count
}
