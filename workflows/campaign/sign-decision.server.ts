import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { SigningFacts } from "#models/campaign/events.ts"
import type { Signatory } from "#models/official-document/official-document.ts"
import { dayOf } from "#models/shared/dates.ts"
import { sha256 } from "#models/shared/digest.server.ts"
import { RuleBrokenError, WorkflowRefusedError } from "#models/shared/errors.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { documentSigning } from "#workflows/document-text/document-signing.ts"
import { pageCount } from "#workflows/pdf-file/page-count.server.ts"
import { assertSignatureHolds } from "./assert-signature-holds.server.ts"
import { currentDecision, currentEdition, keepDocument } from "./decision-bytes.server.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertSeen, type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"

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
  const signatory = bestOf(
    await d.reference.signatoriesOn(today),
    actor.id,
    campaign.workflow.context.signatory,
  )
  if (!signatory) throw new RuleBrokenError("Bạn không giữ thẩm quyền ký ban hành vào ngày hôm nay.")
  if (campaign.workflow.context.signatory?.personId !== actor.id)
    throw new WorkflowRefusedError("Quyết định này không trình bạn ký. Chỉ người được trình mới ký được.", {
      machine: "campaign",
      state: campaign.workflow.value,
      event: "decision.signed",
    })
  const drawnFor = campaign.workflow.context.signatory
  if (drawnFor?.capacity !== signatory.capacity || drawnFor.position !== signatory.position)
    throw new RuleBrokenError(
      `Văn bản ghi người ký là «${drawnFor?.position ?? ""}» nhưng hôm nay bạn giữ chức vụ «${signatory.position}». Trả lại hồ sơ để lập lại văn bản.`,
    )
  const edition = await currentEdition(campaign)
  const bytes = await documentSigning(d.signing).signPersonal(await currentDecision(campaign), {
    signatory,
    at,
  })
  await assertSignatureHolds(d, bytes, "PERSONAL")
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

/** The capacity the text was drawn for where the person still holds it, else any they hold. */
const bestOf = (
  held: Signatory[],
  personId: string,
  drawnFor: SigningFacts | null,
): Signatory | undefined => {
  const own = held.filter((one) => one.personId === personId)
  return (
    own.find((one) => one.capacity === drawnFor?.capacity && one.position === drawnFor.position) ?? own[0]
  )
}
