import type { IsoDay } from "../shared/dates.ts"
import { romanNumeral } from "../shared/numbers.ts"
import type { DueRule, Repeats } from "./plan.ts"

/** Once for the whole plan, or one of the periods in which a task comes again. */
export type Occurrence = {
  /** `mot-lan`, `2023`, `2023-q3`, `2023-05`: part of addresses. */
  key: string
  label: string
  /** First day on which it is to be worked on. */
  from: IsoDay
  /** Last day on which it is on time; null where the plan names none. */
  due: IsoDay | null
}

/** Days between which a plan is carried out: from its being in force to its end. */
export type Span = { from: IsoDay; to: IsoDay }

/**
 * When a task is to be done within the life of its plan: once; or in each quarter, where it goes on all the time (units report by
 * quarters); or in each of the periods it names. What it names once and repeats besides («Hoàn thành tháng 5/2023», hằng năm) comes
 * each year from that one on. Sorted by day; none twice.
 */
export const occurrencesOf = (due: DueRule, span: Span): Occurrence[] => {
  const from = later(due.from, span.from)
  if (due.kind === "ONGOING")
    return periods({ every: "QUARTER", month: null }, { from, to: earlier(due.until, span.to) })
  if (due.repeats === null) return [once(due, from)]
  const first = due.kind === "ONCE" ? due.until : null
  const rest = periods(due.repeats, { from, to: span.to })
  if (first === null) return rest
  const last = rest.filter((one) => one.due !== null && one.due > first)
  return [{ ...once(due, from), key: keyOfYear(first), label: `năm ${first.slice(0, 4)}` }, ...last].filter(
    (one, index, all) => all.findIndex(({ key }) => key === one.key) === index,
  )
}

const once = ({ until, from: begins }: DueRule, from: IsoDay): Occurrence => ({
  key: "mot-lan",
  label: "một lần",
  from: begins ?? from,
  due: until,
})

const later = (day: IsoDay | null, other: IsoDay): IsoDay => (day !== null && day > other ? day : other)
const earlier = (day: IsoDay | null, other: IsoDay): IsoDay => (day !== null && day < other ? day : other)

const keyOfYear = (day: IsoDay): string => day.slice(0, 4)

/** The periods that end within the span, the one it begins in among them. */
function periods(repeats: Repeats, { from, to }: Span): Occurrence[] {
  const found: Occurrence[] = []
  for (let year = Number(from.slice(0, 4)); year <= Number(to.slice(0, 4)); year += 1)
    found.push(...periodsOfYear(repeats, year))
  return found.filter(({ due }) => due !== null && due >= from && due <= to)
}

function periodsOfYear({ every, month }: Repeats, year: number): Occurrence[] {
  if (every === "YEAR")
    return [
      month === null
        ? monthsAs(`${year}`, `năm ${year}`, year, 1, 12)
        : monthsAs(`${year}`, `tháng ${month}/${year}`, year, month, month),
    ]
  const months = every === "QUARTER" ? 3 : 1
  return Array.from({ length: 12 / months }, (_, index) => {
    const first = index * months + 1
    return every === "QUARTER"
      ? monthsAs(`${year}-q${index + 1}`, `quý ${romanNumeral(index + 1)}/${year}`, year, first, first + 2)
      : monthsAs(`${year}-${two(first)}`, `tháng ${first}/${year}`, year, first, first)
  })
}

const monthsAs = (key: string, label: string, year: number, first: number, last: number): Occurrence => ({
  key,
  label,
  from: `${year}-${two(first)}-01`,
  due: new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10),
})

const two = (value: number): string => String(value).padStart(2, "0")
