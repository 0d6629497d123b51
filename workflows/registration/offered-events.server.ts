import type { CampaignState } from "#models/campaign/states.ts"
import type { RegistrationEventType } from "#models/registration/events.ts"
import type { Registration } from "#models/registration/registration.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import { campaignTakes } from "./campaign-takes.server.ts"
import { assignableTo } from "./name-holder.ts"
import { REGISTRATION_STEPS, stepOf } from "./steps/index.ts"
import { whoMayMove } from "./who-may-move.ts"
import { type MovingRules, wayToMove } from "./why-not-move.ts"

/** Steps that hang on who else is there. */
const hangsOnStaff = (event: RegistrationEventType): boolean =>
  event === "appraisal.assigned" || (stepOf(event)?.isLastResort ?? false)

/**
 * What this person is offered: each step that one of their ways to act takes now, in their own right or as a deputy; deciding in
 * another's place only where nobody is left whose it would be, giving an appraisal away only where somebody may be given it, and
 * nothing that its campaign is past taking.
 */
export const offeredEvents = async (
  registration: Pick<Registration, "agencyId" | "workflow">,
  actor: Actor,
  { campaign, day, rules }: { campaign: CampaignState; day: IsoDay; rules: MovingRules },
): Promise<RegistrationEventType[]> => {
  const possible = REGISTRATION_STEPS.filter(
    (step) =>
      campaignTakes(step.event, campaign) && (wayToMove(step, registration, actor, rules)?.isFree ?? false),
  ).map(({ event }) => event)
  if (!possible.some(hangsOnStaff)) return possible
  const staff = await staffOn(day)
  const isNobodys = whoMayMove(registration, staff).length === 0
  const hasTaker = assignableTo(registration, staff).length > 0
  return possible.filter((event) => {
    if (event === "appraisal.assigned") return hasTaker
    return isNobodys || !hangsOnStaff(event)
  })
}
