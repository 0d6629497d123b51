import type { RegistrationContext, Returned } from "#models/registration/context.ts"
import type { RegistrationEventType } from "#models/registration/events.ts"
import { asStamp, type Doer, isNoneOf, isSamePerson } from "#models/shared/workflow.ts"
import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"
import { revocableReturn } from "../return-moves.ts"

/** What one hands over one may take back (rút lại) while the next person has not acted: the state itself says that nobody has. */
const recall = (
  event: RegistrationEventType,
  label: string,
  permission: RegistrationStep["permission"],
  says: string,
  whyNot: NonNullable<RegistrationStep["whyNot"]>,
): RegistrationStep => ({
  event,
  label,
  permission,
  says,
  whyNot,
  place: "OTHER",
  fields: [],
  isRecall: true,
  // The state of each row is asked when its turn comes.
  inBulk: { states: [] },
})

const own =
  (actedIn: (context: RegistrationContext) => { by: string; onBehalfOf?: string } | null, whose: string) =>
  (context: RegistrationContext, actor: Doer): string | null =>
    isSamePerson(actedIn(context), asStamp(actor)) ? null : `Chỉ ${whose} mới rút lại được.`

const MISTAKEN = reasonField("reason", "Lý do rút lại", "Ghi rõ lý do (ít nhất 5 ký tự).")

const ownReturn =
  (stage: Returned["stage"]): NonNullable<RegistrationStep["whyNot"]> =>
  (context, actor) => {
    const last = revocableReturn(context)
    if (last?.stage !== stage) return "Đơn vị đã xử lý tiếp sau khi bị trả lại, nên không rút lại được nữa."
    return isSamePerson(last, asStamp(actor)) ? null : "Chỉ người đã trả lại mới rút lại được."
  }

export const RECALL_STEPS: readonly RegistrationStep[] = [
  recall(
    "submission.recalled",
    "Rút lại việc trình",
    "registration.propose",
    "Đăng ký trở lại dự thảo để sửa, nội dung đã trả lời giữ nguyên; xong thì trình lại.",
    ({ proposers }, actor) =>
      isNoneOf(proposers, asStamp(actor)) ? "Chỉ người đã đề xuất mới rút lại được." : null,
  ),
  recall(
    "signOff.recalled",
    "Rút lại ký duyệt",
    "registration.signOff",
    "Đăng ký trở lại chờ lãnh đạo đơn vị ký duyệt; Văn phòng chưa nhận thẩm định.",
    own(({ signedOff }) => signedOff, "người đã ký duyệt"),
  ),
  {
    ...recall(
      "appraisal.released",
      "Trả về hàng chờ thẩm định",
      "registration.appraise",
      "Đăng ký trở lại hàng chờ, người khác nhận thẩm định được.",
      bySomeoneElse,
    ),
    isHolders: true,
  },
  {
    ...recall(
      "consultation.recalled",
      "Rút lại việc lấy ý kiến",
      "registration.appraise",
      "Đơn vị được hỏi không phải trả lời nữa; đăng ký trở lại đang thẩm định.",
      bySomeoneElse,
    ),
    isHolders: true,
  },
  recall(
    "appraisal.recalled",
    "Rút lại kết quả thẩm định",
    "registration.appraise",
    "Đăng ký trở lại đang thẩm định; chưa ai phê duyệt kết quả vừa ghi.",
    own(({ appraised }) => appraised, "người đã thẩm định"),
  ),
  {
    ...recall(
      "headReturn.recalled",
      "Rút lại việc trả lại chuyên viên",
      "registration.signOff",
      "Đăng ký trở lại chờ lãnh đạo đơn vị ký duyệt, như trước khi trả lại.",
      ownReturn("UNIT_HEAD"),
    ),
    fields: [MISTAKEN],
  },
  {
    ...recall(
      "return.recalled",
      "Rút lại việc trả lại đơn vị",
      "registration.appraise",
      "Đăng ký trở lại đang thẩm định, như trước khi trả lại.",
      ownReturn("APPRAISAL"),
    ),
    fields: [MISTAKEN],
  },
  recall(
    "approval.recalled",
    "Rút lại phê duyệt",
    "registration.approve",
    "Đăng ký trở lại chờ phê duyệt; đã phê duyệt khẩn thì trở lại đang thẩm định.",
    own(({ approved }) => approved, "người đã phê duyệt"),
  ),
]
