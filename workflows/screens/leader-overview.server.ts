import { FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { addDays, dayOf, formatDay, type IsoDay } from "#models/shared/dates.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { leftOn, workDaysOf } from "#workflows/cockpit/work-history.ts"
import { listCampaigns } from "./campaign-board.server.ts"
import { figuresOf } from "./catalogue-page.server.ts"
import { viewInForceOn } from "./catalogue-view.server.ts"
import { readCockpitFacts } from "./cockpit-facts.server.ts"
import type { CockpitDependencies } from "./cockpit-page.server.ts"
import { type DeadlineRow, listDeadlines } from "./deadline-page.server.ts"
import { getDeliveryPage } from "./delivery-page.server.ts"
import { getIndicatorList } from "./indicator-pages.server.ts"
import { changesSince, type OverviewChange } from "./overview-changes.server.ts"
import { type PlanMovement, readPlanMovement } from "./plan-movement.server.ts"
import { getTaskBoard, taskFactsOf } from "./plan-tasks.server.ts"
import { listPeriods, type PeriodRow } from "./report-list.server.ts"

type Dependencies = CockpitDependencies &
  Parameters<typeof getDeliveryPage>[0] &
  Parameters<typeof listPeriods>[0] &
  Parameters<typeof getTaskBoard>[0] &
  Parameters<typeof listDeadlines>[0] &
  Parameters<typeof listCampaigns>[0]

/** What the page tells of besides: how long ago is "before". */
export const OVERVIEW_SPANS = [7, 30, 90] as const
export type OverviewSpan = (typeof OVERVIEW_SPANS)[number]

/** The list behind a figure. */
export type OverviewTarget =
  | { list: "catalogue"; level: "" | "FULL" }
  | { list: "work"; campaignId: string; day: IsoDay }
  | { list: "deadlines" }
  | { list: "tasks"; state: "LATE" | "accepted" }
  | { list: "reports"; periodId: string; standing: "RECEIVED" | "MISSING" }
  | { list: "deliveries"; editionId: string }
  | { list: "indicators" }

/** `of`: so many of how many. `change`: against the day before the span; null where nothing tells it. `better`: which way is. */
export type OverviewFigure = {
  key: string
  label: string
  value: number | null
  of: number | null
  change: number | null
  better: "UP" | "DOWN"
  /** Besides, or why there is no number. */
  note: string
  target: OverviewTarget | null
}

export type LeaderOverview = {
  today: IsoDay
  since: IsoDay
  figures: OverviewFigure[]
  late: { deadlines: DeadlineRow[]; deadlineCount: number; units: PlanMovement["arrears"] }
  /** What happened since, newest first. */
  changes: OverviewChange[]
}

const SHOWN = 5
const none = { change: null, of: null, target: null, value: null }

/**
 * The province on one page: ten figures by the readers of the pages they lead to, what is late, what changed in the last days.
 * @throws ForbiddenError
 */
export const getLeaderOverview = async (
  d: Dependencies,
  { actor, span }: { actor: Actor; span: OverviewSpan },
): Promise<LeaderOverview> => {
  await authorise(d, actor, "campaign.oversee", { kind: "campaign", id: "*" })
  const today = dayOf(d.clock.now())
  const since = addDays(today, -span)
  const movement = await readPlanMovement(await taskFactsOf(d), since)
  const overdue = await listDeadlines(d, { actor, query: { ...ALL_DEADLINES, standing: "OVERDUE" } })
  const quarter = await lastQuarter(d, actor, today)
  return {
    today,
    since,
    figures: [
      ...(await catalogueFigures(today, since)),
      await reviewFigure(d, { actor, today, since }),
      {
        ...none,
        key: "deadlines",
        label: "Thời hạn quá hạn",
        value: overdue.total,
        better: "DOWN",
        note: "trong sổ thời hạn",
        target: { list: "deadlines" },
      },
      ...(await taskFigures(d, actor, movement)),
      ...reportFigures(quarter),
      await deliveryFigure(d, actor),
      await indicatorFigure(d, actor),
    ],
    late: {
      deadlines: overdue.rows.slice(0, SHOWN),
      deadlineCount: overdue.total,
      units: movement.arrears,
    },
    changes: await changesSince(movement, quarter, since),
  }
}

const ALL_DEADLINES = { kind: "", role: "", moved: "", within: "", sort: "", page: 1 } as const

async function catalogueFigures(today: IsoDay, since: IsoDay): Promise<OverviewFigure[]> {
  const issued = await findIssuedEditions()
  const countOn = async (day: IsoDay) => {
    const view = await viewInForceOn(issued, day)
    return view && figuresOf(view.rows)
  }
  const [now, before] = [await countOn(today), await countOn(since)]
  return (["services", "fullServices"] as const).map((name): OverviewFigure => {
    const { label } = FIGURES[name]
    if (!now) return { ...none, key: name, label, better: "UP", note: "chưa có danh mục nào có hiệu lực" }
    const value = now[name]
    return {
      key: name,
      label,
      value,
      of: name === "fullServices" ? now.services : null,
      change: value - (before?.[name] ?? 0),
      better: "UP",
      note: name === "fullServices" ? "trong số dịch vụ công của danh mục" : "trong danh mục đang hiệu lực",
      target: { list: "catalogue", level: name === "fullServices" ? "FULL" : "" },
    }
  })
}

async function reviewFigure(
  d: Dependencies,
  { actor, today, since }: { actor: Actor; today: IsoDay; since: IsoDay },
): Promise<OverviewFigure> {
  const { campaigns } = await listCampaigns(d, actor)
  const shown = campaigns.find(({ isRunning }) => isRunning) ?? campaigns[0]
  const same = { key: "review", label: "Dịch vụ công chưa phê duyệt", better: "DOWN" as const }
  if (!shown) return { ...none, ...same, note: "chưa có đợt rà soát nào" }
  const { history, registrations } = await readCockpitFacts(d, { campaignId: shown.id, actor })
  const days = workDaysOf(history, today).get(null) ?? []
  const value = leftOn(days, "unapprovedServices", today)
  return {
    ...same,
    value,
    of: registrations.length,
    change: shown.openedOn > since ? null : value - leftOn(days, "unapprovedServices", since),
    note: shown.name,
    target: { list: "work", campaignId: shown.id, day: today },
  }
}

async function taskFigures(d: Dependencies, actor: Actor, movement: PlanMovement): Promise<OverviewFigure[]> {
  const query = { unit: "", part: "", state: "", occurrence: "", page: 1 } as const
  const { counts, total } = await getTaskBoard(d, { actor, query })
  const fresh = sum(movement.fellDue.map(({ units }) => units))
  return [
    {
      ...none,
      key: "tasksLate",
      label: "Nhiệm vụ quá hạn",
      value: counts.LATE,
      better: "DOWN",
      note: `của ${formatNumber(movement.arrears.length)} đơn vị; mới quá hạn ${formatNumber(fresh)}`,
      target: { list: "tasks", state: "LATE" },
    },
    {
      key: "tasksDone",
      label: "Nhiệm vụ đã xác nhận hoàn thành",
      value: counts.accepted ?? 0,
      of: total - (counts.cancelled ?? 0),
      change: null,
      better: "UP",
      note: `nhiệm vụ của từng đơn vị theo kế hoạch; mới xác nhận ${formatNumber(sum(movement.accepted.map(({ units }) => units)))}`,
      target: { list: "tasks", state: "accepted" },
    },
  ]
}

const lastQuarter = async (d: Dependencies, actor: Actor, today: IsoDay): Promise<PeriodRow | null> =>
  (await listPeriods(d, actor)).periods
    .filter(({ kind, opensOn }) => kind === "QUARTERLY" && opensOn <= today)
    .sort((a, b) => b.due.localeCompare(a.due))[0] ?? null

function reportFigures(period: PeriodRow | null): OverviewFigure[] {
  const parts = [
    { key: "reportsIn", label: "Báo cáo quý đã nhận", better: "UP", standing: "RECEIVED" },
    { key: "reportsMissing", label: "Báo cáo quý chưa gửi", better: "DOWN", standing: "MISSING" },
  ] as const
  return parts.map(({ standing, ...same }): OverviewFigure => {
    if (!period) return { ...none, ...same, note: "chưa có kỳ báo cáo nào" }
    const { received, missing, late, expected } = period.counts
    return {
      ...none,
      ...same,
      value: standing === "RECEIVED" ? received : missing,
      of: expected,
      note:
        standing === "RECEIVED"
          ? `${period.name}; gửi muộn ${formatNumber(late)}`
          : `hạn ngày ${formatDay(period.due)}`,
      target: { list: "reports", periodId: period.id, standing },
    }
  })
}

async function deliveryFigure(d: Dependencies, actor: Actor): Promise<OverviewFigure> {
  const query = { edition: "", target: "", status: "live", sort: "", page: 1 } as const
  const { counts, editionId, total } = await getDeliveryPage(d, { actor, query })
  const same = { key: "live", label: "Bản ghi các cổng đã nhận đúng", better: "UP" as const }
  if (!editionId) return { ...none, ...same, note: "chưa phát hành danh mục nào" }
  return {
    ...none,
    ...same,
    value: total,
    of: sum(counts.filter(({ status }) => status !== "superseded").map(({ count }) => count)),
    note: "đăng hoặc rút, của danh mục phát hành gần nhất",
    target: { list: "deliveries", editionId },
  }
}

async function indicatorFigure(d: Dependencies, actor: Actor): Promise<OverviewFigure> {
  const { rows, period } = await getIndicatorList(d, { actor, query: { period: "", unit: "", set: "" } })
  const measured = rows.filter(({ isReached }) => isReached !== null)
  return {
    ...none,
    key: "indicators",
    label: "Chỉ số đạt chỉ tiêu",
    value: measured.filter(({ isReached }) => isReached).length,
    of: measured.length,
    better: "UP",
    note: `${period.label}, chỉ số có số liệu và chỉ tiêu`,
    target: { list: "indicators" },
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
