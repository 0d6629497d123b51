import { z } from "zod"
import { CRITERION_ANSWERS } from "#models/legal-regime/legal-regime.ts"
import {
  REGISTRATION_EVENT_LABELS,
  RegistrationEvent,
  type RegistrationEventType,
} from "#models/registration/events.ts"
import { CriterionAnswer, Proposal } from "#models/registration/proposal.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"

const emptyAs = (nothing: null | undefined) => (value: unknown) =>
  value === "" || value === null ? nothing : value

/** A proposal as its form sends it: unanswered criteria and an unchosen reason arrive as empty text or not at all. */
export const ProposalFields = Proposal.extend({
  level: z.enum(SERVICE_LEVELS, "Hãy chọn mức độ đề xuất."),
  answers: z
    .array(
      CriterionAnswer.extend({
        value: z.preprocess(emptyAs(undefined), z.enum(CRITERION_ANSWERS).optional()),
        note: z.string().max(1000, "Ghi chú quá dài (tối đa 1000 ký tự).").default(""),
      }),
    )
    .default([])
    .transform((answers) =>
      answers.flatMap(({ value, ...answer }) => (value === undefined ? [] : [{ ...answer, value }])),
    ),
  partialReason: z.preprocess(emptyAs(null), Proposal.shape.partialReason),
})

/** What a pressed button says: the event, and whether to go on to the next item of the list. */
const Intent = z
  .string("Hãy bấm một trong các nút của biểu mẫu.")
  .regex(/^[a-zA-Z.]+(\+next)?$/, "Nút vừa bấm không hợp lệ. Hãy tải lại trang.")

/** Any form of this screen: an event with the revision it was made on. */
export const RegistrationForm = z
  .looseObject({ intent: Intent, revision: z.coerce.number().int() })
  .transform(({ intent, revision, ...fields }, context) => {
    const [type, then] = intent.split("+")
    const proposal = isProposing(type) ? ProposalFields.safeParse(fields) : null
    const event =
      proposal?.success === false
        ? proposal
        : RegistrationEvent.safeParse({
            ...fields,
            type,
            ...(proposal ? { proposal: proposal.data } : {}),
          })
    if (event.success && "type" in event.data) return { event: event.data, revision, goOn: then === "next" }
    for (const { path, message } of event.error?.issues ?? [])
      context.addIssue({ code: "custom", path: [...path], message })
    return z.NEVER
  })

const isProposing = (type: string | undefined): boolean =>
  type === "draft.saved" || type === "proposal.submitted"

/** The event a sent form was about, however wrong its fields are; null for what is no event. */
export const eventOf = (intent: unknown): RegistrationEventType | null => {
  const [type = ""] = typeof intent === "string" ? intent.split("+") : []
  return isEvent(type) ? type : null
}

const isEvent = (type: string): type is RegistrationEventType =>
  Object.hasOwn(REGISTRATION_EVENT_LABELS, type)
