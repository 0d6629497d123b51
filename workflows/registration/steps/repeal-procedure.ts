import type { RegistrationStep } from "../registration-step.ts"

/** Records that the procedure itself was abolished. */
export const repealProcedure: RegistrationStep = {
  event: "procedure.repealed",
  permission: "registration.repeal",
  label: "Ghi nhận thủ tục bị bãi bỏ",
  place: "OTHER",
  ends: true,
  // What is announced ends where the portals are told, not from its registration alone.
  whyNot: ({ announcement }) =>
    announcement
      ? "Dịch vụ này đã công bố. Chánh Văn phòng ghi nhận ở trang «Bãi bỏ thủ tục»: khi đó các dịch vụ hết hiệu lực và được rút khỏi các cổng."
      : null,
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
