import type { RegistrationContext } from "./context.ts"

type Judged = Pick<RegistrationContext, "proposers" | "signedOff">

/** Whether a person signed off in the place of the unit's head, who could not. */
export const tookOverSignOff = ({ signedOff }: Pick<Judged, "signedOff">, personId: string): boolean =>
  signedOff?.takenOver !== undefined && signedOff.by === personId

/**
 * Four eyes (design promise 1): whoever proposed judges nothing of it, and whoever answered in the place of the unit's head
 * does not appraise or approve it for the office as well.
 */
export const mayJudge = (context: Judged, personId: string): boolean =>
  !context.proposers.includes(personId) && !tookOverSignOff(context, personId)
