import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignStep } from "./campaign-step.ts"
import { CAMPAIGN_STEPS } from "./steps/index.server.ts"
import { isTurnOf } from "./why-not-take.ts"

/** The next step of an edition, as a duty, and the right it asks for. */
export type EditionStep = { campaignId: string; title: string } & Pick<CampaignStep, "permission">

/** The step on the path whose turn it is; null while registrations are collected, and after issue. */
export const nextStepOf = (campaign: Pick<ReviewCampaign, "workflow">): CampaignStep | null =>
  CAMPAIGN_STEPS.find((step) => step.place === "NEXT" && isTurnOf(step, campaign)) ?? null

/** Whose turn it is with the catalogue of a campaign. */
export const nextEditionStep = (campaign: Pick<ReviewCampaign, "id" | "workflow">): EditionStep | null => {
  const step = nextStepOf(campaign)
  return step && { campaignId: campaign.id, title: step.title ?? step.label, permission: step.permission }
}
