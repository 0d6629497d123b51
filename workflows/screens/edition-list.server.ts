import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { type Offer, offersOf } from "#workflows/campaign/offers.server.ts"

/** A campaign and the edition it ends in, as the list shows it to this person. */
export type EditionSummary = Pick<ReviewCampaign, "id" | "name" | "year" | "kind"> & {
  state: CampaignState
  entries: number | null
  /** `15/QĐ-UBND`; null before it has a number. */
  decision: { number: string; day: string } | null
  next: Offer | null
}

/** Every edition, newest first. @throws ForbiddenError */
export const listEditions = async (d: OfficeDependencies, actor: Actor): Promise<EditionSummary[]> => {
  await authorise(d, actor, "edition.view", { kind: "campaign", id: "*" })
  const at = d.clock.now()
  return (await findCampaigns()).map((campaign) => {
    const { id, name, year, kind, workflow } = campaign
    const { frozen, numbered } = campaign.workflow.context
    return {
      id,
      name,
      year,
      kind,
      state: workflow.value,
      entries: frozen?.entries ?? null,
      decision: numbered && { number: `${numbered.number}/${numbered.symbol}`, day: numbered.day },
      next: offersOf(campaign, actor, at).next,
    }
  })
}
