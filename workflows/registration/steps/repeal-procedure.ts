import type { RegistrationStep } from "../registration-step.ts"

/** Records that the procedure itself was abolished. */
export const repealProcedure: RegistrationStep = {
  event: "procedure.repealed",
  permission: "registration.repeal",
  label: "Ghi nhận thủ tục bị bãi bỏ",
  place: "OTHER",
  ends: true,
  fields: [
    {
      kind: "TEXT",
      name: "decision",
      label: "Số quyết định bãi bỏ",
      min: 3,
      max: 200,
      tooShort: "Ghi số quyết định bãi bỏ.",
      rows: 1,
    },
  ],
}
