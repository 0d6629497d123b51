import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { pageCount } from "#workflows/official-document/page-count.server.ts"
import { verifyDecision } from "#workflows/official-document/verify-decision.server.ts"
import { currentDecision, currentEdition, keepDocument } from "./decision-bytes.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertSeen, type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"

/**
 * The agency's signature by the records office (NĐ 30/2020 Điều 14, 17). What comes out is verified whole before it is kept.
 * @throws RuleBrokenError when the sealed file does not verify
 */
export const sealDecision = async (
  d: CampaignDependencies,
  command: CampaignCommand,
): Promise<ReviewCampaign> => {
  const { campaignId, actor } = command
  await authorise(d, actor, "edition.seal", { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  assertSeen(campaign, command.revision)
  const at = d.clock.now()
  const edition = await currentEdition(campaign)
  const agencyName = `Ủy ban nhân dân tỉnh ${edition.issuer.provinceName}`
  const bytes = await d.signing.sealAgency(await currentDecision(campaign), { agencyName, at })
  const report = await verifyDecision(bytes, {
    digest: edition.digest,
    ...(d.authorities ? { authorities: d.authorities } : {}),
  })
  if (!report.ok)
    throw new RuleBrokenError(
      `Văn bản sau khi ký số cơ quan không đạt kiểm tra: ${report.checks
        .filter((check) => !check.ok)
        .map((check) => check.message)
        .join(" ")}`,
    )
  return stepCampaign(d, {
    ...command,
    revision: campaign.revision,
    action: "edition.seal",
    event: { type: "decision.sealed", documentSha256: sha256(bytes) },
    write: (session, moved) =>
      keepDocument(
        moved,
        edition,
        { kind: "DECISION", stage: "SEALED", pages: pageCount(bytes), bytes, createdAt: at },
        session,
      ),
  })
}
