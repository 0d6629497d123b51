import type { RegistrationEventType } from "#models/registration/events.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { REGISTRATION_STEPS, stepOf } from "./steps/index.ts"
import { whoMayMove } from "./who-may-move.ts"
import { type MovingRules, wayToMove } from "./why-not-move.ts"

const isLastResort = (event: RegistrationEventType): boolean => stepOf(event)?.isLastResort ?? false

/**
 * What this person is offered: each step that one of their ways to act takes now, in their own right or as a deputy; deciding in
 * another's place only where nobody is left whose it would be.
 */
export const offeredEvents = async (
  registration: Pick<Registration, "agencyId" | "workflow">,
  actor: Actor,
  day: IsoDay,
  rules: MovingRules,
): Promise<RegistrationEventType[]> => {
  const possible = REGISTRATION_STEPS.filter(
    (step) => wayToMove(step, registration, actor, rules)?.isFree ?? false,
  ).map(({ event }) => event)
  if (!possible.some(isLastResort)) return possible
  const isNobodys = whoMayMove(registration, await staffOn(day)).length === 0
  return possible.filter((event) => isNobodys || !isLastResort(event))
}
