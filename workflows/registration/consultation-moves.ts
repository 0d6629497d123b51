import type { RegistrationContext } from "#models/registration/context.ts"
import type { RegistrationEvent } from "#models/registration/events.ts"
import type { Stamped } from "#models/shared/workflow.ts"

type Of<Type extends RegistrationEvent["type"]> = Stamped<Extract<RegistrationEvent, { type: Type }>>
type Consultation = RegistrationContext["consultation"]

/** What is kept of an opinion that is asked for. */
export const asked = (event: Of<"consultation.requested">): Consultation => {
  const { question, dueOn, agencyId, agencyName } = event
  return {
    question,
    dueOn,
    requestedAt: event.at,
    opinion: null,
    answeredBy: null,
    ...(agencyId === undefined ? {} : { agencyId }),
    ...(agencyName === undefined ? {} : { agencyName }),
  }
}

export const answered = (
  { consultation }: RegistrationContext,
  event: Of<"consultation.answered">,
): Consultation => consultation && { ...consultation, opinion: event.opinion, answeredBy: event.by }

/** Who was asked said nothing; of what was asked before units were named nothing more is kept. */
export const silent = (
  { consultation }: RegistrationContext,
  event: Of<"consultation.lapsed">,
): Consultation =>
  consultation && event.agencyName !== undefined ? { ...consultation, silentOn: event.today } : consultation
