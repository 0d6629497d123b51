import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { PeriodEvent } from "#models/reporting-period/events.ts"
import { getPeriod, savePeriod } from "#models/reporting-period/reporting-period.repository.server.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import { PERIOD_STATE_LABELS } from "#models/reporting-period/states.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { overtaken } from "#workflows/last-change.server.ts"
import { changesOfPeriod } from "./changes-of-period.ts"
import { reportingPeriodChart } from "./chart.ts"

export type SeenPeriod = { periodId: string; revision: number; actor: Actor }
type Change = {
  event: PeriodEvent
  period?: Partial<ReportingPeriod>
  /** What else is written with it, once it was allowed. */
  write?: (moved: ReportingPeriod) => Promise<void>
}

/**
 * Moves a period over the revision that was seen: what it says, its state, the log and what goes with it in one transaction.
 * @throws NotFoundError, ConcurrentEditError, WorkflowRefusedError
 */
export const changePeriod = async (
  d: OfficeDependencies,
  { periodId, revision, actor }: SeenPeriod,
  change: (period: ReportingPeriod, session: ClientSession) => Change | Promise<Change>,
): Promise<ReportingPeriod> => {
  const at = d.clock.now()
  return d.store.inTransaction(async (session) => {
    await takeTurn("REPORTS", session)
    const period = await getPeriod(periodId, session)
    if (period.revision !== revision)
      throw await overtaken(
        { kind: "reportingPeriod", id: periodId },
        {
          message: `«${period.name}» đã khác lúc bạn mở trang, nay «${PERIOD_STATE_LABELS[period.workflow.value]}»; chưa ghi gì của bạn. Tải lại trang, xem lại rồi làm lại.`,
          currentRevision: period.revision,
          standing: {
            field: "Trạng thái",
            labels: PERIOD_STATE_LABELS,
            seenRevision: revision,
            changes: changesOfPeriod,
          },
        },
        session,
      )
    const { event, period: said, write } = await change(period, session)
    const step = advance(reportingPeriodChart, period.workflow, event, actor, at)
    const moved: ReportingPeriod = { ...period, ...said, workflow: step.snapshot }
    await savePeriod(moved, session)
    await appendAuditEntries([entryOf(step, { kind: "reportingPeriod", id: periodId }, actor)], session)
    await write?.(moved)
    return { ...moved, revision: revision + 1 }
  })
}
