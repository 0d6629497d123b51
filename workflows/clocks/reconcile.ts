import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { WorkCalendar } from "#models/shared/working-days.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import type { DeadlineFact } from "./deadline-fact.ts"
import { heldUpByAll } from "./pauses.ts"

/** The ledger as the facts of today make it, and which rows are new or other than they are kept. */
export type Reconciled = { rows: Deadline[]; added: Deadline[]; changed: Deadline[] }

/**
 * Lays the kept rows beside the facts: what is new gets a row; a row whose fact names another day is moved and keeps its first
 * day; what was done, lapsed or fell away is closed, and opened again where the work was given back. What a person recorded, or
 * said was done, has no fact and stays.
 */
export const reconcile = (
  kept: readonly Deadline[],
  facts: readonly DeadlineFact[],
  today: IsoDay,
  calendar: WorkCalendar,
): Reconciled => {
  const known = new Map(kept.map((row) => [row.id, row]))
  const added: Deadline[] = []
  const changed: Deadline[] = []
  for (const fact of facts) {
    const row = known.get(fact.id)
    if (!row) added.push(closed(opened(fact), fact, today))
    else {
      const now = follow(row, fact, today, calendar)
      if (now !== row) changed.push(now)
    }
  }
  const standing = new Set(facts.map(({ id }) => id))
  for (const row of kept)
    if (isOpenDeadline(row) && isBoundToFact(row) && !standing.has(row.id))
      changed.push(ended(row, "CANCELLED", today))
  const after = new Map([...known, ...[...added, ...changed].map((row) => [row.id, row] as const)])
  return { rows: [...after.values()], added, changed }
}

/** A decision whose signature was taken back, an opinion that is asked for no more: their fact is gone. */
const isBoundToFact = ({ kind }: Deadline): boolean =>
  kind === "ISSUE" || kind === "NATIONAL_DATABASE" || kind === "OPINION"

const opened = ({ state: _, movedBecause: __, ...fact }: DeadlineFact): Deadline => ({
  ...fact,
  originalDue: fact.due,
  factDue: fact.due,
  moves: [],
  pauses: [],
  state: "RUNNING",
  endedOn: null,
  endedBy: null,
  fired: [],
  revision: 0,
})

const ended = (row: Deadline, state: "KEPT" | "LATE" | "CANCELLED", on: IsoDay | null): Deadline => ({
  ...row,
  state,
  endedOn: on,
  pauses: row.pauses.map((pause) => ({ ...pause, until: pause.until ?? on })),
})

/** A row that is open, closed where its fact is over. Done on a day nobody knows counts as in time. */
function closed(row: Deadline, { state }: DeadlineFact, today: IsoDay): Deadline {
  if (state.is === "RUNS") return row
  if (state.is === "FELL_AWAY") return ended(row, "CANCELLED", today)
  if (state.is === "LAPSED") return ended(row, row.due < today ? "LATE" : "CANCELLED", today)
  return ended(row, state.on !== null && state.on > row.due ? "LATE" : "KEPT", state.on)
}

function follow(row: Deadline, fact: DeadlineFact, today: IsoDay, calendar: WorkCalendar): Deadline {
  if (row.endedBy !== null) return row
  if (!isOpenDeadline(row))
    return fact.state.is === "RUNS"
      ? follow({ ...row, state: "RUNNING", endedOn: null }, fact, today, calendar)
      : row
  return closed(moved(row, fact, today, calendar), fact, today)
}

function moved(row: Deadline, fact: DeadlineFact, today: IsoDay, calendar: WorkCalendar): Deadline {
  if (fact.due === row.factDue) return row
  const due = heldUpByAll(fact.due, row, calendar)
  const move = { from: row.due, to: due, reason: fact.movedBecause, by: SYSTEM_ACTOR.id, on: today }
  return { ...row, factDue: fact.due, due, moves: due === row.due ? row.moves : [...row.moves, move] }
}
