import type { RegistrationContext } from "#models/registration/context.ts"
import { REGISTRATION_EVENT_LABELS, type RegistrationEvent } from "#models/registration/events.ts"
import { REGISTRATION_SNAPSHOTS } from "#models/registration/snapshot-versions.ts"
import { REGISTRATION_STATE_LABELS, type RegistrationState } from "#models/registration/states.ts"
import { doerOf, type Stamped } from "#models/shared/workflow.ts"
import type { Chart } from "#workflows/advance.ts"
import { registrationMachine } from "./machine.ts"
import { stepOf } from "./steps/index.ts"
import { isSubstantiated } from "./substantiated.ts"

function whyRefused(context: RegistrationContext, event: Stamped<RegistrationEvent>): string | null {
  const own = stepOf(event.type)?.whyNot?.(context, doerOf(event))
  if (own) return own
  if (event.type === "proposal.submitted" && !isSubstantiated(event.proposal))
    return "Một phần phải có lý do và căn cứ; toàn trình phải đạt mọi tiêu chí áp dụng."
  if (event.type === "decision.issued")
    return "Cần có thẩm định, phê duyệt của người khác người đề xuất và chữ ký của người giữ thẩm quyền vào ngày ký."
  if (event.type === "consultation.lapsed") return "Thời hạn lấy ý kiến chưa hết."
  return null
}

export const registrationChart: Chart<RegistrationState, RegistrationContext, RegistrationEvent> = {
  machine: registrationMachine,
  name: "registration",
  snapshots: REGISTRATION_SNAPSHOTS,
  noun: "đăng ký",
  stateLabels: REGISTRATION_STATE_LABELS,
  eventLabels: REGISTRATION_EVENT_LABELS,
  whyRefused,
}
