import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { PeriodContext } from "#models/reporting-period/context.ts"
import { PeriodEvent } from "#models/reporting-period/events.ts"

/** Under which number, on which day and for whom to sign a report was drawn. */
export type IssuedRevision = Pick<NonNullable<PeriodContext["numbered"]>, "number" | "day" | "signatory">

/**
 * The same of a revision that was reopened since: the period itself keeps it of the last alone, its log of all.
 * @returns null where the revision was never numbered
 */
export const issuedRevision = async (periodId: string, revision: number): Promise<IssuedRevision | null> => {
  const revisions: (IssuedRevision | null)[] = [null]
  for (const { type, payload } of await findAuditTrail("reportingPeriod", periodId)) {
    const { data: event } = PeriodEvent.safeParse({ ...payload, type })
    const last = revisions.at(-1) ?? null
    if (event?.type === "period.reopened") revisions.push(null)
    else if (event?.type === "period.numbered") revisions.splice(-1, 1, event)
    else if (event?.type === "period.signatoryChanged" && last)
      revisions.splice(-1, 1, { ...last, signatory: event.signatory })
  }
  return revisions[revision - 1] ?? null
}
