import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { OWED_TASK_STATES } from "#models/plan-task/states.ts"
import {
  findAssignments,
  getAssignment,
  saveAssignment,
} from "#models/plan-task/task-assignment.repository.server.ts"
import { findSiteChecks, findWebsites } from "#models/reference/reference.repository.server.ts"
import { dayOf, formatDay } from "#models/shared/dates.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { planTaskChart } from "./chart.ts"
import { siteFigure, websitesOn } from "./site-figures.ts"

/**
 * Tells the tasks with a percentage how far their units have come by the register of websites and systems; a unit with nothing in
 * the register goes on telling it itself. What was returned stays returned, with the count of today; what was reported waits for people.
 * Returns how many were told.
 */
export const followMeasures = async (d: OfficeDependencies): Promise<number> => {
  const websites = await findWebsites()
  const today = dayOf(d.clock.now())
  const seen = websitesOn({ websites, checks: await findSiteChecks() }, today)
  let told = 0
  for (const task of await findAssignments({ states: OWED_TASK_STATES })) {
    const { id, measure, agencyId, revision, period } = task
    const before = task.workflow.context.progress
    if (measure === null || period.from > today) continue
    const { done, of } = siteFigure(measure, seen, agencyId)
    const isSame = before?.counted && before.done === done && before.of === of
    // A count of nothing begins no task; of whom nothing is in the register any more tells it itself again.
    const isLeft = of === 0 && before?.counted === true
    if (!isLeft && (of === 0 || isSame || (done === 0 && task.workflow.value === "notStarted"))) continue
    const said = isLeft
      ? {
          ...{ done: before.done, of: before.of, counted: false },
          note: `Từ ngày ${formatDay(today)} sổ không còn trang, hệ thống nào của đơn vị; đơn vị tự ghi tiến độ.`,
        }
      : { done, of, counted: true, note: `Đếm từ sổ trang, hệ thống ngày ${formatDay(today)}.` }
    told += await d.store.inTransaction(async (session) => {
      const now = await getAssignment(id, session)
      if (now.revision !== revision) return 0
      const event = { type: "progress.told" as const, ...said }
      const step = advance(planTaskChart, now.workflow, event, SYSTEM_ACTOR, d.clock.now())
      await saveAssignment({ ...now, workflow: step.snapshot }, session)
      await appendAuditEntries([entryOf(step, { kind: "planTask", id }, SYSTEM_ACTOR)], session)
      return 1
    })
  }
  return told
}
