import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { refusalInWords, takes } from "#workflows/advance.ts"
import type { CampaignStep } from "./campaign-step.ts"
import { campaignChart } from "./chart.ts"

type Standing = Pick<ReviewCampaign, "workflow">

/** Whether it is this step's turn, whoever asks. */
export const isTurnOf = (step: CampaignStep, { workflow }: Standing): boolean =>
  takes(campaignChart, workflow, step.event) && !step.notYet?.(workflow.context)

/**
 * Why a person who holds the right may not take a step now, in one sentence; null when they may. The screen asks it before it
 * offers the step, the use-case before it takes it.
 */
export const whyNotTake = (
  step: Pick<CampaignStep, "event" | "notYet" | "whyNot">,
  campaign: Standing,
  actor: Actor,
  at: Date,
): string | null => {
  const { workflow } = campaign
  if (!takes(campaignChart, workflow, step.event)) return refusalInWords(campaignChart, workflow, step.event)
  return step.notYet?.(workflow.context) ?? step.whyNot?.(campaign, actor, at) ?? null
}
