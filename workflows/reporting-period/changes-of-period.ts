import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { PeriodEvent } from "#models/reporting-period/events.ts"
import { formatDay } from "#models/shared/dates.ts"
import type { ChangedPlace } from "#workflows/last-change.server.ts"

/** What an entry of a period's log changed beside its state, for whoever had the page open. Pure. */
export const changesOfPeriod = ({ type, payload }: AuditEntry): ChangedPlace[] => {
  const { data: event } = PeriodEvent.safeParse({ ...payload, type })
  switch (event?.type) {
    case "period.formSet":
      return event.changed.map(({ field, before, now }) => ({ field, before, now }))
    case "period.numbered":
      return [
        {
          field: "Số báo cáo tổng hợp",
          before: "",
          now: `${event.number}/${event.symbol}, ${formatDay(event.day)}`,
        },
        { field: "Người ký", before: "", now: event.signatory.fullName },
      ]
    case "period.signatoryChanged":
      return [{ field: "Người ký", before: event.was, now: event.signatory.fullName }]
    case "period.corrected":
      return [{ field: `Đính chính ${event.key} của ${event.agencyId}`, before: event.was, now: event.now }]
    default:
      return []
  }
}
