import type { ReviewCampaign } from "./campaign.ts"
import { isIssuedState, isRunning } from "./deadlines.ts"

/** Whether a review still has to come to its decision: of these there is one at a time. */
export const isUndecided = (campaign: Pick<ReviewCampaign, "workflow">): boolean =>
  isRunning(campaign) && !isIssuedState(campaign.workflow.value)

/** The review people work in when they name none: the one on its way to its decision, else the newest. `campaigns`: newest first. */
export const campaignAtWork = <C extends Pick<ReviewCampaign, "workflow">>(
  campaigns: readonly C[],
): C | undefined => campaigns.find(isUndecided) ?? campaigns[0]
