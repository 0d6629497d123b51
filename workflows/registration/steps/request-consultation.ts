import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** Asks a unit for its opinion, until a day. */
export const requestConsultation: RegistrationStep = {
  event: "consultation.requested",
  permission: "registration.appraise",
  label: "Lấy ý kiến",
  place: "OTHER",
  fields: [
    {
      kind: "CHOICE",
      name: "agencyId",
      label: "Đơn vị được hỏi",
      missing: "Hãy chọn đơn vị được hỏi.",
      // Which units there are is known when the form is shown.
      options: [],
      none: "Không có đơn vị nào khác.",
    },
    reasonField("question", "Nội dung cần lấy ý kiến", "Ghi rõ nội dung cần lấy ý kiến (ít nhất 5 ký tự)."),
    { kind: "DAY", name: "dueOn", label: "Hạn trả lời", missing: "Hãy chọn hạn trả lời." },
  ],
  isHolders: true,
  whyNot: bySomeoneElse,
}
