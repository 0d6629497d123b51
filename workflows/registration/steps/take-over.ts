import { TAKE_OVER_LABELS, TAKE_OVER_OUTCOMES } from "#models/registration/take-over.ts"
import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

/**
 * The chief of office decides in the place of a head or appraiser where nobody is left who may: the only one there is proposed
 * it themself. The provincial office leads the whole review (kế hoạch 122, nhiệm vụ 3.1 và 3.2).
 */
export const takeOver: RegistrationStep = {
  event: "duty.takenOver",
  permission: "registration.takeOver",
  label: "Giải quyết thay",
  place: "OTHER",
  isLastResort: true,
  fields: [
    {
      kind: "CHOICE",
      name: "outcome",
      label: "Kết quả",
      description:
        "Chỉ khi không còn ai khác được ký duyệt, thẩm định phiếu này. Đã ký duyệt thay thì không phê duyệt chính phiếu đó.",
      missing: "Hãy chọn kết quả.",
      options: TAKE_OVER_OUTCOMES.map((value) => ({ value, label: TAKE_OVER_LABELS[value] })),
      none: "",
    },
    reasonField("reason", "Lý do giải quyết thay", "Ghi rõ lý do (ít nhất 5 ký tự)."),
  ],
  whyNot: bySomeoneElse,
}
