import { z } from "zod"
import {
  REGISTRATION_EVENT_LABELS,
  RegistrationEvent,
  type RegistrationEventType,
} from "#models/registration/events.ts"
import { citationTyped } from "./provision-fields.ts"
import { sentShapeOf } from "./registration-step.ts"
import { REGISTRATION_STEPS, stepOf } from "./steps/index.ts"

const UNKNOWN = "Nút vừa bấm không hợp lệ. Hãy tải lại trang."

const [first, ...others] = REGISTRATION_STEPS.map((step) =>
  z.object({
    ...sentShapeOf(step),
    intent: z.literal(step.event),
    goOn: z.boolean(),
    revision: z.coerce.number().int(),
  }),
)
if (!first) throw new Error("a registration has no steps")

/** A pressed button says the event, and after `+` whether to go on to the next item of the list. */
const pressed = (sent: unknown) => {
  const fields: Record<string, unknown> = typeof sent === "object" && sent !== null ? { ...sent } : {}
  const [intent, then] = typeof fields.intent === "string" ? fields.intent.split("+") : [fields.intent]
  return { ...fields, intent, goOn: then === "next" }
}

/** Any form of a registration's screen: one of its steps, with the revision it was made on. */
export const RegistrationForm = z
  .preprocess(
    pressed,
    z.discriminatedUnion("intent", [first, ...others], {
      error: ({ input }) =>
        (input as { intent?: unknown }).intent === undefined
          ? "Hãy bấm một trong các nút của biểu mẫu."
          : UNKNOWN,
    }),
  )
  .transform(({ intent, goOn, revision, ...values }, context) => {
    const event = RegistrationEvent.safeParse(
      stepOf(intent)?.place === "PROPOSAL"
        ? { type: intent, proposal: { ...values, citation: citationTyped(values as { citation: string }) } }
        : { type: intent, ...values },
    )
    if (event.success) return { event: event.data, revision, goOn }
    for (const { path, message } of event.error.issues)
      context.addIssue({ code: "custom", path: [...path], message })
    return z.NEVER
  })

/** The event a sent form was about, however wrong its fields are; null for what is no event. */
export const eventOf = (intent: unknown): RegistrationEventType | null => {
  const [type = ""] = typeof intent === "string" ? intent.split("+") : []
  return isEvent(type) ? type : null
}

const isEvent = (type: string): type is RegistrationEventType =>
  Object.hasOwn(REGISTRATION_EVENT_LABELS, type)
