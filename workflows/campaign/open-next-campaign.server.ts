import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { CampaignPlan } from "./campaign-plan.ts"
import { isRunning } from "./deadlines.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { openCampaign } from "./open-campaign.server.ts"

/**
 * Opens the review of a year: the first is the annual one, a further one adjusts the edition issued last.
 * @throws RuleBrokenError while another review is running; whatever `openCampaign` throws
 */
export const openNextCampaign = async (
  d: Omit<CampaignDependencies, "signing">,
  input: { plan: CampaignPlan; actor: Actor },
): Promise<ReviewCampaign> => {
  const { plan, actor } = input
  const campaigns = await findCampaigns()
  const running = campaigns.find(isRunning)
  if (running)
    throw new RuleBrokenError(
      `Đợt «${running.name}» đang chạy. Hãy hoàn thành đợt đó trước khi mở đợt rà soát mới.`,
    )
  const sequence =
    Math.max(0, ...campaigns.filter(({ year }) => year === plan.year).map((one) => one.sequence)) + 1
  const amended =
    sequence === 1 ? null : (campaigns.find(({ workflow }) => workflow.value !== "recalled")?.id ?? null)
  return openCampaign(d, {
    year: plan.year,
    sequence,
    kind: sequence === 1 ? "ANNUAL" : "AMENDMENT",
    name: plan.name,
    deadlines: {
      registerBy: plan.registerBy,
      appraiseBy: plan.appraiseBy,
      announceBy: plan.announceBy,
      publishBy: plan.publishBy,
    },
    numberFirst: plan.numberFirst,
    amends: amended,
    actor,
  })
}
