import type { Registration } from "#models/registration/registration.ts"
import type { RegistrationState } from "#models/registration/states.ts"
import { type Actor, personsBehind } from "#models/shared/workflow.ts"
import { waysToStep } from "./asked-unit.ts"
import { whyNotTake } from "./possible-steps.ts"
import { REGISTRATION_STEPS } from "./steps/index.ts"

type Standing = Pick<Registration, "agencyId" | "workflow">

/** The states in which a registration waits for a person; a consultation lapses and an approved one goes with its edition. */
export const WAITING_STATES: readonly RegistrationState[] = [
  "drafting",
  "awaitingUnitHead",
  "registered",
  "underAppraisal",
  "returned",
  "appraised",
]

/**
 * What leads a registration on or back, as those do whose ordinary duty it is: not out of the review, not in another's place, not
 * one's own step taken back, and no remark or other holder on the way.
 */
const ORDINARY = REGISTRATION_STEPS.filter(
  ({ ends, isLastResort, isRecall, leadsNowhere }) => !ends && !isLastResort && !isRecall && !leadsNowhere,
)

/** Those of the staff of a day who may move a registration on or back now, by role, unit and four eyes. */
export const whoMayMove = (registration: Standing, staff: readonly Actor[]): Actor[] =>
  staff.filter((actor) =>
    ORDINARY.some((step) =>
      waysToStep(step, registration, actor).some((way) => whyNotTake(step, registration, way) === null),
    ),
  )

/** The same of many; those that differ in nothing that matters are asked once. */
export const moversOf = (staff: readonly Actor[]): ((registration: Standing) => Actor[]) => {
  const known = new Map<string, Actor[]>()
  return (registration) => {
    const { value, context } = registration.workflow
    const { signedOff } = context
    const takers = signedOff?.takenOver === undefined ? [] : personsBehind(signedOff)
    const key = JSON.stringify([value, registration.agencyId, [...context.proposers].sort(), takers])
    const found = known.get(key) ?? whoMayMove(registration, staff)
    known.set(key, found)
    return found
  }
}
