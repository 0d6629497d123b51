import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { checkEdition } from "#workflows/official-document/check-edition.ts"
import { currentEdition } from "./decision-bytes.server.ts"
import { type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"

/**
 * The records office answers for the form (NĐ 30/2020 Điều 12(2)): every check of decision-layout.md §11.2 must hold.
 * @throws RuleBrokenError listing the failing checks
 */
export const checkForm = async (
  d: OfficeDependencies,
  command: CampaignCommand & { digest: string },
): Promise<ReviewCampaign> => {
  await authorise(d, command.actor, "edition.checkForm", { kind: "campaign", id: command.campaignId })
  const edition = await currentEdition(await getCampaign(command.campaignId))
  const failed = checkEdition(edition).filter((check) => !check.ok)
  if (failed.length > 0)
    throw new RuleBrokenError(
      `Danh mục chưa đạt kiểm tra: ${failed.map((check) => check.message).join(" ")}`,
      {
        failed: failed.map((check) => check.rule),
      },
    )
  return stepCampaign(d, {
    ...command,
    action: "edition.checkForm",
    event: { type: "form.checked", digest: command.digest },
  })
}
