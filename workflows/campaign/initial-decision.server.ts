import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { WorkflowRefusedError } from "#models/shared/errors.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"
import { assertSignatureHolds } from "./assert-signature-holds.server.ts"
import { currentDecision, currentEdition, keepDocument } from "./decision-bytes.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertSeen, type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"

/**
 * Initials (ký nháy) of the chief of office, who answers for the content (NĐ 30/2020 Điều 12(1)), on the very bytes that are
 * then signed; only where the office has said so for the campaign.
 * @throws WorkflowRefusedError where no initials are wanted, or they are there
 */
export const initialDecision = async (
  d: CampaignDependencies,
  command: CampaignCommand,
): Promise<ReviewCampaign> => {
  const { campaignId, actor } = command
  await authorise(d, actor, "edition.initial", { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  assertSeen(campaign, command.revision)
  const { initials, initialled } = campaign.workflow.context
  if (!initials || initialled || campaign.workflow.value !== "submittedForSignature")
    throw new WorkflowRefusedError("Văn bản không ở bước ký nháy.", {
      machine: "campaign",
      state: campaign.workflow.value,
      event: "decision.initialled",
    })
  const at = d.clock.now()
  const edition = await currentEdition(campaign)
  const person = { fullName: actor.name, position: "CHÁNH VĂN PHÒNG" }
  const bytes = await documentSigning(d.signing).signInitial(await currentDecision(campaign), { person, at })
  await assertSignatureHolds(d, bytes, "INITIAL")
  return stepCampaign(d, {
    ...command,
    revision: campaign.revision,
    action: "edition.initial",
    event: { type: "decision.initialled", documentSha256: sha256(bytes) },
    write: (session, moved) =>
      keepDocument(
        moved,
        edition,
        { kind: "DECISION", stage: "INITIALLED", pages: pageCount(bytes), bytes, createdAt: at },
        session,
      ),
  })
}
