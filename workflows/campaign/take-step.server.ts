import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { WorkflowRefusedError } from "#models/shared/errors.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { StepField, StepValues } from "#workflows/step-fields.ts"
import type { StepWith } from "./campaign-step.ts"
import type { CampaignDependencies } from "./dependencies.ts"
import { assertSeen, type CampaignCommand, moveCampaign } from "./move-campaign.server.ts"
import { whyNotTake } from "./why-not-take.ts"

/**
 * Takes one official step for a person: permission, revision, whether it may be taken, what it prepares; then state, audit
 * entry and the step's own writes in one transaction.
 * @throws ForbiddenError (with its audit line), ConcurrentEditError, WorkflowRefusedError, NotFoundError, and what the step throws
 */
export const takeStep = async <Fields extends readonly StepField[]>(
  d: CampaignDependencies,
  step: StepWith<Fields>,
  command: CampaignCommand & StepValues<Fields>,
): Promise<ReviewCampaign> => {
  const { campaignId, revision, actor } = command
  await authorise(d, actor, step.permission, { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  assertSeen(campaign, revision)
  const at = d.clock.now()
  const why = whyNotTake(step, campaign, actor, at)
  if (why !== null)
    throw new WorkflowRefusedError(why, {
      machine: "campaign",
      state: campaign.workflow.value,
      event: step.event,
    })
  const taken = await step.act(d, { campaign, actor, at }, command)
  return moveCampaign(d, { campaignId, revision: campaign.revision, actor, ...taken })
}
