import { findPlans } from "#models/plan/kept-plan.repository.server.ts"
import { type KeptPlan, planNameOf } from "#models/plan/kept-plan.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import { occurrenceOf, type TaskAssignment } from "#models/plan-task/task-assignment.ts"
import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { ChartTable } from "#workflows/cockpit/chart-table.ts"
import { SPAN_LABELS, type TimelineRow, type TimelineSpan } from "#workflows/plan-task/timeline-span.ts"
import { isInState, lineOf, type TaskFacts, type TaskQuery, taskFactsOf } from "./plan-tasks.server.ts"

export type PlanTimeline = {
  today: IsoDay
  plans: { id: string; name: string }[]
  /** Null while no plan is in force. */
  plan: { id: string; name: string; title: string } | null
  /** First and last day of the picture. */
  from: IsoDay
  to: IsoDay
  rows: TimelineRow[]
  parts: string[]
  units: { id: string; name: string }[]
}

export type TimelineQuery = Pick<TaskQuery, "unit" | "part" | "state"> & { plan: string }

/**
 * The tasks of a plan in force over its months, each occurrence with how many of its units are done, filtered as the board is.
 * @throws ForbiddenError; NotFoundError for a plan that is not in force
 */
export const getPlanTimeline = async (
  d: Parameters<typeof taskFactsOf>[0],
  { actor, query }: { actor: Actor; query: TimelineQuery },
): Promise<PlanTimeline> => {
  await authorise(d, actor, "plan.view", { kind: "planTask", id: "*" })
  const facts = await taskFactsOf(d)
  const inForce = await findPlans(["inForce"])
  const plan = query.plan === "" ? inForce[0] : inForce.find(({ planId }) => planId === query.plan)
  if (!plan && query.plan !== "") throw new NotFoundError("Kế hoạch này không có hoặc không còn hiệu lực.")
  const plans = inForce.map((one) => ({ id: one.planId, name: planNameOf(one) }))
  if (!plan)
    return {
      today: facts.today,
      plans,
      plan: null,
      from: facts.today,
      to: facts.today,
      rows: [],
      parts: [],
      units: [],
    }
  const all = await findAssignments({ planId: plan.planId })
  const shown = all.filter(
    (task) =>
      (query.unit === "" || task.agencyId === query.unit) &&
      (query.part === "" || task.part === query.part) &&
      isInState(lineOf(task, facts), query.state),
  )
  const rows = rowsOf(shown, plan, facts)
  const days = rows.flatMap(({ spans }) => spans.flatMap(({ from, movedDue }) => [from, movedDue ?? from]))
  return {
    today: facts.today,
    plans,
    plan: { id: plan.planId, name: planNameOf(plan), title: plan.title },
    from: [plan.workflow.context.issued?.effectiveFrom ?? facts.today, ...days].sort()[0] ?? facts.today,
    to: [plan.endsOn, ...days].sort().at(-1) ?? plan.endsOn,
    rows,
    parts: [...new Set(all.map(({ part }) => part))].sort(),
    units: [...new Set(all.map(({ agencyId }) => agencyId))]
      .map((id) => ({ id, name: facts.units.get(id) ?? id }))
      .sort((a, b) => compareVietnamese(a.name, b.name)),
  }
}

/** In the order of the plan's table. */
const rowsOf = (tasks: readonly TaskAssignment[], plan: KeptPlan, facts: TaskFacts): TimelineRow[] => {
  const order = plan.content.rows.map(({ cells }) => cells.number)
  return [...Map.groupBy(tasks, ({ number }) => number)]
    .sort(([one], [other]) => order.indexOf(one) - order.indexOf(other))
    .flatMap(([number, own]) => {
      const [first] = own
      if (!first) return []
      const spans = [...Map.groupBy(own, occurrenceOf)]
        .map(([occurrence, of]) => spanOf(occurrence, of, facts))
        // Nobody has to do it any more.
        .filter(({ units }) => units > 0)
        .sort((a, b) => a.from.localeCompare(b.from) || a.label.localeCompare(b.label))
      return [{ number, part: first.part, text: first.text, spans }]
    })
}

function spanOf(occurrence: string, tasks: readonly TaskAssignment[], facts: TaskFacts): TimelineSpan {
  const lines = tasks.map((task) => lineOf(task, facts)).filter(({ state }) => state !== "cancelled")
  const [first] = tasks
  const done = lines.filter(({ state }) => state === "accepted").length
  const late = lines.filter((line) => isInState(line, "LATE")).length
  const isBegun = lines.some(({ state }) => state !== "notStarted")
  return {
    occurrence,
    label: first?.period.label ?? "",
    from: first?.period.from ?? facts.today,
    due: first?.due ?? null,
    movedDue:
      lines
        .map(({ movedDue }) => movedDue ?? "")
        .sort()
        .at(-1) || null,
    units: lines.length,
    done,
    late,
    standing: late > 0 ? "LATE" : done === lines.length ? "DONE" : isBegun ? "UNDER_WAY" : "NOT_BEGUN",
  }
}

/** The numbers of the picture: a row for each occurrence. */
export const timelineTable = ({ rows }: Pick<PlanTimeline, "rows">): ChartTable => ({
  caption: "Nhiệm vụ theo thời gian",
  headings: [
    "Nhiệm vụ",
    "Kỳ",
    "Từ ngày",
    "Hạn",
    "Hạn sau gia hạn",
    "Đơn vị",
    "Đã xong",
    "Quá hạn",
    "Tình trạng",
  ],
  rows: rows.flatMap(({ number, text, spans }) =>
    spans.map((span) => ({
      key: span.occurrence,
      name: `${number} ${text}`,
      cells: [
        { text: span.label },
        { text: formatDay(span.from) },
        { text: span.due === null ? "không ghi" : formatDay(span.due) },
        {
          text: span.movedDue === span.due || span.movedDue === null ? "không đổi" : formatDay(span.movedDue),
        },
        ...[span.units, span.done, span.late].map((count) => ({ text: formatNumber(count), count })),
        { text: SPAN_LABELS[span.standing] },
      ],
    })),
  ),
})
