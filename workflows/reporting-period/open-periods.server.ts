import type { ClientSession } from "mongoose"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { type Agency, agencyNameOn } from "#models/agency/agency.ts"
import { dueDayOf } from "#models/deadline/due-day.ts"
import { findPlans } from "#models/plan/kept-plan.repository.server.ts"
import { findAssignments } from "#models/plan-task/task-assignment.repository.server.ts"
import {
  findPeriod,
  findPeriods,
  getPeriod,
  insertPeriod,
} from "#models/reporting-period/reporting-period.repository.server.ts"
import { quarterOf, type ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { dayOf, formatDay, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { OWED_REPORT_STATES, type ReportState } from "#models/unit-report/states.ts"
import {
  findReportStates,
  getReport,
  insertReports,
} from "#models/unit-report/unit-report.repository.server.ts"
import { EMPTY_CONTENT, reportIdOf, type UnitReport } from "#models/unit-report/unit-report.ts"
import { begin } from "#workflows/advance.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { lawClockOn } from "#workflows/clocks/law-clock.server.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { unitReportChart } from "#workflows/unit-report/chart.ts"
import { reportingPeriodChart } from "./chart.ts"
import { moveWithPeriod } from "./move-with-period.server.ts"
import { usualForm } from "./usual-form.ts"

type Dependencies = OfficeDependencies & LedgerDependencies

/**
 * Opens the reports of the quarter for every unit that leads a task of a plan in force, from the first day of the quarter; units that
 * come later get theirs, of units that have ended what they still owe falls away. Safe to run twice and to kill at any moment. A
 * quarter whose day was over before the plan was in force is nobody's debt.
 */
export const openReportingPeriods = async (d: Dependencies): Promise<void> => {
  const today = dayOf(d.clock.now())
  const quarter = quarterOf(today)
  const known = await findPeriod(quarter.id)
  const collecting = await findPeriods(["collecting"])
  const planIds = (await findPlans(["inForce"])).map(({ planId }) => planId)
  if (!known && planIds.length > 0) await openQuarter(d, today, planIds)
  for (const period of collecting) await followUnits(d, period, planIds, today)
}

async function openQuarter(d: Dependencies, today: IsoDay, planIds: readonly string[]): Promise<void> {
  const { id, year, name, from, to, lastMonth } = quarterOf(today)
  const law = await lawClockOn(d.reference, "QUARTERLY_REPORT", today)
  if (!law) return
  const due = dueDayOf(law, lastMonth, await d.reference.workCalendar())
  if (due < today) return
  const before = (await findPeriods()).find(({ kind }) => kind === "QUARTERLY")
  const period = periodOf({
    id,
    kind: "QUARTERLY",
    name,
    year,
    from,
    to,
    opensOn: lastMonth,
    due,
    basis: law.article,
    request: "",
    questions: before?.questions ?? usualForm(),
    withFigures: true,
  })
  await d.store.inTransaction(async (session) => {
    await takeTurn("REPORTS", session)
    if (await findPeriod(id, session)) return
    await insertPeriod(period, session)
    await insertReports(
      (await reportersOn(planIds, today, session)).map((agencyId) => reportOf(id, agencyId)),
      session,
    )
  })
}

/** A period freshly opened. */
export const periodOf = (facts: Omit<ReportingPeriod, "workflow" | "revision">): ReportingPeriod => ({
  ...facts,
  workflow: begin(reportingPeriodChart),
  revision: 0,
})

/** A unit's report that nobody has begun. */
export const reportOf = (periodId: string, agencyId: string): UnitReport => ({
  id: reportIdOf(periodId, agencyId),
  periodId,
  agencyId,
  content: EMPTY_CONTENT,
  workflow: begin(unitReportChart),
  revision: 0,
})

/** The units there are on a day that lead a task of these plans. */
async function reportersOn(
  planIds: readonly string[],
  day: IsoDay,
  session: ClientSession,
): Promise<string[]> {
  const there = new Set(
    (await findAgencies(session)).filter((agency) => isValidOn(agency, day)).map(({ id }) => id),
  )
  const leading = new Set<string>()
  for (const planId of planIds)
    for (const { agencyId, workflow, period } of await findAssignments({ planId }, session))
      if (workflow.value !== "cancelled" && period.from <= day && there.has(agencyId)) leading.add(agencyId)
  return [...leading].sort()
}

/** Only while a period collects: what it was locked with stands. */
async function followUnits(
  d: Dependencies,
  period: ReportingPeriod,
  planIds: readonly string[],
  today: IsoDay,
): Promise<void> {
  const agencies = new Map((await findAgencies()).map((one) => [one.id, one]))
  const there = await findReportStates({ periodId: period.id })
  const ended = there.filter(({ agencyId, workflow }) => {
    const validTo = agencies.get(agencyId)?.validTo ?? null
    return isOwed(workflow.value) && validTo !== null && validTo < today
  })
  for (const { id, agencyId } of ended) await fallAway(d, id, agencies.get(agencyId), agencies, today)
  if (period.kind !== "QUARTERLY" || today > period.to || planIds.length === 0) return
  await d.store.inTransaction(async (session) => {
    const known = new Set(there.map(({ agencyId }) => agencyId))
    const missing = (await reportersOn(planIds, today, session)).filter((id) => !known.has(id))
    if (missing.length === 0) return
    await takeTurn("REPORTS", session)
    await insertReports(
      missing.map((agencyId) => reportOf(period.id, agencyId)),
      session,
    )
  })
}

const isOwed = (state: ReportState): boolean => (OWED_REPORT_STATES as readonly string[]).includes(state)

async function fallAway(
  d: Dependencies,
  id: string,
  agency: Agency | undefined,
  agencies: ReadonlyMap<string, Agency>,
  today: IsoDay,
): Promise<void> {
  const heirs = (agency?.successorIds ?? []).flatMap((one) => agencies.get(one) ?? [])
  const reason = `Đơn vị kết thúc hoạt động ngày ${formatDay(agency?.validTo ?? today)}${heirs.length > 0 ? `; ${heirs.map((one) => agencyNameOn(one, today)).join(", ")} tiếp nhận.` : "."}`
  await d.store.inTransaction(async (session) => {
    await takeTurn("REPORTS", session)
    const report = await getReport(id, session)
    if (!isOwed(report.workflow.value)) return
    const period = await getPeriod(report.periodId, session)
    const event = { type: "report.fellAway" as const, reason }
    await moveWithPeriod({ report, period, event, actor: SYSTEM_ACTOR, at: d.clock.now() }, session)
  })
}
