import type { ReportAnswers } from "#models/reporting-period/report-question.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Chance } from "../busy-year/chance.ts"

/** How a unit's report of a quarter goes: in time, back once and in time, late, or not at all. */
const COURSES = ["ON_TIME", "RETURNED", "LATE", "MISSING"] as const
export type QuarterCourse = (typeof COURSES)[number]

/** Of ten units about: seven in time, one back once, one late, one never. */
const SHARES: readonly (readonly [QuarterCourse, number])[] = [
  ["RETURNED", 0.1],
  ["LATE", 0.1],
  ["MISSING", 0.1],
]

export const courseOfQuarter = (agencyIds: readonly string[], chance: Chance): Map<string, QuarterCourse> => {
  const courses = new Map<string, QuarterCourse>(agencyIds.map((id) => [id, "ON_TIME"]))
  for (const [course, share] of SHARES) {
    const still = agencyIds.filter((id) => courses.get(id) === "ON_TIME")
    for (const id of chance.some(still, Math.max(1, Math.round(agencyIds.length * share))))
      courses.set(id, course)
  }
  return courses
}

const QUARTERS = [1, 2, 3, 4] as const
const pad = (number: number) => String(number).padStart(2, "0")

/** The days of one quarter in the order in which they come. */
export type QuarterDays = Record<
  "opens" | "handedIn" | "looked" | "mended" | "late" | "locked" | "sent" | "corrected",
  IsoDay
> & { id: string }

/** @param corrected: a day of the quarter after, when figures of this one turn out otherwise */
export const quartersOf = (years: readonly number[]): QuarterDays[] =>
  years.flatMap((year) =>
    QUARTERS.map((quarter): QuarterDays => {
      const first = quarter * 3 - 2
      const last = quarter * 3
      const after = quarter === 4 ? `${year + 1}-01-10` : `${year}-${pad(last + 1)}-10`
      const on = (day: number) => `${year}-${pad(last)}-${pad(day)}`
      return {
        id: `${year}-${quarter}`,
        opens: `${year}-${pad(first)}-01`,
        handedIn: on(7),
        looked: on(9),
        mended: on(11),
        late: on(20),
        locked: on(25),
        sent: on(26),
        corrected: after,
      }
    }),
  )

/** Made-up numbers that hold together, marked as made up where they are read. */
export const madeUpAnswers = (chance: Chance): ReportAnswers => {
  const number = (value: number, of: number | null = null) => ({ value, of, text: "" })
  const [online, direct] = [chance.below(900), chance.below(400)]
  const settled = chance.below(1200)
  return {
    q1: number(online + direct),
    q2: number(online),
    q3: number(direct),
    q4: number(Math.round(settled * (0.8 + chance.share() * 0.2)), settled),
    q5: { value: null, of: null, text: "Số liệu sinh tự động để diễn tập, không phải số liệu thật." },
  }
}
