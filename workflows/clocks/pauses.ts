import type { Deadline, DeadlinePause } from "#models/deadline/deadline.ts"
import { addDays, type IsoDay } from "#models/shared/dates.ts"
import { type WorkCalendar, workingDaysBetween, workingDaysFrom } from "#models/shared/working-days.ts"

type Row = Pick<Deadline, "kind">

/** Clocks that run in days of work: a pause holds them up by as many of those as it lasted. */
const isInWorkingDays = ({ kind }: Row): boolean => kind === "ISSUE" || kind === "NATIONAL_DATABASE"

/** The due day after a pause that is over, counted in the days the clock runs in. */
export const heldUp = (
  due: IsoDay,
  pause: DeadlinePause | undefined,
  row: Row,
  calendar: WorkCalendar,
): IsoDay => {
  if (!pause?.until) return due
  if (isInWorkingDays(row))
    return workingDaysFrom(due, workingDaysBetween(pause.from, pause.until, calendar), calendar)
  return addDays(due, Math.round((Date.parse(pause.until) - Date.parse(pause.from)) / 86_400_000))
}

/** The same after every pause that is over. */
export const heldUpByAll = (
  due: IsoDay,
  row: Row & Pick<Deadline, "pauses">,
  calendar: WorkCalendar,
): IsoDay => row.pauses.reduce((day, pause) => heldUp(day, pause, row, calendar), due)
