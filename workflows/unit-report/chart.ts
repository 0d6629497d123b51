import { doerOf, type Stamped } from "#models/shared/workflow.ts"
import type { ReportContext } from "#models/unit-report/context.ts"
import { REPORT_EVENT_LABELS, type ReportEvent } from "#models/unit-report/events.ts"
import { REPORT_SNAPSHOTS } from "#models/unit-report/snapshot-versions.ts"
import { REPORT_STATE_LABELS, type ReportState } from "#models/unit-report/states.ts"
import type { Chart } from "#workflows/advance.ts"
import { unitReportMachine } from "./machine.ts"
import { reportStepOf } from "./steps/index.ts"

const OTHER = "Nội dung đã khác bản bạn đang xem. Tải lại trang, xem lại rồi làm lại."

function whyRefused(context: ReportContext, event: Stamped<ReportEvent>): string | null {
  if (event.type === "report.handedUp" || event.type === "report.recorded") {
    if (event.digest !== context.digest) return OTHER
    if (event.faults > 0)
      return `Còn ${event.faults} chỗ chưa đúng hoặc chưa đủ. Sửa các chỗ nêu trong báo cáo rồi làm lại.`
  }
  if (event.type === "report.signedOff" && event.digest !== context.digest) return OTHER
  return reportStepOf(event.type)?.whyNot?.(context, doerOf(event)) ?? null
}

export const unitReportChart: Chart<ReportState, ReportContext, ReportEvent> = {
  machine: unitReportMachine,
  name: "unitReport",
  snapshots: REPORT_SNAPSHOTS,
  noun: "báo cáo",
  stateLabels: REPORT_STATE_LABELS,
  eventLabels: REPORT_EVENT_LABELS,
  whyRefused,
}
