import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { type CampaignCommand, stepCampaign } from "./step-campaign.server.ts"

/** Ends the collecting of registrations; appraisal goes on with what was registered. */
export const closeCollection = (d: OfficeDependencies, command: CampaignCommand): Promise<ReviewCampaign> =>
  stepCampaign(d, { ...command, action: "campaign.run", event: { type: "collection.closed" } })

/** Takes a returned edition back to appraisal. */
export const resumeRevision = (d: OfficeDependencies, command: CampaignCommand): Promise<ReviewCampaign> =>
  stepCampaign(d, { ...command, action: "campaign.run", event: { type: "revision.resumed" } })

/** Sends the frozen edition back with a reason; what was frozen stays on file, a new draft follows. */
export const returnEdition = (
  d: OfficeDependencies,
  command: CampaignCommand & { reason: string },
): Promise<ReviewCampaign> =>
  stepCampaign(d, {
    ...command,
    action: "edition.return",
    event: { type: "edition.returned", reason: command.reason },
  })

/** The chief of office answers for the content (NĐ 30/2020 Điều 12(1)). */
export const checkContent = (
  d: OfficeDependencies,
  command: CampaignCommand & { digest: string },
): Promise<ReviewCampaign> =>
  stepCampaign(d, {
    ...command,
    action: "edition.checkContent",
    event: { type: "content.checked", digest: command.digest },
  })

/** Keeps an issued and published edition as an archive copy; nothing of it changes. */
export const archiveEdition = (d: OfficeDependencies, command: CampaignCommand): Promise<ReviewCampaign> =>
  stepCampaign(d, { ...command, action: "edition.correct", event: { type: "edition.archived" } })

/** Records an official letter correcting a fault of form (công văn đính chính, NĐ 30/2020 Điều 18(3)). */
export const recordErratum = (
  d: OfficeDependencies,
  command: CampaignCommand & { letter: string; text: string },
): Promise<ReviewCampaign> =>
  stepCampaign(d, {
    ...command,
    action: "edition.correct",
    event: { type: "erratum.recorded", letter: command.letter, text: command.text },
  })

/** Recalls an issued decision (NĐ 30/2020 Điều 18(4)); the public page says so. */
export const recallEdition = (
  d: OfficeDependencies,
  command: CampaignCommand & { reason: string },
): Promise<ReviewCampaign> =>
  stepCampaign(d, {
    ...command,
    action: "edition.correct",
    event: { type: "edition.recalled", reason: command.reason },
  })
