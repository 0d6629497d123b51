import type { PeriodContext } from "#models/reporting-period/context.ts"
import { PERIOD_EVENT_LABELS, type PeriodEvent } from "#models/reporting-period/events.ts"
import { PERIOD_SNAPSHOTS } from "#models/reporting-period/snapshot-versions.ts"
import { PERIOD_STATE_LABELS, type PeriodState } from "#models/reporting-period/states.ts"
import type { Stamped } from "#models/shared/workflow.ts"
import type { Chart } from "#workflows/advance.ts"
import { reportingPeriodMachine } from "./machine.ts"

function whyRefused(_: PeriodContext, event: Stamped<PeriodEvent>): string | null {
  if (event.type === "period.formSet")
    return `Đã có ${event.received} đơn vị gửi báo cáo theo biểu mẫu hiện có. Biểu mẫu chỉ sửa được trước khi đơn vị đầu tiên gửi.`
  if (event.type === "period.signatoryChanged")
    return `Báo cáo đang trình chính ${event.signatory.fullName} ký. Chọn người ký khác.`
  if (event.type === "period.locked") {
    const named = new Set(event.exceptions.map(({ agencyId }) => agencyId))
    const left = event.open.filter((id) => !named.has(id))
    return `Còn ${left.length} đơn vị chưa có báo cáo được chấp nhận và chưa ghi lý do khóa mà không có báo cáo. Chờ báo cáo, hoặc ghi lý do cho từng đơn vị.`
  }
  return null
}

export const reportingPeriodChart: Chart<PeriodState, PeriodContext, PeriodEvent> = {
  machine: reportingPeriodMachine,
  name: "reportingPeriod",
  snapshots: PERIOD_SNAPSHOTS,
  noun: "kỳ báo cáo",
  stateLabels: PERIOD_STATE_LABELS,
  eventLabels: PERIOD_EVENT_LABELS,
  whyRefused,
}
