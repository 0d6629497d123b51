import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import { findPeriods, getPeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import { periodClockId, type ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { dayOf, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { ReportState } from "#models/unit-report/states.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import type { PeriodDependencies } from "#workflows/reporting-period/dependencies.ts"

import { type Counts, countsOf, namesOn } from "./report-standing.server.ts"

export type PeriodRow = Pick<ReportingPeriod, "id" | "kind" | "name" | "opensOn"> & {
  state: ReportingPeriod["workflow"]["value"]
  due: IsoDay
  revision: number
  counts: Counts
}

/** Every period with how many reports came in, and the reports this person's units write. @throws ForbiddenError */
export const listPeriods = async (
  d: PeriodDependencies,
  actor: Actor,
): Promise<{
  today: IsoDay
  periods: PeriodRow[]
  own: { id: string; period: string; unit: string; state: ReportState; due: IsoDay }[]
  mayRequest: boolean
}> => {
  await authorise(d, actor, "report.view", { kind: "reportingPeriod", id: "*" })
  const today = dayOf(d.clock.now())
  const names = await namesOn(today)
  const periods = await findPeriods()
  const reports = Map.groupBy(await findReportStates({}), ({ periodId }) => periodId)
  const dues = new Map((await clockLedger(d)).map(({ id, due }) => [id, due]))
  const rows: PeriodRow[] = []
  const own: { id: string; period: string; unit: string; state: ReportState; due: IsoDay }[] = []
  for (const period of periods) {
    const due = dues.get(periodClockId(period)) ?? period.due
    const of = reports.get(period.id) ?? []
    const { value, context } = period.workflow
    rows.push({
      id: period.id,
      kind: period.kind,
      name: period.name,
      opensOn: period.opensOn,
      state: value,
      due,
      revision: context.revision,
      counts: countsOf(of, due),
    })
    for (const report of of)
      if (isAllowed(actor, "report.write", report.agencyId))
        own.push({
          id: report.id,
          period: period.name,
          unit: names.get(report.agencyId) ?? report.agencyId,
          state: report.workflow.value,
          due,
        })
  }
  return { today, periods: rows, own, mayRequest: isAllowed(actor, "report.consolidate") }
}

/** Units that may be asked for a report today, for the form of a request. @throws ForbiddenError */
export const getRequestForm = async (
  d: PeriodDependencies,
  actor: Actor,
): Promise<{ today: IsoDay; units: { id: string; name: string }[] }> => {
  await authorise(d, actor, "report.consolidate", { kind: "reportingPeriod", id: "*" })
  const today = dayOf(d.clock.now())
  return {
    today,
    units: (await findAgencies())
      .filter(
        (agency) =>
          isValidOn(agency, today) && agency.kind !== "CENTRAL_BRANCH" && agency.kind !== "PEOPLE_COMMITTEE",
      )
      .map((agency) => ({ id: agency.id, name: agencyNameOn(agency, today) }))
      .sort((a, b) => a.name.localeCompare(b.name, "vi")),
  }
}

/** The questions of a period, for whoever may set them. @throws ForbiddenError, NotFoundError */
export const getReportForm = async (
  d: PeriodDependencies,
  { id, actor }: { id: string; actor: Actor },
): Promise<Pick<ReportingPeriod, "id" | "name" | "revision" | "questions">> => {
  await authorise(d, actor, "report.consolidate", { kind: "reportingPeriod", id })
  const { name, revision, questions } = await getPeriod(id)
  return { id, name, revision, questions }
}
