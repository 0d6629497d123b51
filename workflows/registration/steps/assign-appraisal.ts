import type { RegistrationStep } from "../registration-step.ts"

/** Gives an appraisal to somebody (giao cho…): what nobody has, or what one has oneself; the chief of office whatever it is. */
export const assignAppraisal: RegistrationStep = {
  event: "appraisal.assigned",
  permission: "registration.assign",
  label: "Giao thẩm định",
  place: "OTHER",
  isHolders: true,
  leadsNowhere: true,
  fields: [
    {
      kind: "CHOICE",
      name: "personId",
      label: "Giao cho",
      missing: "Hãy chọn người thẩm định.",
      // Who may appraise it is known when the form is shown.
      options: [],
      none: "Không còn người thẩm định nào khác được giao.",
    },
  ],
}
