import type { KeptPlan } from "#models/plan/kept-plan.ts"
import { type Occurrence, occurrencesOf } from "#models/plan/occurrences.ts"
import type { PlanTask } from "#models/plan/plan.ts"
import { type TaskWay, usualWay } from "#models/plan/task-way.ts"
import { assignmentIdOf, type TaskAssignment } from "#models/plan-task/task-assignment.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { begin } from "#workflows/advance.ts"
import { taskOf } from "#workflows/plan-reading/read-plan.ts"
import { planTaskChart } from "#workflows/plan-task/chart.ts"
import { type Directory, expandUnits } from "./expand-units.ts"

/** Tasks of a plan with what they are and how they come to their end. */
export const tasksOf = ({
  content,
  ways,
}: Pick<KeptPlan, "content" | "ways">): { task: PlanTask; way: TaskWay }[] =>
  content.rows.map((row) => ({
    task: taskOf(row),
    way: ways.find(({ place }) => place === row.place) ?? usualWay(row.place),
  }))

/**
 * What every unit has to do by a plan as it stands on a day, freshly begun: of what is done once everything, of what comes again the
 * periods that have begun. Whose it is, is asked of that day, for an occurrence that is over of its last day.
 * @param since the first day of the plan's first version
 */
export const expectedTasks = (
  plan: Pick<KeptPlan, "planId" | "content" | "ways" | "endsOn">,
  directory: Directory,
  { since, day }: { since: IsoDay; day: IsoDay },
): TaskAssignment[] =>
  tasksOf(plan).flatMap(({ task, way }) =>
    occurrencesOf(task.due, { from: since, to: plan.endsOn })
      .filter(({ key, from }) => key === "mot-lan" || from <= day)
      .flatMap((occurrence) => {
        const asked = occurrence.due !== null && occurrence.due < day ? occurrence.due : day
        const { agencyIds } = expandUnits(task.leads, directory, asked < since ? since : asked)
        return agencyIds.map((agencyId) => assignmentOf(plan.planId, task, way, occurrence, agencyId))
      }),
  )

const assignmentOf = (
  planId: string,
  task: PlanTask,
  way: TaskWay,
  { key, label, from, due }: Occurrence,
  agencyId: string,
): TaskAssignment => ({
  id: assignmentIdOf({ planId, number: task.number, periodKey: key }, agencyId),
  planId,
  number: task.number,
  part: task.part,
  text: task.text,
  period: { key, label, from },
  agencyId,
  due,
  act: way.act,
  measure: way.measure,
  workflow: begin(planTaskChart, {
    needs: way.needs,
    percent: way.measure ? (task.targets[0]?.percent ?? null) : null,
  }),
  revision: 0,
})
