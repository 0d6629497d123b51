import {
  isLeftToDo,
  WORK_FIGURES,
  type WorkFigure,
  workLeftOf,
} from "#models/catalogue-edition/figures/work-left.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** A thing that came into another state on a day; in the order in which it happened. */
type Move = { id: string; day: IsoDay; to: string }

/** All that happened in a review. `registrations`: those that are in it today, with the unit that has them today. */
export type WorkHistory = {
  openedOn: IsoDay
  registrations: readonly { id: string; agencyId: string }[]
  moves: readonly Move[]
  /** Of the campaign itself: what is not approved when its catalogue is frozen is left out, and no work any more. */
  campaignMoves: readonly Pick<Move, "day" | "to">[]
}

/** How much was left at the end of a day. */
export type WorkDay = { day: IsoDay; left: Record<WorkFigure, number> }

/** States of a campaign in which registrations still move on; from its freezing to its end they do not. */
const OPEN_STATES: readonly string[] = ["planned", "collecting", "appraising", "returnedForRevision"]

type StateOf = (id: string) => string

/** The state of every registration at the end of each day on which something happened, from the opening; `leftOut` since it was frozen without. */
function* statesByDay(history: WorkHistory, until: IsoDay): Generator<{ day: IsoDay; stateOf: StateOf }> {
  const states = new Map(history.registrations.map(({ id }) => [id, "drafting"]))
  const moves = Map.groupBy(history.moves, ({ day }) => day)
  const ofCampaign = Map.groupBy(history.campaignMoves, ({ day }) => day)
  const days = [...new Set([history.openedOn, ...moves.keys(), ...ofCampaign.keys()])].sort()
  let isOpen = true
  for (const day of days.filter((one) => one <= until)) {
    for (const { id, to } of moves.get(day) ?? []) if (states.has(id)) states.set(id, to)
    const last = ofCampaign.get(day)?.at(-1)
    if (last) isOpen = OPEN_STATES.includes(last.to)
    const isFrozen = !isOpen
    const seen = isFrozen ? new Map(states) : states
    yield {
      day,
      stateOf: (id) => {
        const state = seen.get(id) ?? "drafting"
        return isFrozen && isLeftToDo("unapprovedServices", state) ? "leftOut" : state
      },
    }
  }
}

/**
 * The work left of a review by day, of all units under `null` and of each by its id: the day of opening, every day on which a
 * number changed, and `today`. One pass over the history.
 */
export const workDaysOf = (history: WorkHistory, today: IsoDay): Map<string | null, WorkDay[]> => {
  const units = Map.groupBy(history.registrations, ({ agencyId }) => agencyId)
  const groups = new Map<string | null, readonly { id: string }[]>([[null, history.registrations], ...units])
  const days = new Map<string | null, WorkDay[]>([...groups.keys()].map((unit) => [unit, []]))
  for (const { day, stateOf } of statesByDay(history, today)) {
    for (const [unit, own] of groups) {
      const left = workLeftOf(own.map(({ id }) => stateOf(id)))
      const known = days.get(unit) ?? []
      const before = known.at(-1)
      if (!before || WORK_FIGURES.some((figure) => before.left[figure] !== left[figure]))
        known.push({ day, left })
    }
  }
  for (const known of days.values()) {
    const last = known.at(-1)
    if (last && last.day < today) known.push({ day: today, left: last.left })
  }
  return days
}

/** The state of every registration at the end of a day; before the opening all are drafts. */
export const statesOn = (history: WorkHistory, day: IsoDay): StateOf => {
  let at: StateOf = () => "drafting"
  // Later days change the states in place: each is read before the next is asked for.
  for (const { stateOf } of statesByDay(history, day)) {
    const seen = new Map(history.registrations.map(({ id }) => [id, stateOf(id)]))
    at = (id) => seen.get(id) ?? "drafting"
  }
  return at
}

/** How much of a figure was left at the end of a day; `days`: as `workDaysOf` gives them. Before the opening: as on it. */
export const leftOn = (days: readonly WorkDay[], figure: WorkFigure, day: IsoDay): number =>
  (days.findLast((one) => one.day <= day) ?? days[0])?.left[figure] ?? 0
