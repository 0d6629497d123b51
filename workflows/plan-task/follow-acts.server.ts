import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import {
  findAssignments,
  getAssignment,
  saveAssignment,
} from "#models/plan-task/task-assignment.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { boundFactOf } from "./bound-facts.server.ts"
import { planTaskChart } from "./chart.ts"

/**
 * Moves the tasks that acts of the system do: begun when the act is on its way, confirmed when it has been done, each with what shows
 * it. What was reopened by a person waits for a person. Returns how many moved.
 */
export const followActs = async (d: OfficeDependencies): Promise<number> => {
  const today = dayOf(d.clock.now())
  const bound = (await findAssignments({ states: ["notStarted", "inProgress"] })).filter(
    ({ act, period, workflow }) =>
      act !== null && period.from <= today && workflow.context.returns.length === 0,
  )
  let moved = 0
  for (const { id, revision, workflow, ...rest } of bound) {
    const fact = await boundFactOf({ id, revision, workflow, ...rest }, today)
    const isKnown = workflow.context.evidence.some((one) => one.id === fact?.evidence.id)
    if (!fact || isKnown) continue
    const type = fact.is === "FULFILLED" ? ("task.fulfilled" as const) : ("task.progressed" as const)
    moved += await d.store.inTransaction(async (session) => {
      const task = await getAssignment(id, session)
      if (task.revision !== revision) return 0
      const step = advance(
        planTaskChart,
        task.workflow,
        { type, evidence: fact.evidence },
        SYSTEM_ACTOR,
        d.clock.now(),
      )
      await saveAssignment({ ...task, workflow: step.snapshot }, session)
      await appendAuditEntries([entryOf(step, { kind: "planTask", id }, SYSTEM_ACTOR)], session)
      return 1
    })
  }
  return moved
}
