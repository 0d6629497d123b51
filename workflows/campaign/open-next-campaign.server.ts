import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { isRunning } from "#models/campaign/deadlines.ts"
import { editionsInForceOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { CampaignPlan } from "./campaign-plan.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { openCampaign } from "./open-campaign.server.ts"

/**
 * Opens the review of a year: the first is the annual one, a further one adjusts it.
 * @throws RuleBrokenError while another review is running; whatever `openCampaign` throws
 */
export const openNextCampaign = async (
  d: Omit<CampaignDependencies, "signing">,
  input: { plan: CampaignPlan; actor: Actor },
): Promise<ReviewCampaign> => {
  const { plan, actor } = input
  const campaigns = await findCampaigns()
  // An issued edition whose records a portal refused is still being mended; that must not hold up the next review.
  const running = campaigns.find((one) => isRunning(one) && one.workflow.value !== "issued")
  if (running)
    throw new RuleBrokenError(
      `Đợt «${running.name}» đang chạy. Hãy hoàn thành đợt đó trước khi mở đợt rà soát mới.`,
    )
  const sequence =
    Math.max(0, ...campaigns.filter(({ year }) => year === plan.year).map((one) => one.sequence)) + 1
  // After a recall there may be nothing in force to amend: the year's edition is then announced anew.
  const inForce = editionsInForceOn(await findIssuedEditions(), dayOf(d.clock.now()))
  // Every amendment of a year stands on its annual edition: recalling one leaves the others.
  const amended = inForce && inForce.base.year === plan.year ? inForce.base.editionId : null
  return openCampaign(d, {
    year: plan.year,
    sequence,
    kind: amended ? "AMENDMENT" : "ANNUAL",
    name: plan.name,
    deadlines: {
      registerBy: plan.registerBy,
      appraiseBy: plan.appraiseBy,
      announceBy: plan.announceBy,
      publishBy: plan.publishBy,
    },
    numberFirst: plan.numberFirst,
    initials: plan.initials,
    annexesApart: plan.annexesApart,
    amends: amended,
    actor,
  })
}
