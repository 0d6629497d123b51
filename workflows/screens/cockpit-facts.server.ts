import { findMoves } from "#models/audit/moves.repository.server.ts"
import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import {
  type BoardRegistration,
  findBoardRegistrations,
} from "#models/registration/board-rows.repository.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { WorkHistory } from "#workflows/cockpit/work-history.ts"
import type { BarrierDependencies } from "./barrier-page.server.ts"
import { agencyNames } from "./registration-list.server.ts"

export type CockpitFacts = {
  campaign: ReviewCampaign
  registrations: BoardRegistration[]
  history: WorkHistory
  names: Map<string, string>
}

/** Everything an overview of a campaign and its lists are made of, each store read once. @throws NotFoundError, ForbiddenError */
export const readCockpitFacts = async (
  d: BarrierDependencies,
  { campaignId, actor }: { campaignId: string; actor: Actor },
): Promise<CockpitFacts> => {
  await authorise(d, actor, "campaign.oversee", { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  const [registrations, moves, campaignMoves, names] = await Promise.all([
    findBoardRegistrations(campaignId),
    findMoves("registration", `${campaignId}:`),
    findMoves("campaign", campaignId),
    agencyNames(d),
  ])
  return {
    campaign,
    registrations,
    names,
    history: {
      openedOn: campaign.openedOn,
      registrations,
      moves,
      campaignMoves: campaignMoves.filter(({ id }) => id === campaignId),
    },
  }
}
