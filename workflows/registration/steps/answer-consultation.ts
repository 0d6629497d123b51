import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** The digital agency says what it was asked for. */
export const answerConsultation: RegistrationStep = {
  event: "consultation.answered",
  permission: "registration.giveOpinion",
  label: "Gửi ý kiến",
  place: "MAIN",
  fields: [reasonField("opinion", "Ý kiến của cơ quan chuyên môn", "Ghi rõ ý kiến (ít nhất 5 ký tự).")],
  whyNot: bySomeoneElse,
}
