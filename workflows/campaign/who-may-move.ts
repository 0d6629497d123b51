import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { waysToAct } from "#workflows/permissions.ts"
import type { CampaignStep } from "./campaign-step.ts"
import { whyNotTake } from "./why-not-take.ts"

/** Those of the staff of a day who may take a step of a campaign now. */
export const whoMayTake = (
  step: CampaignStep,
  campaign: Pick<ReviewCampaign, "workflow">,
  staff: readonly Actor[],
  at: Date,
): Actor[] =>
  staff.filter((actor) =>
    waysToAct(actor, step.permission).some((way) => whyNotTake(step, campaign, way, at) === null),
  )
