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
  whyNot: NonNullable<RegistrationStep["whyNot"]>,
): RegistrationStep => ({
  event,
  label,
  permission,
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
  recall("submission.recalled", "Rút lại việc trình", "registration.propose", ({ proposers }, actor) =>
    isNoneOf(proposers, asStamp(actor)) ? "Chỉ người đã đề xuất mới rút lại được." : null,
  ),
  recall(
    "signOff.recalled",
    "Rút lại ký duyệt",
    "registration.signOff",
    own(({ signedOff }) => signedOff, "người đã ký duyệt"),
  ),
  {
    ...recall("appraisal.released", "Trả về hàng chờ thẩm định", "registration.appraise", bySomeoneElse),
    isHolders: true,
  },
  {
    ...recall("consultation.recalled", "Rút lại việc lấy ý kiến", "registration.appraise", bySomeoneElse),
    isHolders: true,
  },
  recall(
    "appraisal.recalled",
    "Rút lại kết quả thẩm định",
    "registration.appraise",
    own(({ appraised }) => appraised, "người đã thẩm định"),
  ),
  {
    ...recall(
      "headReturn.recalled",
      "Rút lại việc trả lại chuyên viên",
      "registration.signOff",
      ownReturn("UNIT_HEAD"),
    ),
    fields: [MISTAKEN],
  },
  {
    ...recall(
      "return.recalled",
      "Rút lại việc trả lại đơn vị",
      "registration.appraise",
      ownReturn("APPRAISAL"),
    ),
    fields: [MISTAKEN],
  },
  recall(
    "approval.recalled",
    "Rút lại phê duyệt",
    "registration.approve",
    own(({ approved }) => approved, "người đã phê duyệt"),
  ),
]
