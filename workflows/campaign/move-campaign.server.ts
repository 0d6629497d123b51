import type { ClientSession } from "mongoose"
import { appendAuditEntries } from "#models/audit/audit-entry.repository.server.ts"
import { getCampaign, saveCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { CampaignEvent } from "#models/campaign/events.ts"
import { CAMPAIGN_STATE_LABELS } from "#models/campaign/states.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { takeTurn } from "#models/turn/turn.repository.server.ts"
import { advance, entryOf } from "#workflows/advance.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { overtaken } from "#workflows/last-change.server.ts"
import { assertNoActInTheWay } from "#workflows/long-act/pieces.server.ts"
import type { StepTaken } from "./campaign-step.ts"
import { campaignChart } from "./chart.ts"
import { assertStillStanding } from "./still-standing.server.ts"

/** What a person sends with every step: which campaign, the revision they saw, and who they are. */
export type CampaignCommand = { campaignId: string; revision?: number | undefined; actor: Actor }

/**
 * A move and what is written with it. `at`: when it counts as made; `token`: of the long act whose last piece it is, or
 * `beginning` of one, which judges itself whose turn it is on the campaign.
 */
export type CampaignMove = CampaignCommand &
  Omit<StepTaken, "pieces" | "assertBegins"> & { at?: Date; token?: string; beginning?: true }

/**
 * Moves a campaign by one event: revision, chart, then state + audit entry + `write` in one transaction. Who may ask for it is
 * the caller's to judge (`takeStep` for people).
 * @throws ConcurrentEditError, WorkflowRefusedError, NotFoundError; RuleBrokenError when what it stands on is gone
 */
export const moveCampaign = async (d: OfficeDependencies, move: CampaignMove): Promise<ReviewCampaign> =>
  d.store.inTransaction(async (session) => {
    const { campaign, step } = await assertMoves(d, move, session)
    const { id } = campaign
    await appendAuditEntries([entryOf(step, { kind: "campaign", id }, move.actor)], session)
    await saveCampaign(id, campaign.revision, step.snapshot, session)
    const moved = { ...campaign, workflow: step.snapshot, revision: campaign.revision + 1 }
    await move.write?.(session, moved)
    return moved
  })

/** Asks everything a move rests on, and takes the turn; nothing else is written. @throws as `moveCampaign` */
export const assertMoves = async (d: OfficeDependencies, move: CampaignMove, session: ClientSession) => {
  const { campaignId, actor, token, beginning } = move
  const event = CampaignEvent.parse(move.event)
  const at = move.at ?? d.clock.now()
  await takeTurn("CAMPAIGNS", session, move.seenTurn)
  await assertNoActInTheWay({ campaignId, event: event.type, token, beginning }, session)
  const campaign = await getCampaign(campaignId, session)
  await assertSeen(campaign, move.revision, session)
  await assertStillStanding(campaign, event.type, dayOf(at), session)
  return { campaign, step: advance(campaignChart, campaign.workflow, event, actor, at) }
}

/** Checks before expensive preparation; the transaction checks again. @throws ConcurrentEditError saying whose step came between */
export const assertSeen = async (
  { id, revision: currentRevision }: ReviewCampaign,
  revision: number | undefined,
  session: ClientSession | null = null,
): Promise<void> => {
  if (revision === undefined || revision === currentRevision) return
  throw await overtaken(
    { kind: "campaign", id },
    {
      message: "Danh mục đã chuyển bước sau khi bạn mở trang; chưa ghi gì của bạn.",
      currentRevision,
      standing: { field: "Trạng thái", labels: CAMPAIGN_STATE_LABELS, seenRevision: revision },
    },
    session,
  )
}
