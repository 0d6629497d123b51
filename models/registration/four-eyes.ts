import { personsBehind } from "../shared/workflow.ts"
import type { RegistrationContext } from "./context.ts"

type Judged = Pick<RegistrationContext, "proposers" | "signedOff">

/** Whether a person signed off in the place of the unit's head, who could not. */
const tookOverSignOff = ({ signedOff }: Pick<Judged, "signedOff">, personId: string): boolean =>
  signedOff?.takenOver !== undefined && personsBehind(signedOff).includes(personId)

/**
 * Four eyes (design promise 1): whoever proposed judges nothing of it, and whoever answered in the place of the unit's head
 * does not appraise or approve it for the office as well. Somebody's deputy is asked for both of them.
 */
export const mayJudge = (context: Judged, who: { by: string; onBehalfOf?: string }): boolean =>
  personsBehind(who).every((id) => !context.proposers.includes(id) && !tookOverSignOff(context, id))

/** Approved without waiting, and no second person has said yes yet. */
export const isUnconfirmed = ({ approved }: Pick<RegistrationContext, "approved">): boolean =>
  approved?.urgent !== undefined && approved.confirmed === undefined
