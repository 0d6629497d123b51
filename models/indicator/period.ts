import { addDays, type IsoDay } from "../shared/dates.ts"

export const PERIOD_KINDS = ["MONTH", "QUARTER", "YEAR"] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

/** Kỳ: a month, quarter or year of Viet Nam's calendar, both ends counting. */
export type Period = {
  /** `2023-03`, `2023-Q1`, `2023`. */
  id: string
  kind: PeriodKind
  from: IsoDay
  to: IsoDay
  /** Its months, `2023-03`. */
  months: string[]
  label: string
}

const PERIOD = /^(?<year>(?:19|20)\d{2})(?:-(?:(?<month>0[1-9]|1[0-2])|Q(?<quarter>[1-4])))?$/u

/** The period of an id; null for what names none, such as a month 13. */
export const periodOf = (id: string): Period | null => {
  const { year = "", month, quarter } = PERIOD.exec(id)?.groups ?? {}
  if (year === "") return null
  const first = month ? Number(month) : quarter ? 3 * Number(quarter) - 2 : 1
  const length = month ? 1 : quarter ? 3 : 12
  const months = Array.from({ length }, (_, index) => `${year}-${String(first + index).padStart(2, "0")}`)
  return {
    id,
    kind: month ? "MONTH" : quarter ? "QUARTER" : "YEAR",
    from: `${months[0]}-01`,
    to: lastDayOf(months.at(-1) as string),
    months,
    label: month
      ? `tháng ${month}/${year}`
      : quarter
        ? `quý ${ROMAN[Number(quarter)]}/${year}`
        : `năm ${year}`,
  }
}

const ROMAN = ["", "I", "II", "III", "IV"]

const lastDayOf = (month: string): IsoDay => addDays(`${addDays(`${month}-28`, 4).slice(0, 7)}-01`, -1)

/** The period of a kind a day lies in. */
export const periodOn = (kind: PeriodKind, day: IsoDay): Period => {
  const year = day.slice(0, 4)
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3)
  const id = kind === "YEAR" ? year : kind === "QUARTER" ? `${year}-Q${quarter}` : day.slice(0, 7)
  return periodOf(id) as Period
}

/** The period of the same kind before it. */
export const periodBefore = (period: Period): Period => periodOn(period.kind, addDays(period.from, -1))

/** The same period a year before. */
export const periodAYearBefore = ({ id }: Period): Period =>
  periodOf(`${Number(id.slice(0, 4)) - 1}${id.slice(4)}`) as Period

/** So many periods up to and including this one, oldest first. */
export const periodsUpTo = (period: Period, count: number): Period[] => {
  const found = [period]
  while (found.length < count) found.unshift(periodBefore(found[0] as Period))
  return found
}

/** How many periods of its kind a year has. */
export const periodsInYear = ({ kind }: Pick<Period, "kind">): number =>
  kind === "MONTH" ? 12 : kind === "QUARTER" ? 4 : 1

/** The day a state is read on: the period's last, or today while it runs; null while it has not begun. */
export const readingDayOf = ({ from, to }: Pick<Period, "from" | "to">, today: IsoDay): IsoDay | null =>
  today < from ? null : today < to ? today : to
