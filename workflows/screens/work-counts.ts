import { addDays, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { WORK_PLACES, type WorkPlace } from "./duties.ts"

/** How near a day is: past, within three days, later. */
export const URGENCIES = ["LATE", "SOON", "LATER"] as const
export type Urgency = (typeof URGENCIES)[number]

export const urgencyOf = (due: IsoDay, today: IsoDay): Urgency =>
  due < today ? "LATE" : due <= addDays(today, 3) ? "SOON" : "LATER"

/** What a work list is counted by: the parts of it that hold something to do. */
type Countable = {
  campaigns: readonly {
    sections: readonly { count: number; due: IsoDay; place: WorkPlace }[]
    editionStep: unknown
    signedDecision: { dueOn: IsoDay } | null
    standing: { lockable: string | null }
    deadlines: Phases
  }[]
  stuck: { count: number }
  officeActs: readonly { day: IsoDay }[]
  planWork: readonly { due: IsoDay | null }[]
}

export type WorkCounts = { places: Record<WorkPlace, number>; urgencies: Record<Urgency, number> }

type Phases = readonly { kind: string; day: IsoDay }[]

export const dayOfPhase = (deadlines: Phases, kind: string): IsoDay | null =>
  deadlines.find((one) => one.kind === kind)?.day ?? null

/** By when the next step of the catalogue is due: once signed, by when it must be out. */
export const editionDue = (deadlines: Phases, signed: { dueOn: IsoDay } | null): IsoDay | null =>
  signed?.dueOn ?? dayOfPhase(deadlines, "announceBy")

/**
 * How much a work list holds: by whose it is, and of the person's own by how near its day is. The one count of it: list, navigation
 * and what is said of either come from here. What has no day is later; what others have is not counted by days.
 */
export const countWork = (works: readonly Countable[], today: IsoDay): WorkCounts => {
  const counts: WorkCounts = {
    places: Object.fromEntries(WORK_PLACES.map((place) => [place, 0])) as WorkCounts["places"],
    urgencies: Object.fromEntries(URGENCIES.map((one) => [one, 0])) as WorkCounts["urgencies"],
  }
  const add = (place: WorkPlace, count: number, due: IsoDay | null) => {
    counts.places[place] += count
    if (place === "MINE") counts.urgencies[due === null ? "LATER" : urgencyOf(due, today)] += count
  }
  for (const { campaigns, stuck, officeActs, planWork } of works) {
    add("MINE", stuck.count, null)
    for (const { day } of officeActs) add("MINE", 1, day)
    for (const { due } of planWork) add("MINE", 1, due)
    for (const { sections, editionStep, signedDecision, standing, deadlines } of campaigns) {
      for (const { count, due, place } of sections) add(place, count, due)
      if (editionStep) add("MINE", 1, editionDue(deadlines, signedDecision))
      if (standing.lockable !== null) add("MINE", 1, dayOfPhase(deadlines, "registerBy"))
    }
  }
  return counts
}

/** `25 việc, 2 quá hạn`, as the navigation and the page say it alike. */
export const workInWords = ({ places, urgencies }: WorkCounts): string =>
  [
    `${formatNumber(places.MINE)} việc`,
    ...(urgencies.LATE > 0 ? [`${formatNumber(urgencies.LATE)} quá hạn`] : []),
  ].join(", ")
