import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { checkEdition } from "#workflows/document-text/check-edition.ts"
import { currentEdition } from "./decision-bytes.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertProofsForm, drawnAs } from "./document-form.server.ts"
import { assertSeen, type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"

/**
 * The records office answers for the form (NĐ 30/2020 Điều 12(2)): every check of decision-layout.md §11.2 must hold,
 * and the documents as they would be drawn today must pass when read back.
 * @throws RuleBrokenError listing the failing checks, or the first faults of the first document that breaks a rule
 */
export const checkForm = async (
  d: CampaignDependencies,
  command: CampaignCommand & { digest: string },
): Promise<ReviewCampaign> => {
  await authorise(d, command.actor, "edition.checkForm", { kind: "campaign", id: command.campaignId })
  const campaign = await getCampaign(command.campaignId)
  assertSeen(campaign, command.revision)
  const edition = await currentEdition(campaign)
  const failed = checkEdition(edition).filter((check) => !check.ok)
  if (failed.length > 0)
    throw new RuleBrokenError(
      `Danh mục chưa đạt kiểm tra: ${failed.map((check) => check.message).join(" ")}`,
      {
        failed: failed.map((check) => check.rule),
      },
    )
  await assertProofsForm(d, edition, drawnAs(campaign))
  return stepCampaign(d, {
    ...command,
    revision: campaign.revision,
    action: "edition.checkForm",
    event: { type: "form.checked", digest: command.digest },
  })
}
