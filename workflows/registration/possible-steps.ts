import type { RegistrationEventType } from "#models/registration/events.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { Actor, Doer } from "#models/shared/workflow.ts"
import { refusalInWords, takes } from "#workflows/advance.ts"
import { waysToStep } from "./asked-unit.ts"
import { registrationChart } from "./chart.ts"
import type { RegistrationStep } from "./registration-step.ts"
import { REGISTRATION_STEPS } from "./steps/index.ts"

type Standing = Pick<Registration, "workflow">

/**
 * Why a person who holds the right may not take a step now, in one sentence; null when they may. The screen asks it before it
 * offers the step, the use-case before it takes it.
 */
export const whyNotTake = (step: RegistrationStep, { workflow }: Standing, actor: Doer): string | null => {
  const away = refusalInWords(registrationChart, workflow, step.event)
  if (!takes(registrationChart, workflow, step.event)) return away
  const why = step.whyNot?.(workflow.context, actor) ?? null
  return why && `${away} ${why}`
}

/** What this person may do to a registration now: their permission for its agency, and the state it is in. */
export const possibleEvents = (
  registration: Standing & Pick<Registration, "agencyId">,
  actor: Actor,
): RegistrationEventType[] =>
  REGISTRATION_STEPS.filter((step) =>
    waysToStep(step, registration, actor).some((way) => whyNotTake(step, registration, way) === null),
  ).map(({ event }) => event)
