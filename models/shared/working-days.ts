import { addDays, type IsoDay } from "./dates.ts"

/** What differs from the week: days off besides weekends, and Saturdays worked in exchange for a bridge day. */
export type WorkCalendar = { daysOff: ReadonlySet<IsoDay>; daysWorked: ReadonlySet<IsoDay> }

const isWeekend = (day: IsoDay): boolean => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay())

/** Whether the office works on a day. */
export const isWorkingDay = (day: IsoDay, { daysOff, daysWorked }: WorkCalendar): boolean =>
  daysWorked.has(day) || (!isWeekend(day) && !daysOff.has(day))

/** The first day after this one on which the office works. */
export const nextWorkingDay = (day: IsoDay, calendar: WorkCalendar): IsoDay => {
  let next = addDays(day, 1)
  while (!isWorkingDay(next, calendar)) next = addDays(next, 1)
  return next
}

/** The calendar that a table of days says. */
export const workCalendar = (
  rows: readonly { day: IsoDay; kind?: "OFF" | "WORK" | undefined }[],
): WorkCalendar => ({
  daysOff: new Set(rows.filter(({ kind }) => kind !== "WORK").map(({ day }) => day)),
  daysWorked: new Set(rows.filter(({ kind }) => kind === "WORK").map(({ day }) => day)),
})
