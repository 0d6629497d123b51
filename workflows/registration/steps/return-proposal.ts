import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** The provincial office sends the registration back to the unit. */
export const returnProposal: RegistrationStep = {
  event: "proposal.returned",
  permission: "registration.appraise",
  label: "Trả lại đơn vị",
  place: "OTHER",
  fields: [reasonField("reason", "Lý do trả lại", "Ghi rõ lý do (ít nhất 5 ký tự).")],
  inBulk: { states: ["underAppraisal", "appraised"] },
  isHolders: true,
  whyNot: bySomeoneElse,
}
