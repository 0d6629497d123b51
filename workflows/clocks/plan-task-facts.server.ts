import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import { findPlans } from "#models/plan/kept-plan.repository.server.ts"
import { planNameOf } from "#models/plan/kept-plan.ts"
import { OWED_TASK_STATES } from "#models/plan-task/states.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import {
  clockIdOf,
  doneAt,
  extendedTo,
  occurrenceOf,
  type TaskAssignment,
} from "#models/plan-task/task-assignment.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { DeadlineFact } from "./deadline-fact.ts"

/**
 * The tasks of plans in force that have a last day: one clock for all the units that lead a task in a period, and one more for a
 * unit that was given a last day of its own. It runs as long as a unit still owes its report.
 */
export const planTaskFacts = async (stored: ReadonlyMap<string, Deadline>): Promise<DeadlineFact[]> => {
  const plans = await findPlans(["inForce", "superseded"])
  if (plans.length === 0) return []
  const names = new Map(plans.map((plan) => [plan.planId, planNameOf(plan)]))
  const running = [...stored.values()].filter((row) => row.kind === "PLAN_TASK" && isOpenDeadline(row))
  const open = new Set(running.map(({ id }) => id))
  const owed = await findAssignments({ states: OWED_TASK_STATES })
  // Of clocks that still run though nobody owes anything any more, it is asked when that came about.
  const isAllTold = running.every(({ id }) => owed.some((task) => clockIdOf(task) === id))
  const tasks = isAllTold ? owed : await findAssignments()
  const byClock = Map.groupBy(
    tasks.filter(({ due }) => due !== null),
    clockIdOf,
  )
  return [...byClock]
    .filter(([id, of]) => open.has(id) || of.some(isOwed))
    .map(([id, of]) => factOf(id, of, names))
}

const isOwed = ({ workflow }: TaskAssignment): boolean =>
  (OWED_TASK_STATES as readonly string[]).includes(workflow.value)

function factOf(
  id: string,
  tasks: readonly TaskAssignment[],
  names: ReadonlyMap<string, string>,
): DeadlineFact {
  const task = tasks.find(isOwed) ?? tasks[0]
  if (!task) throw new Error("a clock of no task")
  const own = extendedTo(task)
  return {
    id,
    kind: "PLAN_TASK",
    subject: {
      kind: "planTask",
      id: own === null ? occurrenceOf(task) : task.id,
      name: `${task.number} ${task.text}`.slice(0, 200),
    },
    campaignId: null,
    agencyId: own === null ? null : task.agencyId,
    rule: `Thời gian thực hiện theo kế hoạch (${task.period.label})`,
    basis: names.get(task.planId) ?? "Kế hoạch",
    startsOn: task.period.from,
    due: own ?? task.due ?? task.period.from,
    movedBecause: own === null ? "Kế hoạch đổi thời hạn" : "Gia hạn riêng cho đơn vị",
    state: stateOf(tasks),
  }
}

function stateOf(tasks: readonly TaskAssignment[]): DeadlineFact["state"] {
  if (tasks.some(isOwed)) return { is: "RUNS" }
  const days = tasks.flatMap((task) => doneAt(task) ?? []).sort()
  const last = days.at(-1)
  return last ? { is: "DONE", on: dayOf(new Date(last)) } : { is: "FELL_AWAY" }
}
