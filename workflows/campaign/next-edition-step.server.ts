import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { waysToAct } from "#workflows/permissions.ts"
import type { CampaignStep } from "./campaign-step.ts"
import { CAMPAIGN_STEPS } from "./steps/index.server.ts"
import { isTurnOf, whyNotTake } from "./why-not-take.ts"

/** The next step of an edition, as a duty, and the right it asks for. */
export type EditionStep = { campaignId: string; title: string } & Pick<CampaignStep, "permission">

/** The step on the path whose turn it is; null while registrations are collected, and after issue. */
export const nextStepOf = (campaign: Pick<ReviewCampaign, "workflow">): CampaignStep | null =>
  CAMPAIGN_STEPS.find((step) => step.place === "NEXT" && isTurnOf(step, campaign)) ?? null

/** The same for somebody: only where they may take it themself now, as the one it is addressed to and by four eyes. */
export const editionStepFor = (
  campaign: Pick<ReviewCampaign, "id" | "workflow">,
  actor: Actor,
  at: Date,
): EditionStep | null => {
  const step = nextStepOf(campaign)
  const mayTake =
    step !== null &&
    waysToAct(actor, step.permission).some((way) => whyNotTake(step, campaign, way, at) === null)
  return mayTake ? nextEditionStep(campaign) : null
}

/** Whose turn it is with the catalogue of a campaign. */
export const nextEditionStep = (campaign: Pick<ReviewCampaign, "id" | "workflow">): EditionStep | null => {
  const step = nextStepOf(campaign)
  return step && { campaignId: campaign.id, title: step.title ?? step.label, permission: step.permission }
}
