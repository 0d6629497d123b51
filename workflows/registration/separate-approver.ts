import type { OfficeRules } from "#models/reference/office-rules.ts"
import type { Registration } from "#models/registration/registration.ts"
import { asStamp, type Doer, isSamePerson } from "#models/shared/workflow.ts"

/**
 * Why a person may not approve what they appraised themself, or a person whom they stand for did, by the rule the office has set; null when they may. Where the chief of
 * office appraised as nobody else was left, the reason for that stands on record.
 */
export const whyNotApprove = (
  { workflow }: Pick<Registration, "workflow">,
  actor: Doer,
  { approver }: Pick<OfficeRules, "approver">,
): string | null => {
  const { appraised } = workflow.context
  if (approver === "MAY_BE_THE_SAME" || appraised?.takenOver || !isSamePerson(appraised, asStamp(actor)))
    return null
  return "Người thẩm định không phê duyệt chính đăng ký đó. Văn phòng chỉ có một người thì quản trị viên ghi quy tắc khác, kèm lý do, ở «Quy tắc xử lý»."
}
