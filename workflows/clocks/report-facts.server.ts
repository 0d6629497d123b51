import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import { dueDayOf } from "#models/deadline/due-day.ts"
import { findPeriods } from "#models/reporting-period/reporting-period.repository.server.ts"
import { periodClockId, quarterOf, type ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { WorkCalendar } from "#models/shared/working-days.ts"
import { OWED_REPORT_STATES } from "#models/unit-report/states.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import type { DeadlineFact } from "./deadline-fact.ts"
import { lawClockOn } from "./law-clock.server.ts"
import type { LedgerDependencies } from "./ledger-dependencies.ts"
import { quarterFacts } from "./quarter-facts.server.ts"

/**
 * One clock for each period of reports: it runs as long as a unit still owes its report, and lapses when the period is locked without
 * one. A quarter that no plan makes units report in keeps the office's own.
 */
export const reportFacts = async (
  d: LedgerDependencies,
  today: IsoDay,
  stored: ReadonlyMap<string, Deadline>,
  calendar: WorkCalendar,
): Promise<DeadlineFact[]> => {
  const periods = await findPeriods()
  const facts: DeadlineFact[] = []
  for (const period of periods) {
    const row = stored.get(periodClockId(period))
    if (period.workflow.value === "collecting" || (row && isOpenDeadline(row)))
      facts.push(await factOf(d, period, calendar))
  }
  const isOpened = periods.some(({ id }) => id === quarterOf(today).id)
  return [...facts, ...(isOpened ? [] : await quarterFacts(d, today, stored, calendar))]
}

async function factOf(
  d: LedgerDependencies,
  period: ReportingPeriod,
  calendar: WorkCalendar,
): Promise<DeadlineFact> {
  const { id, kind, name, from, due, basis } = period
  const isQuarter = kind === "QUARTERLY"
  const law = isQuarter ? await lawClockOn(d.reference, "QUARTERLY_REPORT", from) : null
  return {
    id: periodClockId(period),
    kind: isQuarter ? "QUARTERLY_REPORT" : "AD_HOC_REPORT",
    subject: { kind: "reportingPeriod", id, name },
    campaignId: null,
    agencyId: null,
    rule: law?.text ?? "Đơn vị báo cáo theo yêu cầu",
    basis: law?.article ?? basis,
    startsOn: from,
    due: law ? dueDayOf(law, period.opensOn, calendar) : due,
    movedBecause: "Lịch ngày nghỉ đổi",
    state: await stateOf(period),
  }
}

async function stateOf({ id, workflow }: ReportingPeriod): Promise<DeadlineFact["state"]> {
  if (workflow.value === "withdrawn") return { is: "FELL_AWAY" }
  const expected = (await findReportStates({ periodId: id })).filter(
    ({ workflow: { value } }) => value !== "cancelled",
  )
  const owed = expected.filter(({ workflow: { value } }) =>
    (OWED_REPORT_STATES as readonly string[]).includes(value),
  )
  if (owed.length > 0) return workflow.value === "collecting" ? { is: "RUNS" } : { is: "LAPSED" }
  const last = expected
    .flatMap(({ workflow: { context } }) => context.firstSubmittedAt ?? [])
    .sort()
    .at(-1)
  return last ? { is: "DONE", on: dayOf(new Date(last)) } : { is: "FELL_AWAY" }
}
