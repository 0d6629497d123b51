import { bySomeoneElse, type RegistrationStep, whileRemarksAreOpen } from "../registration-step.ts"

/** The appraiser finds the proposal right. */
export const agree: RegistrationStep = {
  event: "appraisal.agreed",
  permission: "registration.appraise",
  label: "Thẩm định đạt",
  place: "MAIN",
  fields: [
    {
      kind: "TEXT",
      name: "note",
      label: "Ý kiến thẩm định (nếu có)",
      min: 0,
      max: 2000,
      tooShort: "",
      rows: 2,
    },
  ],
  inBulk: { states: ["underAppraisal"], isJudging: true, undoneBy: "appraisal.recalled" },
  isHolders: true,
  whyNot: (context, actor) => bySomeoneElse(context, actor) ?? whileRemarksAreOpen(context),
}
