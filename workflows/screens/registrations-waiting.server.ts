import { campaignAtWork } from "#models/campaign/at-work.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { countFound } from "#models/registration/registration-list.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { visibleAgencyIds, visibleFilter } from "#workflows/registration/visible-registrations.server.ts"
import { untilNextAct } from "#workflows/until-next-act.server.ts"

const kept = untilNextAct<number>()

/**
 * How many registrations wait for this person's role in the campaign at work: what their list holds as it opens, found by the same
 * query. 0 for who sees none, and while there is no campaign.
 */
export const countWaitingRegistrations = async (d: OfficeDependencies, actor: Actor): Promise<number> =>
  kept({ id: actor.id, assignments: actor.assignments, today: dayOf(d.clock.now()) }, async () => {
    if (visibleAgencyIds(actor)?.length === 0 || !campaignAtWork(await findCampaigns())) return 0
    return countFound((await visibleFilter(d, actor, { page: 1 })).filter)
  })
