import { reasonField } from "#workflows/step-fields.ts"
import type { RegistrationStep } from "../registration-step.ts"

/** The unit takes its registration back before the provincial office has it. */
export const withdraw: RegistrationStep = {
  event: "proposal.withdrawn",
  permission: "registration.withdraw",
  label: "Rút đăng ký",
  place: "OTHER",
  ends: true,
  fields: [reasonField("reason", "Lý do rút", "Ghi rõ lý do (ít nhất 5 ký tự).")],
}
