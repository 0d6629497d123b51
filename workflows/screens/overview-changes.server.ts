import { decisionOf, editionName } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { findReportStates } from "#models/unit-report/unit-report.repository.server.ts"
import type { PlanMovement } from "./plan-movement.server.ts"
import type { PeriodRow } from "./report-list.server.ts"
import { isExpected } from "./report-standing.server.ts"

/** Something that happened, of so many units or rows; with where those very ones are looked at. `since`: the first day that is told of. */
export type OverviewChange =
  | { kind: "ISSUED"; day: IsoDay; name: string; decision: string; editionId: string }
  | {
      kind: "ACCEPTED" | "FELL_DUE"
      day: IsoDay
      name: string
      count: number
      occurrence: string
      since: IsoDay
    }
  | { kind: "REPORTS"; day: IsoDay; name: string; count: number; periodId: string; since: IsoDay }

/** What happened from a day on, newest first. */
export async function changesSince(
  movement: PlanMovement,
  quarter: PeriodRow | null,
  since: IsoDay,
): Promise<OverviewChange[]> {
  const issued = (await findIssuedEditions()).filter(({ issuedOn }) => issuedOn >= since)
  const tasks = (kind: "ACCEPTED" | "FELL_DUE", of: PlanMovement["accepted"]): OverviewChange[] =>
    of.map(({ occurrence, number, text, period, day, units }) => ({
      kind,
      day,
      name: `${number} ${text} (${period})`,
      count: units,
      occurrence,
      since,
    }))
  const received = (await findReportStates(quarter ? { periodId: quarter.id } : {}))
    .filter(isExpected)
    .flatMap(({ workflow: { context } }) => context.firstSubmittedAt ?? [])
    .map((at) => dayOf(new Date(at)))
    .filter((day) => day >= since)
    .sort()
  const last = received.at(-1)
  return [
    ...issued.map(
      (one): OverviewChange => ({
        kind: "ISSUED",
        day: one.issuedOn,
        name: editionName(one),
        decision: decisionOf(one).number,
        editionId: one.editionId,
      }),
    ),
    ...tasks("ACCEPTED", movement.accepted),
    ...tasks("FELL_DUE", movement.fellDue),
    ...(quarter && last
      ? [
          {
            kind: "REPORTS" as const,
            day: last,
            name: quarter.name,
            count: received.length,
            periodId: quarter.id,
            since,
          },
        ]
      : []),
  ].sort((a, b) => b.day.localeCompare(a.day) || a.kind.localeCompare(b.kind))
}
