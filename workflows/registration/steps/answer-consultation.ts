import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/** The unit that was asked says its opinion. */
export const answerConsultation: RegistrationStep = {
  event: "consultation.answered",
  permission: "registration.giveOpinion",
  label: "Gửi ý kiến",
  place: "MAIN",
  isAskedUnits: true,
  fields: [reasonField("opinion", "Ý kiến của cơ quan được hỏi", "Ghi rõ ý kiến (ít nhất 5 ký tự).")],
  whyNot: bySomeoneElse,
}
