import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { getCampaign, saveCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { CampaignEvent } from "#models/campaign/events.ts"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { dayOf } from "#models/shared/dates.ts"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import type { StepTaken } from "./campaign-step.ts"
import { campaignChart } from "./chart.ts"
import { assertStillStanding } from "./still-standing.server.ts"

/** What a person sends with every step: which campaign, the revision they saw, and who they are. */
export type CampaignCommand = { campaignId: string; revision?: number | undefined; actor: Actor }

/**
 * Moves a campaign by one event: revision, chart, then state + audit entry + `write` in one transaction. Who may ask for it is
 * the caller's to judge (`takeStep` for people).
 * @throws ConcurrentEditError, WorkflowRefusedError, NotFoundError; RuleBrokenError when what it stands on is gone
 */
export const moveCampaign = async (
  d: OfficeDependencies,
  command: CampaignCommand & StepTaken,
): Promise<ReviewCampaign> => {
  const { campaignId, actor } = command
  const event = CampaignEvent.parse(command.event)
  return d.store.inTransaction(async (session) => {
    await takeTurn("CAMPAIGNS", session, command.seenTurn)
    const campaign = await getCampaign(campaignId, session)
    assertSeen(campaign, command.revision)
    await assertStillStanding(campaign, event.type, dayOf(d.clock.now()), session)
    const step = advance(campaignChart, campaign.workflow, event, actor, d.clock.now())
    await appendAuditEntries([entryOf(step, { kind: "campaign", id: campaignId }, actor)], session)
    await saveCampaign(campaignId, campaign.revision, step.snapshot, session)
    const moved = { ...campaign, workflow: step.snapshot, revision: campaign.revision + 1 }
    await command.write?.(session, moved)
    return moved
  })
}

/** Checks before expensive preparation; the transaction checks again. @throws ConcurrentEditError */
export const assertSeen = (campaign: ReviewCampaign, revision: number | undefined): void => {
  if (revision === undefined || revision === campaign.revision) return
  throw new ConcurrentEditError("Danh mục vừa được người khác chuyển bước. Xem lại rồi thực hiện lại.", {
    changed: [
      {
        field: "Trạng thái",
        before: `Bản sửa ${revision}`,
        now: `${CAMPAIGN_STATE_LABELS[campaign.workflow.value]} (bản sửa ${campaign.revision})`,
      },
    ],
    currentRevision: campaign.revision,
  })
}
