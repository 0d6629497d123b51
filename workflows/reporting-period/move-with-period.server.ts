import type { ClientSession } from "mongoose"
import { getAgency } from "#models/agency/agency.repository.server.ts"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import type { ReportingPeriod } from "#models/reporting-period/reporting-period.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { ReportEvent } from "#models/unit-report/events.ts"
import { saveReport } from "#models/unit-report/unit-report.repository.server.ts"
import type { UnitReport } from "#models/unit-report/unit-report.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { unitReportChart } from "#workflows/unit-report/chart.ts"
import { tellOfReport } from "#workflows/unit-report/move-report.server.ts"

type Moved = { report: UnitReport; period: ReportingPeriod; event: ReportEvent; actor: Actor; at: Date }

/** What befalls a unit's report because of its period: its state, the log and what the unit is told. @throws WorkflowRefusedError */
export const moveWithPeriod = async (
  { report, period, event, actor, at }: Moved,
  session: ClientSession,
): Promise<void> => {
  const step = advance(unitReportChart, report.workflow, event, actor, at)
  await saveReport({ ...report, workflow: step.snapshot }, session)
  await appendAuditEntries([entryOf(step, { kind: "unitReport", id: report.id }, actor)], session)
  const unit = await getAgency(report.agencyId, session)
  await tellOfReport({ report, period, unit, event, actor, at }, session)
}
