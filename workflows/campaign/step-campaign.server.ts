import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { getCampaign, saveCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { CampaignEvent } from "#models/campaign/events.ts"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { ConcurrentEditError, ForbiddenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { Action } from "#workflows/permissions.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { campaignChart } from "./chart.ts"

/** What a person sends with every step: which campaign, the revision they saw, and who they are. */
export type CampaignCommand = { campaignId: string; revision?: number | undefined; actor: Actor }

/**
 * Takes one step of a campaign: permission, revision, chart, then state + audit entry + the step's own writes in one
 * transaction. `prepare` runs before the transaction (drawing, signing); `write` inside it.
 * @throws ForbiddenError, ConcurrentEditError, WorkflowRefusedError, NotFoundError
 */
export const stepCampaign = async (
  d: OfficeDependencies,
  command: CampaignCommand & {
    /** null: only the system takes this step, by itself. */
    action: Action | null
    event: CampaignEvent
    write?: (session: ClientSession, campaign: ReviewCampaign) => Promise<void>
  },
): Promise<ReviewCampaign> => {
  const { campaignId, actor } = command
  if (command.action) await authorise(d, actor, command.action, { kind: "campaign", id: campaignId })
  else if (actor.id !== SYSTEM_ACTOR.id) throw new ForbiddenError("Bước này do hệ thống tự thực hiện.")
  const event = CampaignEvent.parse(command.event)
  return d.store.inTransaction(async (session) => {
    const campaign = await getCampaign(campaignId, session)
    assertSeen(campaign, command.revision)
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
