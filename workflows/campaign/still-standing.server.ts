import type { ClientSession } from "mongoose"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignEventType } from "#models/campaign/events.ts"
import { findNamedDecisions } from "#models/catalogue-edition/catalogue-edition.repository.server.ts"
import { editionDraftIdOf } from "#models/catalogue-edition/edition-id.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { standingFault } from "./standing-fault.ts"

/** Steps that take an edition nearer to its issue. */
const ONWARD: ReadonlySet<CampaignEventType> = new Set([
  "edition.consolidated",
  "content.checked",
  "form.checked",
  "submission.made",
  "decision.initialled",
  "decision.signed",
  "number.assigned",
  "decision.sealed",
  "decision.issued",
])

/**
 * Takes no edition onward whose ground is gone: what it amends or names must be in force on the day. Asked within the
 * transaction of the step, so that a recall in between cannot slip through.
 * @throws RuleBrokenError saying which decision, what happened to it, and what to do
 */
export const assertStillStanding = async (
  campaign: ReviewCampaign,
  event: CampaignEventType,
  day: IsoDay,
  session: ClientSession,
): Promise<void> => {
  if (!ONWARD.has(event)) return
  const fault = await findStandingFault(campaign, day, session)
  if (fault) throw new RuleBrokenError(fault)
}

/** Why an edition on its way cannot go on; null when nothing is in the way. */
export const findStandingFault = async (
  campaign: ReviewCampaign,
  day: IsoDay,
  session: ClientSession | null = null,
): Promise<string | null> => {
  const { frozen } = campaign.workflow.context
  const named = frozen ? await findNamedDecisions(editionDraftIdOf(campaign.id, frozen.draft), session) : []
  return standingFault(campaign, named, await findIssuedEditions(session), day)
}
