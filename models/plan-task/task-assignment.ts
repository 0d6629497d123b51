import type { BoundAct, TaskMeasure } from "../plan/task-way.ts"
import { dayOf, type IsoDay } from "../shared/dates.ts"
import type { WorkflowSnapshot } from "../shared/workflow.ts"
import type { PlanTaskContext } from "./context.ts"
import type { PlanTaskState } from "./states.ts"

/** Nhiệm vụ của một cơ quan trong một kỳ: a task × agency × period. */
export type TaskAssignment = {
  /** `kh-122-2023:2.2:mot-lan:so-tu-phap`: of one fact there is one. */
  id: string
  planId: string
  /** Number of the task and of its part, as the plan has them. */
  number: string
  part: string
  text: string
  period: { key: string; label: string; from: IsoDay }
  agencyId: string
  /** By the plan; null where it names no end. */
  due: IsoDay | null
  act: BoundAct | null
  measure: TaskMeasure | null
  workflow: WorkflowSnapshot<PlanTaskState, PlanTaskContext>
  revision: number
}

type Key = { planId: string; number: string; periodKey: string }

/** One occurrence of a task, whoever leads it. */
const occurrenceIdOf = ({ planId, number, periodKey }: Key): string => `${planId}:${number}:${periodKey}`

export const assignmentIdOf = (key: Key, agencyId: string): string => `${occurrenceIdOf(key)}:${agencyId}`

export const occurrenceOf = ({ planId, number, period }: TaskAssignment): string =>
  occurrenceIdOf({ planId, number, periodKey: period.key })

/** The unit's own last day, where it was given one. */
export const extendedTo = ({ workflow }: Pick<TaskAssignment, "workflow">): IsoDay | null =>
  workflow.context.extensions.at(-1)?.until ?? null

/** Its id in the ledger of deadlines: of all who lead it, or of the unit alone that has a last day of its own. */
export const clockIdOf = (task: TaskAssignment): string =>
  `plan-task:${extendedTo(task) === null ? occurrenceOf(task) : task.id}`

/** The day it was done by: reported, or done by an act of the system; null while it is not. */
export const doneAt = ({ workflow: { value, context } }: Pick<TaskAssignment, "workflow">): string | null =>
  value === "reportedDone" || value === "accepted"
    ? (context.reported?.at ?? context.accepted?.at ?? null)
    : null

/** The day it was confirmed, by a person or an act of the system; null while it is not. */
export const acceptedOn = (task: Pick<TaskAssignment, "workflow">): IsoDay | null => {
  const { value, context } = task.workflow
  const at = value === "accepted" ? (context.accepted?.at ?? doneAt(task)) : null
  return at === null ? null : dayOf(new Date(at))
}

/** How a task stands against a last day: `null` where there is none. Done is measured by the day of the report. */
export const isLateAgainst = (due: IsoDay | null, done: IsoDay | null, today: IsoDay): boolean =>
  due !== null && (done ?? today) > due
