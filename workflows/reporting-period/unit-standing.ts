import type { UnitStanding } from "#models/reporting-period/consolidated-report.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"

/** How a unit's report stands against the last day. In time is what first came in by then, however often it went back since. */
export const standingOf = (
  { workflow: { value, context } }: Pick<UnitReport, "workflow">,
  due: IsoDay,
): { standing: UnitStanding; receivedOn: IsoDay | null } => {
  const receivedOn = context.firstSubmittedAt === null ? null : dayOf(new Date(context.firstSubmittedAt))
  if (receivedOn === null) return { standing: "MISSING", receivedOn }
  if (value !== "accepted") return { standing: "NOT_ACCEPTED", receivedOn }
  return { standing: receivedOn <= due ? "ON_TIME" : "LATE", receivedOn }
}

/** Of units whose reports are expected: how many came in, how many of those in time or late, and how many never did. */
export const countStandings = (
  units: readonly { receivedOn: IsoDay | null }[],
  due: IsoDay,
): { expected: number; received: number; onTime: number; late: number; missing: number } => {
  const received = units.filter(({ receivedOn }) => receivedOn !== null)
  const onTime = received.filter(({ receivedOn }) => (receivedOn ?? "9") <= due).length
  return {
    expected: units.length,
    received: received.length,
    onTime,
    late: received.length - onTime,
    missing: units.length - received.length,
  }
}
