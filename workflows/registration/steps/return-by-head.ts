import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** The head sends the proposal back to the officer. */
export const returnByHead: RegistrationStep = {
  event: "proposal.returnedByHead",
  permission: "registration.signOff",
  label: "Trả lại chuyên viên",
  place: "OTHER",
  fields: [reasonField("reason", "Lý do trả lại", "Ghi rõ lý do (ít nhất 5 ký tự).")],
  inBulk: { states: ["awaitingUnitHead"] },
  whyNot: bySomeoneElse,
}
