import type { ClientSession } from "mongoose"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { findPlans, findPlanVersions, savePlan } from "#models/plan/kept-plan.repository.server.ts"
import type { KeptPlan } from "#models/plan/kept-plan.ts"
import { OPEN_TASK_STATES } from "#models/plan-task/states.ts"
import {
  addMissingAssignments,
  findAssignments,
  renewAssignment,
  saveAssignment,
} from "#models/plan-task/task-assignment.repository.server.ts"
import type { TaskAssignment } from "#models/plan-task/task-assignment.ts"
import { findUnitExpressions } from "#models/reference/reference.repository.server.ts"
import { dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { readTurn } from "#models/turn/turn.repository.server.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { planTaskChart } from "#workflows/plan-task/chart.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { planChart } from "./chart.ts"
import { expectedTasks } from "./expected-tasks.ts"

/** What was looked at last, by store: plans, agencies and day. */
const looked = new WeakMap<object, string>()

/**
 * Brings issued plans into force on their day, in the place of the version before, and opens the tasks of the periods that begin;
 * tasks of units that have ended, or that a later version gives to others, fall away. Safe to run twice and to kill at any moment.
 */
export const keepPlanTasks = async (d: OfficeDependencies): Promise<void> => {
  const today = dayOf(d.clock.now())
  const plans = await findPlans(["issued", "inForce"])
  const due = plans.filter(
    ({ workflow }) => workflow.value === "issued" && (workflow.context.issued?.effectiveFrom ?? "9") <= today,
  )
  const mark = JSON.stringify([
    today,
    await readTurn("OFFICE_DATA"),
    plans.map(({ id, revision }) => [id, revision]),
  ])
  if (due.length === 0 && looked.get(d.store) === mark) return
  for (const plan of due) await enforce(d, plan, today)
  for (const plan of plans.filter(({ workflow }) => workflow.value === "inForce")) {
    const versions = await findPlanVersions(plan.planId)
    if (
      versions.every(
        ({ workflow }) =>
          workflow.value !== "issued" || (workflow.context.issued?.effectiveFrom ?? "9") > today,
      )
    )
      await d.store.inTransaction((session) => followPlan(d, plan, today, session))
  }
  if (due.length === 0) looked.set(d.store, mark)
}

async function enforce(d: OfficeDependencies, plan: KeptPlan, today: IsoDay): Promise<void> {
  const at = d.clock.now()
  await d.store.inTransaction(async (session) => {
    const before = (await findPlanVersions(plan.planId, session)).find(
      ({ workflow }) => workflow.value === "inForce",
    )
    const { added, carried } = await followPlan(d, plan, today, session)
    const step = advance(
      planChart,
      plan.workflow,
      { type: "plan.enforced", tasks: added, carried },
      SYSTEM_ACTOR,
      at,
    )
    await savePlan({ ...plan, workflow: step.snapshot }, session)
    await appendAuditEntries([entryOf(step, { kind: "plan", id: plan.id }, SYSTEM_ACTOR)], session)
    if (!before) return
    const ended = advance(
      planChart,
      before.workflow,
      { type: "plan.superseded", byVersion: plan.version },
      SYSTEM_ACTOR,
      at,
    )
    await savePlan({ ...before, workflow: ended.snapshot }, session)
    await appendAuditEntries([entryOf(ended, { kind: "plan", id: before.id }, SYSTEM_ACTOR)], session)
  })
}

/** Lays what the plan expects of units beside what is there. */
async function followPlan(
  d: OfficeDependencies,
  plan: KeptPlan,
  today: IsoDay,
  session: ClientSession,
): Promise<{ added: number; carried: number }> {
  const [first] = await findPlanVersions(plan.planId, session)
  const since = first?.workflow.context.issued?.effectiveFrom ?? today
  const directory = { agencies: await findAgencies(session), expressions: await findUnitExpressions() }
  const expected = new Map(
    expectedTasks(plan, directory, { since, day: today }).map((task) => [task.id, task]),
  )
  const there = await findAssignments({ planId: plan.planId }, session)
  const known = new Set(there.map(({ id }) => id))
  const added = [...expected.values()].filter(({ id }) => !known.has(id))
  await addMissingAssignments(added, session)
  let carried = 0
  for (const task of there) {
    const now = expected.get(task.id)
    const isOpen = (OPEN_TASK_STATES as readonly string[]).includes(task.workflow.value)
    if (now && isOpen) carried += 1
    if (now && isOpen && saysOther(now, task)) await renewAssignment({ ...task, ...ofPlan(now) }, session)
    if (now && isOpen && asksOther(now, task))
      await changeDemands(d, { ...task, ...ofPlan(now) }, { now, plan }, session)
    if (!now && isOpen) await fallAway(d, task, today, session)
  }
  return { added: added.length, carried }
}

const ofPlan = ({ part, text, due, act, measure }: TaskAssignment) => ({ part, text, due, act, measure })
const saysOther = (one: TaskAssignment, other: TaskAssignment): boolean =>
  JSON.stringify(ofPlan(one)) !== JSON.stringify(ofPlan(other))

const demandsOf = ({ workflow: { context } }: TaskAssignment) => ({
  needs: context.needs,
  percent: context.percent,
})
const asksOther = (one: TaskAssignment, other: TaskAssignment): boolean =>
  JSON.stringify(demandsOf(one)) !== JSON.stringify(demandsOf(other))

/** What the plan now asks of a task that is open: a change in its history, whatever was done by then stays. */
async function changeDemands(
  d: OfficeDependencies,
  task: TaskAssignment,
  { now, plan }: { now: TaskAssignment; plan: KeptPlan },
  session: ClientSession,
): Promise<void> {
  const event = {
    type: "demands.changed" as const,
    ...demandsOf(now),
    reason: `Theo phiên bản ${plan.version} của kế hoạch.`,
  }
  const step = advance(planTaskChart, task.workflow, event, SYSTEM_ACTOR, d.clock.now())
  await saveAssignment({ ...task, workflow: step.snapshot }, session)
  await appendAuditEntries([entryOf(step, { kind: "planTask", id: task.id }, SYSTEM_ACTOR)], session)
}

async function fallAway(
  d: OfficeDependencies,
  task: TaskAssignment,
  today: IsoDay,
  session: ClientSession,
): Promise<void> {
  const event = {
    type: "task.fellAway" as const,
    reason: `Từ ngày ${formatDay(today)} cơ quan này không còn chủ trì nhiệm vụ theo kế hoạch.`,
  }
  const step = advance(planTaskChart, task.workflow, event, SYSTEM_ACTOR, d.clock.now())
  await saveAssignment({ ...task, workflow: step.snapshot }, session)
  await appendAuditEntries([entryOf(step, { kind: "planTask", id: task.id }, SYSTEM_ACTOR)], session)
}
