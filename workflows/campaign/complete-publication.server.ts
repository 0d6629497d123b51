import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { advanceAll } from "#workflows/registration/advance-all.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { moveCampaign } from "./move-campaign.server.ts"

/**
 * Publishes every issued edition whose records have all been read back live from the portals. Called after deliveries.
 * Returns the ids of the editions published now.
 */
export const completePublications = async (d: OfficeDependencies): Promise<string[]> => {
  const issued = (await findCampaigns()).filter((campaign) => campaign.workflow.value === "issued")
  const published: string[] = []
  for (const campaign of issued) {
    const counts = await countByStatus(campaign.id)
    const open = counts.filter((row) => row.count > 0 && !["live", "superseded"].includes(row.status))
    if (counts.length === 0 || open.length > 0) continue
    const at = d.clock.now()
    await moveCampaign(d, {
      campaignId: campaign.id,
      actor: SYSTEM_ACTOR,
      event: { type: "records.published" },
      write: async (session) =>
        advanceAll(
          await findAllRegistrations(campaign.id, ["announced"], session),
          { type: "records.published" },
          SYSTEM_ACTOR,
          at,
          session,
        ),
    })
    published.push(campaign.id)
  }
  return published
}
