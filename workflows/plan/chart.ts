import type { PlanContext } from "#models/plan/context.ts"
import { PLAN_EVENT_LABELS, type PlanEvent } from "#models/plan/events.ts"
import { PLAN_SNAPSHOTS } from "#models/plan/snapshot-versions.ts"
import { PLAN_STATE_LABELS, type PlanState } from "#models/plan/states.ts"
import { isNoneOf, isSamePerson, type Stamped } from "#models/shared/workflow.ts"
import type { Chart } from "#workflows/advance.ts"
import { planMachine } from "./machine.ts"
import { NOT_SUBMITTER } from "./plan-step.ts"

const OWN_WRITING = "Người đã soạn kế hoạch không tự duyệt; cần người thứ hai."

function whyRefused(context: PlanContext, event: Stamped<PlanEvent>): string | null {
  if (event.type === "plan.submitted") {
    if (event.tasks === 0) return "Kế hoạch chưa có nhiệm vụ nào. Nhập tệp hoặc thêm nhiệm vụ."
    if (event.unanswered > 0)
      return `Còn ${event.unanswered} điều cần xem lại chưa trả lời. Nhận đề nghị, sửa khác, hoặc để nguyên kèm lý do.`
    return "Nội dung vừa thay đổi. Tải lại trang rồi trình lại."
  }
  if (event.type === "plan.takenBack" && !isSamePerson(context.submitted, event)) return NOT_SUBMITTER
  if (event.type === "plan.approved" && event.digest !== context.digest)
    return "Nội dung đã khác bản bạn đang xem. Tải lại trang rồi duyệt lại."
  if (
    (event.type === "plan.approved" || event.type === "plan.returned") &&
    !isNoneOf(context.drafters, event)
  )
    return OWN_WRITING
  return null
}

export const planChart: Chart<PlanState, PlanContext, PlanEvent> = {
  machine: planMachine,
  name: "plan",
  snapshots: PLAN_SNAPSHOTS,
  noun: "kế hoạch",
  stateLabels: PLAN_STATE_LABELS,
  eventLabels: PLAN_EVENT_LABELS,
  whyRefused,
}
