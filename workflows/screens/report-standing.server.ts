import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { agencyNameOn } from "#models/agency/agency.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"
import { countStandings, standingOf } from "#workflows/reporting-period/unit-standing.ts"

export type Counts = ReturnType<typeof countStandings>
type ReportRow = Omit<UnitReport, "content">

/** Names of agencies on a day, by id. */
export const namesOn = async (day: IsoDay): Promise<Map<string, string>> =>
  new Map((await findAgencies()).map((agency) => [agency.id, agencyNameOn(agency, day)]))

export const isExpected = ({ workflow }: Pick<ReportRow, "workflow">): boolean =>
  workflow.value !== "cancelled"

export const countsOf = (reports: readonly ReportRow[], due: IsoDay): Counts =>
  countStandings(
    reports.filter(isExpected).map((report) => standingOf(report, due)),
    due,
  )
