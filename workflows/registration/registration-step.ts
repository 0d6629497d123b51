import type { z } from "zod"
import type { RegistrationContext } from "#models/registration/context.ts"
import type { RegistrationEventType } from "#models/registration/events.ts"
import { mayJudge } from "#models/registration/four-eyes.ts"
import { isOpenRemark, placeInWords } from "#models/registration/remark.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import { asStamp, type Doer } from "#models/shared/workflow.ts"
import type { Action } from "#workflows/permissions.ts"
import { type StepField, shapeOf } from "#workflows/step-fields.ts"

/**
 * One official step of a registration. Offers, forms, parsing, permissions, bulk work and the role test derive from this
 * record; a new one is listed in `steps/index.ts`.
 */
export type RegistrationStep = {
  /** Also what forms call it. */
  event: RegistrationEventType
  permission: Action
  /** On the button. */
  label: string
  /**
   * `PROPOSAL`: sent from the officer's form; `MAIN`: what the state is for; `OTHER`: the ways back and out;
   * `REMARK`: beside the remarks. */
  place: "PROPOSAL" | "MAIN" | "OTHER" | "REMARK"
  fields: readonly StepField[]
  /** What follows from it, above its button, where the label alone does not say. */
  says?: string
  /** Takes the registration out of the review. */
  ends?: true
  /** For the unit that was asked, not the one whose registration it is. */
  isAskedUnits?: true
  /** Leaves it where it is: nobody can lead it on by this alone. */
  leadsNowhere?: true
  /** Takes one's own last step back. */
  isRecall?: true
  /** Of an appraisal that somebody has in hand: theirs alone (`held-by.ts`). */
  isHolders?: true
  /** May be taken only where nobody is left who may move the registration. */
  isLastResort?: true
  /** Where it can be taken for many at once: those in these states. */
  inBulk?: {
    label?: string
    states: readonly RegistrationState[]
    /** Decides on the level: where the suggestion was doubted each row is ticked by itself. */
    isJudging?: true
    /** The step that takes it back. */
    undoneBy?: RegistrationEventType
  }
  /** Why this person may not take it though the state would; null when they may. */
  whyNot?(context: RegistrationContext, actor: Doer): string | null
  /** What its form sends, where it is more than `fields`. */
  shape?: z.ZodRawShape
}

/** What the form of a step sends. */
export const sentShapeOf = ({ shape, fields }: Pick<RegistrationStep, "shape" | "fields">): z.ZodRawShape =>
  shape ?? shapeOf(fields)

/** Remarks that are open hold it up: which, and where. */
export const whileRemarksAreOpen = ({ remarks }: RegistrationContext): string | null => {
  const open = remarks.filter(isOpenRemark)
  return open.length === 0
    ? null
    : `Còn ${open.length} nhận xét đang mở, xem ở «Nhận xét»: ${open.map(({ id, place }) => `${id}. ${placeInWords(place)}`).join("; ")}.`
}

/** Four eyes: whoever proposed, or signed off in the head's place, decides nothing of it (design promise 1). */
export const bySomeoneElse: NonNullable<RegistrationStep["whyNot"]> = (context, actor) => {
  const who = asStamp(actor)
  if (mayJudge(context, who)) return null
  if (mayJudge(context, { by: actor.id })) return IN_A_PROPOSERS_PLACE
  return context.proposers.includes(actor.id) ? OWN_PROPOSAL : OWN_SIGN_OFF
}

const IN_A_PROPOSERS_PLACE =
  "Người được làm thay đã đề xuất hoặc ký duyệt thay đăng ký này, nên người làm thay không thẩm định, phê duyệt được; cần người khác."

const OWN_SIGN_OFF =
  "Người đã ký duyệt thay lãnh đạo đơn vị không thẩm định, phê duyệt tiếp chính đăng ký đó."

const OWN_PROPOSAL = "Người đã đề xuất không được tự ký duyệt, thẩm định hoặc phê duyệt đề xuất của mình."
