import { z } from "zod"
import type { RegistrationContext } from "#models/registration/context.ts"
import type { RegistrationEventType } from "#models/registration/events.ts"
import { isOpenRemark, MOST_REMARKS, REMARK_TEXT } from "#models/registration/remark.ts"
import { reasonField } from "#workflows/step-fields.ts"
import { bySomeoneElse, type RegistrationStep } from "../registration-step.ts"

const tooShort = `Ghi rõ ít nhất ${REMARK_TEXT.min} ký tự.`
const words = (label: string) => reasonField("words", label, tooShort)

/** On one remark, named by its number. */
const onRemark = (
  step: Pick<RegistrationStep, "permission" | "label" | "isHolders"> & {
    event: RegistrationEventType
    whyNot: NonNullable<RegistrationStep["whyNot"]>
    asks: string
  },
): RegistrationStep => {
  const { asks, ...rest } = step
  const field = words(asks)
  return {
    ...rest,
    place: "REMARK",
    leadsNowhere: true,
    fields: [field],
    shape: {
      remarkId: z.string().max(10),
      words: z.string({ error: tooShort }).trim().min(REMARK_TEXT.min, tooShort).max(REMARK_TEXT.max),
    },
  }
}

const NONE_OPEN = "Không còn nhận xét nào đang mở."
const NONE_SETTLED = "Chưa có nhận xét nào đã xong để mở lại."
const whyNoneOpen = ({ remarks }: RegistrationContext) => (remarks.some(isOpenRemark) ? null : NONE_OPEN)

/** What the appraiser finds, pinned to its place; several stand together when the registration goes back. */
const makeRemark: RegistrationStep = {
  event: "remark.made",
  permission: "registration.appraise",
  label: "Ghi nhận xét",
  place: "REMARK",
  isHolders: true,
  leadsNowhere: true,
  fields: [
    {
      kind: "CHOICE",
      name: "place",
      label: "Nơi cần nhận xét",
      missing: "Hãy chọn nơi cần nhận xét.",
      // The places of a registration are known when the form is shown.
      options: [],
      none: "",
    },
    reasonField("text", "Nhận xét", tooShort),
  ],
  whyNot: (context, actor) =>
    bySomeoneElse(context, actor) ??
    (context.remarks.length < MOST_REMARKS ? null : `Mỗi đăng ký có tối đa ${MOST_REMARKS} nhận xét.`),
}

export const REMARK_STEPS: readonly RegistrationStep[] = [
  makeRemark,
  onRemark({
    event: "remark.resolved",
    permission: "registration.propose",
    label: "Trả lời nhận xét",
    asks: "Đã sửa, giải trình thế nào",
    whyNot: whyNoneOpen,
  }),
  onRemark({
    event: "remark.settled",
    permission: "registration.appraise",
    label: "Đóng nhận xét",
    isHolders: true,
    asks: "Vì sao không còn cần",
    whyNot: (context, actor) => bySomeoneElse(context, actor) ?? whyNoneOpen(context),
  }),
  onRemark({
    event: "remark.reopened",
    permission: "registration.appraise",
    label: "Mở lại nhận xét",
    isHolders: true,
    asks: "Còn thiếu gì",
    whyNot: (context, actor) =>
      bySomeoneElse(context, actor) ?? (context.remarks.every(isOpenRemark) ? NONE_SETTLED : null),
  }),
]
