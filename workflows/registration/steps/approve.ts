import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** Takes the proposal into the draft catalogue. */
export const approve: RegistrationStep = {
  event: "approval.granted",
  permission: "registration.approve",
  label: "Phê duyệt",
  place: "MAIN",
  fields: [],
  inBulk: { states: ["appraised"], isJudging: true, undoneBy: "approval.recalled" },
  whyNot: bySomeoneElse,
}
