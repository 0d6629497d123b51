import type { WorkFigure } from "#models/catalogue-edition/figures/work-left.ts"
import { addDays, type IsoDay } from "#models/shared/dates.ts"
import { isWorkingDay, type WorkCalendar, workingDaysFrom } from "#models/shared/working-days.ts"
import { leftOn, type WorkDay } from "./work-history.ts"

/** Working days that are looked back on, at most and at least. */
export const MOST_DAYS = 10
export const FEWEST_DAYS = 6
/** Working days ahead; what takes longer is no forecast. */
const FARTHEST = 250

/** When a work comes to its end if it goes on as of late. */
export type Forecast =
  | { kind: "DONE" }
  | { kind: "NONE"; why: "TOO_FEW_DAYS" | "NO_PROGRESS" | "TOO_FAR" | "CLOSED" }
  | {
      kind: "FORECAST"
      /** Services a working day, on average. */
      perDay: number
      /** Working days it was seen on. */
      seen: number
      likely: IsoDay
      earliest: IsoDay
      /** Null: at the slowest it was seen it would not end. */
      latest: IsoDay | null
    }

type Asked = { days: readonly WorkDay[]; figure: WorkFigure; openedOn: IsoDay; today: IsoDay }

/**
 * The average of the last ten full working days (today is not over, so it does not count) says when what is left today is done;
 * the fastest and the slowest half of these days in a row say how far it may be off. None where fewer than six full working days
 * have passed since the opening, or nothing came off.
 */
export const forecastOf = ({ days, figure, openedOn, today }: Asked, calendar: WorkCalendar): Forecast => {
  const left = leftOn(days, figure, today)
  if (left === 0) return { kind: "DONE" }
  const seen = fullWorkingDays(openedOn, today, calendar)
  if (seen.length < FEWEST_DAYS) return { kind: "NONE", why: "TOO_FEW_DAYS" }
  const levels = [openedOn, ...seen].slice(-(MOST_DAYS + 1)).map((day) => leftOn(days, figure, day))
  const perDay = rateOver(levels)
  if (perDay <= 0) return { kind: "NONE", why: "NO_PROGRESS" }
  const dayAt = (rate: number): IsoDay | null => {
    const needed = rate > 0 ? Math.ceil(left / rate) : Number.POSITIVE_INFINITY
    return needed > FARTHEST ? null : workingDaysFrom(today, needed, calendar)
  }
  const likely = dayAt(perDay)
  const halves = ratesOfHalves(levels)
  const earliest = dayAt(Math.max(perDay, ...halves))
  if (likely === null || earliest === null) return { kind: "NONE", why: "TOO_FAR" }
  const latest = dayAt(Math.min(perDay, ...halves))
  return { kind: "FORECAST", perDay, seen: levels.length - 1, likely, earliest, latest }
}

/** Working days after the opening and before today, oldest first; no more than are looked back on. */
function fullWorkingDays(openedOn: IsoDay, today: IsoDay, calendar: WorkCalendar): IsoDay[] {
  const found: IsoDay[] = []
  for (let day = addDays(today, -1); day > openedOn && found.length <= MOST_DAYS; day = addDays(day, -1))
    if (isWorkingDay(day, calendar)) found.unshift(day)
  return found
}

/** What came off a day; `levels`: what was left at the end of days in a row. */
const rateOver = (levels: readonly number[]): number =>
  ((levels[0] ?? 0) - (levels.at(-1) ?? 0)) / (levels.length - 1)

function ratesOfHalves(levels: readonly number[]): number[] {
  const half = Math.ceil((levels.length - 1) / 2)
  return levels.slice(0, levels.length - half).map((_, from) => rateOver(levels.slice(from, from + half + 1)))
}
