import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError, WorkflowRefusedError } from "#models/shared/errors.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { pageCount } from "#workflows/official-document/page-count.server.ts"
import { currentDecision, currentEdition, keepDocument } from "./decision-bytes.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertSeen, type CampaignCommand, campaignContext, stepCampaign } from "./step-campaign.server.ts"

/**
 * The leader's personal signature on the drawn decision (NĐ 30/2020 Điều 13(7)); the bytes signed are exactly those kept.
 * @throws RuleBrokenError when the actor is not the person it was submitted to, or no longer holds the capacity
 */
export const signDecision = async (
  d: CampaignDependencies,
  command: CampaignCommand,
): Promise<ReviewCampaign> => {
  const { campaignId, actor } = command
  await authorise(d, actor, "edition.sign", { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  assertSeen(campaign, command.revision)
  const at = d.clock.now()
  const today = dayOf(at)
  const signatory = (await d.reference.signatoriesOn(today)).find((person) => person.personId === actor.id)
  if (!signatory) throw new RuleBrokenError("Bạn không giữ thẩm quyền ký ban hành vào ngày hôm nay.")
  if (campaignContext(campaign).signatory?.personId !== actor.id)
    throw new WorkflowRefusedError("Quyết định này không trình bạn ký. Chỉ người được trình mới ký được.", {
      machine: "campaign",
      state: campaign.workflow.value,
      event: "decision.signed",
    })
  const edition = await currentEdition(campaign)
  const bytes = await d.signing.signPersonal(await currentDecision(campaign), { signatory, at })
  return stepCampaign(d, {
    ...command,
    revision: campaign.revision,
    action: "edition.sign",
    event: { type: "decision.signed", documentSha256: sha256(bytes), signatory, signedOn: today },
    write: (session, moved) =>
      keepDocument(
        moved,
        edition,
        { kind: "DECISION", stage: "SIGNED", pages: pageCount(bytes), bytes, createdAt: at },
        session,
      ),
  })
}
