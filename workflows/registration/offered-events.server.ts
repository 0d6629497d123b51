import type { OfficeRules } from "#models/reference/office-rules.ts"
import type { RegistrationEventType } from "#models/registration/events.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { possibleEvents } from "./possible-steps.ts"
import { whyNotApprove } from "./separate-approver.ts"
import { stepOf } from "./steps/index.ts"
import { whoMayMove } from "./who-may-move.ts"

const isLastResort = (event: RegistrationEventType): boolean => stepOf(event)?.isLastResort ?? false

/** What this person is offered: approving only what another appraised, where the office wants two people; deciding in another's place only where nobody is left whose it would be. */
export const offeredEvents = async (
  registration: Pick<Registration, "agencyId" | "workflow">,
  actor: Actor,
  day: IsoDay,
  rules: Pick<OfficeRules, "approver">,
): Promise<RegistrationEventType[]> => {
  const mayApprove = whyNotApprove(registration, actor, rules) === null
  const possible = possibleEvents(registration, actor).filter(
    (event) => mayApprove || event !== "approval.granted",
  )
  if (!possible.some(isLastResort)) return possible
  const isNobodys = whoMayMove(registration, await staffOn(day)).length === 0
  return possible.filter((event) => isNobodys || !isLastResort(event))
}
