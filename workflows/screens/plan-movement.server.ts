import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { occurrenceOf, type TaskAssignment } from "#models/plan-task/task-assignment.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { isOverdue, lineOf, movedSince, type TaskFacts, type TaskLine } from "./plan-tasks.server.ts"

/** What came to tasks of plans of one occurrence: how many units of it, last on which day. */
type TaskMovement = {
  occurrence: string
  number: string
  text: string
  period: string
  day: IsoDay
  units: number
}

/** Tasks since a day: confirmed, and those whose last day passed without them; and which units owe the most. */
export type PlanMovement = {
  accepted: TaskMovement[]
  fellDue: TaskMovement[]
  /** Units with tasks past their last day, most of them first. */
  arrears: { id: string; name: string; tasks: number; oldest: IsoDay }[]
}

type Placed = { task: TaskAssignment; line: TaskLine; day: IsoDay }

/** What moved in the tasks of units from `since` on, by the same lines as the board. */
export const readPlanMovement = async (facts: TaskFacts, since: IsoDay): Promise<PlanMovement> => {
  const placed = (await findAssignments()).map((task) => ({ task, line: lineOf(task, facts) }))
  const accepted = placed.flatMap(({ task, line }): Placed[] =>
    line.acceptedOn !== null && movedSince(line, { state: "accepted", since })
      ? [{ task, line, day: line.acceptedOn }]
      : [],
  )
  const late = placed.filter(({ line }) => isOverdue(line))
  const fellDue = late.flatMap(({ task, line }): Placed[] =>
    line.movedDue !== null && movedSince(line, { state: "LATE", since })
      ? [{ task, line, day: line.movedDue }]
      : [],
  )
  return {
    accepted: byOccurrence(accepted),
    fellDue: byOccurrence(fellDue),
    arrears: [...Map.groupBy(late, ({ line }) => line.agencyId)]
      .map(([id, of]) => ({
        id,
        name: facts.units.get(id) ?? id,
        tasks: of.length,
        oldest: of.map(({ line }) => line.movedDue ?? facts.today).sort()[0] ?? facts.today,
      }))
      .sort(
        (a, b) => b.tasks - a.tasks || a.oldest.localeCompare(b.oldest) || a.name.localeCompare(b.name, "vi"),
      ),
  }
}

const byOccurrence = (placed: readonly Placed[]): TaskMovement[] =>
  [...Map.groupBy(placed, ({ task }) => occurrenceOf(task))].map(([occurrence, of]) => {
    const [first] = of as [Placed, ...Placed[]]
    return {
      occurrence,
      number: first.line.number,
      text: first.line.text,
      period: first.line.period,
      day:
        of
          .map(({ day }) => day)
          .sort()
          .at(-1) ?? first.day,
      units: of.length,
    }
  })
