import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** Takes an approval back: the proposal is appraised again. */
export const revokeApproval: RegistrationStep = {
  event: "approval.revoked",
  permission: "registration.approve",
  label: "Hủy phê duyệt",
  place: "OTHER",
  fields: [reasonField("reason", "Lý do hủy phê duyệt", "Ghi rõ lý do (ít nhất 5 ký tự).")],
  whyNot: bySomeoneElse,
}
