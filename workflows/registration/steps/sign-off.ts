import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** The head answers for what the unit registers. */
export const signOff: RegistrationStep = {
  event: "proposal.signedOff",
  permission: "registration.signOff",
  label: "Ký duyệt đăng ký",
  place: "MAIN",
  fields: [],
  inBulk: { label: "Ký duyệt", states: ["awaitingUnitHead"], isJudging: true, undoneBy: "signOff.recalled" },
  whyNot: bySomeoneElse,
}
