import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** Somebody of the provincial office takes a registration up (nhận việc): it is theirs until it goes on, back, or to another. */
export const startAppraisal: RegistrationStep = {
  event: "appraisal.started",
  permission: "registration.appraise",
  label: "Nhận thẩm định",
  place: "MAIN",
  fields: [],
  isHolders: true,
  inBulk: { states: ["registered"], undoneBy: "appraisal.released" },
  whyNot: bySomeoneElse,
}
