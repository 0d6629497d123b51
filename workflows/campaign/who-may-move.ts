import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { isAllowed } from "#workflows/permissions.ts"
import type { CampaignStep } from "./campaign-step.ts"
import { whyNotTake } from "./why-not-take.ts"

/** Those of the staff of a day who may take a step of a campaign now. */
export const whoMayTake = (
  step: CampaignStep,
  campaign: Pick<ReviewCampaign, "workflow">,
  staff: readonly Actor[],
  at: Date,
): Actor[] =>
  staff.filter((actor) => isAllowed(actor, step.permission) && whyNotTake(step, campaign, actor, at) === null)
