import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { findPlans } from "#models/plan/kept-plan.repository.server.ts"
import { planNameOf } from "#models/plan/kept-plan.ts"
import type { KeptEvidence } from "#models/plan-task/evidence.ts"
import { OPEN_TASK_STATES, OWED_TASK_STATES, type PlanTaskState } from "#models/plan-task/states.ts"
import { findAssignments, getAssignment } from "#models/plan-task/task-assignment.repository.server.ts"
import {
  acceptedOn,
  clockIdOf,
  doneAt,
  isLateAgainst,
  occurrenceOf,
  type TaskAssignment,
} from "#models/plan-task/task-assignment.ts"
import { findPeriods } from "#models/reporting-period/reporting-period.repository.server.ts"
import { periodClockId } from "#models/reporting-period/reporting-period.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { ReportState } from "#models/unit-report/states.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import { findUsers } from "#models/user/user.repository.server.ts"
import { takes } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { planTaskChart } from "#workflows/plan-task/chart.ts"
import { lacksForReport } from "#workflows/plan-task/lacks-for-report.ts"
import { BY_UNIT } from "#workflows/plan-task/plan-task-step.ts"
import { PLAN_TASK_STEPS } from "#workflows/plan-task/steps/index.ts"
import type { StepField } from "#workflows/step-fields.ts"

type Dependencies = OfficeDependencies & LedgerDependencies

export const TASKS_PER_PAGE = 20

/** `occurrence`: one task in one period, whoever leads it; `since`: confirmed, or fallen due, on that day or later. */
export type TaskQuery = {
  unit: string
  part: string
  state: PlanTaskState | "OPEN" | "LATE" | ""
  occurrence: string
  since?: IsoDay | ""
  page: number
}

export type TaskLine = Pick<TaskAssignment, "id" | "number" | "part" | "text" | "agencyId"> & {
  unit: string
  period: string
  state: PlanTaskState
  /** By the plan, and as it was moved; null where there is none. */
  due: IsoDay | null
  movedDue: IsoDay | null
  /** Late against the first day, and against the moved one. */
  isLate: boolean
  isLateAfterMove: boolean
  acceptedOn: IsoDay | null
  progress: string
}

export type TaskFacts = {
  today: IsoDay
  units: ReadonlyMap<string, string>
  dues: ReadonlyMap<string, IsoDay>
}

export const taskFactsOf = async (d: Dependencies): Promise<TaskFacts> => {
  const today = dayOf(d.clock.now())
  const agencies = await findAgencies()
  return {
    today,
    units: new Map(agencies.map((agency) => [agency.id, agencyNameOn(agency, today)])),
    dues: new Map((await clockLedger(d)).map(({ id, due }) => [id, due])),
  }
}

export function lineOf(task: TaskAssignment, { today, units, dues }: TaskFacts): TaskLine {
  const { context, value } = task.workflow
  const at = doneAt(task)
  const done = at === null ? null : dayOf(new Date(at))
  const movedDue = task.due === null ? null : (dues.get(clockIdOf(task)) ?? task.due)
  const isOver = value === "cancelled"
  return {
    id: task.id,
    number: task.number,
    part: task.part,
    text: task.text,
    agencyId: task.agencyId,
    unit: units.get(task.agencyId) ?? task.agencyId,
    period: task.period.label,
    state: value,
    due: task.due,
    movedDue,
    isLate: !isOver && isLateAgainst(task.due, done, today),
    acceptedOn: acceptedOn(task),
    isLateAfterMove: !isOver && isLateAgainst(movedDue, done, today),
    progress: context.progress ? `${context.progress.done}/${context.progress.of}` : "",
  }
}

export type TaskBoard = {
  today: IsoDay
  /** Whether this person may remind units of what they are late with. */
  mayRemind: boolean
  rows: TaskLine[]
  total: number
  counts: Record<PlanTaskState | "LATE", number>
  parts: string[]
  units: { id: string; name: string }[]
  /** Per part, how many of its tasks are in which state. */
  byPart: { part: string; counts: Partial<Record<PlanTaskState, number>> }[]
}

/** Tasks of units by all plans in force, filtered, soonest due first. @throws ForbiddenError */
export const getTaskBoard = async (
  d: Dependencies,
  { actor, query }: { actor: Actor; query: TaskQuery },
): Promise<TaskBoard> => {
  await authorise(d, actor, "plan.view", { kind: "planTask", id: "*" })
  const facts = await taskFactsOf(d)
  const tasks = await findAssignments(query.unit === "" ? {} : { agencyId: query.unit })
  const asked = tasks.filter(
    (task) =>
      (query.part === "" || task.part === query.part) &&
      (query.occurrence === "" || occurrenceOf(task) === query.occurrence),
  )
  const lines = asked.map((task) => lineOf(task, facts))
  const counts = {
    LATE: lines.filter(isOverdue).length,
  } as TaskBoard["counts"]
  for (const { state } of lines) counts[state] = (counts[state] ?? 0) + 1
  const found = lines.filter((line) => isInState(line, query.state) && movedSince(line, query)).sort(soonest)
  const from = (query.page - 1) * TASKS_PER_PAGE
  const all = query.unit === "" ? tasks : await findAssignments()
  const unitIds = [...new Set(all.map(({ agencyId }) => agencyId))]
  return {
    today: facts.today,
    mayRemind: isAllowed(actor, "planTask.accept"),
    rows: found.slice(from, from + TASKS_PER_PAGE),
    total: found.length,
    counts,
    parts: [...new Set(all.map(({ part }) => part))].sort(),
    units: unitIds
      .map((id) => ({ id, name: facts.units.get(id) ?? id }))
      .sort((a, b) => a.name.localeCompare(b.name, "vi")),
    byPart: [...Map.groupBy(lines, ({ part }) => part)]
      .sort()
      .map(([part, of]) => ({ part, counts: countStates(of) })),
  }
}

const countStates = (lines: readonly TaskLine[]): Partial<Record<PlanTaskState, number>> => {
  const counts: Partial<Record<PlanTaskState, number>> = {}
  for (const { state } of lines) counts[state] = (counts[state] ?? 0) + 1
  return counts
}

/** Owed by its unit, and past the last day as it was moved: what a unit's page calls late, and what it is reminded of. */
export const isOverdue = ({ state, isLateAfterMove }: TaskLine): boolean =>
  isLateAfterMove && (OWED_TASK_STATES as readonly string[]).includes(state)

export const isInState = (line: TaskLine, asked: TaskQuery["state"]): boolean => {
  const { state } = line
  if (asked === "") return true
  if (asked === "LATE") return isOverdue(line)
  return asked === "OPEN" ? (OPEN_TASK_STATES as readonly string[]).includes(state) : state === asked
}

/** Whether what the list asks of came to a task on a day or later. */
export const movedSince = (
  { acceptedOn: done, movedDue }: Pick<TaskLine, "acceptedOn" | "movedDue">,
  { state, since = "" }: Pick<TaskQuery, "state" | "since">,
): boolean => {
  if (since === "") return true
  const day = state === "accepted" ? done : state === "LATE" ? movedDue : null
  return day !== null && day >= since
}

const soonest = (a: TaskLine, b: TaskLine): number =>
  (a.movedDue ?? "9").localeCompare(b.movedDue ?? "9") || a.id.localeCompare(b.id)

export type UnitPlanPage = {
  today: IsoDay
  unit: { id: string; name: string }
  /** Not done and past the day it may be done by. */
  late: TaskLine[]
  /** Begun or to begin, and not late. */
  open: TaskLine[]
  done: TaskLine[]
  reports: { id: string; period: string; state: ReportState; due: IsoDay; receivedOn: IsoDay | null }[]
}

/** A unit's own page of the plans: what is late, what is to be done, what is done, its reports. @throws ForbiddenError, NotFoundError */
export const getUnitPlanPage = async (
  d: Dependencies,
  { agencyId, actor }: { agencyId: string; actor: Actor },
): Promise<UnitPlanPage> => {
  await authorise(d, actor, "plan.view", { kind: "planTask", id: agencyId })
  const facts = await taskFactsOf(d)
  const name = facts.units.get(agencyId)
  if (name === undefined) throw new NotFoundError(`Không tìm thấy đơn vị «${agencyId}».`)
  const lines = (await findAssignments({ agencyId })).map((task) => lineOf(task, facts)).sort(soonest)
  const isOpen = ({ state }: TaskLine) => (OPEN_TASK_STATES as readonly string[]).includes(state)
  const periods = new Map((await findPeriods()).map((one) => [one.id, one]))
  return {
    today: facts.today,
    unit: { id: agencyId, name },
    late: lines.filter(isOverdue),
    open: lines.filter((line) => isOpen(line) && !isOverdue(line)),
    done: lines.filter(({ state }) => state === "accepted"),
    reports: (await findReportStates({ agencyId }))
      .flatMap(({ id, periodId, workflow }) => {
        const period = periods.get(periodId)
        if (!period) return []
        const { firstSubmittedAt } = workflow.context
        return [
          {
            id,
            period: period.name,
            state: workflow.value,
            due: facts.dues.get(periodClockId(period)) ?? period.due,
            receivedOn: firstSubmittedAt === null ? null : dayOf(new Date(firstSubmittedAt)),
          },
        ]
      })
      .sort((a, b) => b.due.localeCompare(a.due)),
  }
}

export type TaskPage = {
  today: IsoDay
  line: TaskLine
  plan: string
  revision: number
  percent: number | null
  needs: TaskAssignment["workflow"]["context"]["needs"]
  act: TaskAssignment["act"]
  measure: TaskAssignment["measure"]
  /** What is missing before it can be reported; null when nothing is. */
  lacks: string | null
  evidence: (KeptEvidence & { byName: string })[]
  returns: { reason: string; at: string; byName: string }[]
  extensions: { until: IsoDay; reason: string; byName: string }[]
  demands: NonNullable<TaskAssignment["workflow"]["context"]["demands"]>
  mayAddEvidence: boolean
  steps: {
    event: string
    label: string
    place: "MAIN" | "OTHER"
    fields: readonly StepField[]
    whyNot: string | null
  }[]
}

/** A unit's task with what shows it, and what this person may do. @throws ForbiddenError, NotFoundError */
export const getTaskPage = async (
  d: Dependencies,
  { id, actor }: { id: string; actor: Actor },
): Promise<TaskPage> => {
  await authorise(d, actor, "plan.view", { kind: "planTask", id })
  const task = await getAssignment(id)
  const facts = await taskFactsOf(d)
  const { workflow, agencyId } = task
  const { context } = workflow
  const people = [...context.evidence, ...context.returns, ...context.extensions].map(({ by }) => by)
  const names = new Map((await findUsers([...new Set(people)])).map((one) => [one.id, one.fullName]))
  const nameOf = (by: string) => names.get(by) ?? "Hệ thống"
  const plan = (await findPlans()).find(({ planId }) => planId === task.planId)
  const may = (rights: (typeof PLAN_TASK_STEPS)[number]["permissions"]) =>
    rights.some((right) => isAllowed(actor, right, agencyId))
  return {
    today: facts.today,
    line: lineOf(task, facts),
    plan: plan ? planNameOf(plan) : task.planId,
    revision: task.revision,
    percent: context.percent,
    needs: context.needs,
    act: task.act,
    measure: task.measure,
    lacks: lacksForReport(context),
    evidence: context.evidence.map((one) => ({ ...one, byName: nameOf(one.by) })),
    returns: context.returns.map(({ reason, at, by }) => ({ reason, at, byName: nameOf(by) })),
    extensions: context.extensions.map(({ until, reason, by }) => ({ until, reason, byName: nameOf(by) })),
    demands: context.demands ?? [],
    mayAddEvidence: takes(planTaskChart, workflow, "evidence.added") && may(BY_UNIT),
    steps: PLAN_TASK_STEPS.filter(
      (step) => takes(planTaskChart, workflow, step.event) && may(step.permissions),
    )
      .filter(({ event }) => event !== "progress.told" || context.percent !== null)
      .map(({ event, label, place, fields, fieldsOf, whyNot }) => ({
        event,
        label,
        place,
        fields: fieldsOf?.(context) ?? fields,
        whyNot: whyNot?.(context, actor) ?? null,
      })),
  }
}
