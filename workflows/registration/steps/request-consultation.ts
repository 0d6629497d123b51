import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** Asks the agency for digital transformation for its opinion, until a day. */
export const requestConsultation: RegistrationStep = {
  event: "consultation.requested",
  permission: "registration.appraise",
  label: "Lấy ý kiến cơ quan chuyên môn",
  place: "OTHER",
  fields: [
    reasonField("question", "Nội dung cần lấy ý kiến", "Ghi rõ nội dung cần lấy ý kiến (ít nhất 5 ký tự)."),
    { kind: "DAY", name: "dueOn", label: "Hạn trả lời", missing: "Hãy chọn hạn trả lời." },
  ],
  isHolders: true,
  whyNot: bySomeoneElse,
}
