import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** The provincial office takes a registration up. */
export const startAppraisal: RegistrationStep = {
  event: "appraisal.started",
  permission: "registration.appraise",
  label: "Bắt đầu thẩm định",
  place: "MAIN",
  fields: [],
  inBulk: { states: ["registered"], undoneBy: "appraisal.released" },
  whyNot: bySomeoneElse,
}
