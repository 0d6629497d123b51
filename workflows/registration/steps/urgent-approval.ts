import { isUnconfirmed } from "#models/registration/four-eyes.ts"
import { asStamp, isSamePerson } from "#models/shared/workflow.ts"
import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/**
 * The chief of office, who leads the review, does not wait for an outstanding opinion or open remarks: they appraise and approve
 * it themself, with a reason. Whoever proposed it never may, and a second person confirms it before the decision is submitted.
 */
const approveUrgently: RegistrationStep = {
  event: "approval.grantedUrgently",
  permission: "registration.approveUrgently",
  label: "Phê duyệt khẩn",
  place: "OTHER",
  leadsNowhere: true,
  fields: [
    {
      ...reasonField("reason", "Lý do khẩn", "Ghi rõ lý do (ít nhất 5 ký tự)."),
      description:
        "Không chờ ý kiến, nhận xét còn mở. Được ghi vào hồ sơ và Tờ trình; người thứ hai phải xác nhận trước khi trình ký.",
    },
  ],
  whyNot: bySomeoneElse,
}

const confirmUrgent: RegistrationStep = {
  event: "approval.confirmed",
  permission: "registration.approve",
  label: "Xác nhận phê duyệt khẩn",
  place: "MAIN",
  leadsNowhere: true,
  fields: [],
  whyNot: (context, actor) => {
    if (!isUnconfirmed(context)) return "Đăng ký này không có phê duyệt khẩn nào chờ xác nhận."
    if (isSamePerson(context.approved, asStamp(actor)))
      return "Người phê duyệt khẩn không tự xác nhận; cần người thứ hai."
    return bySomeoneElse(context, actor)
  },
}

export const URGENT_STEPS: readonly RegistrationStep[] = [approveUrgently, confirmUrgent]
