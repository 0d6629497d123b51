import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { countByStatus, type DeliveryCount } from "#models/outbox/outbox.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { ConcurrentEditError } from "#models/shared/errors.ts"
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
    if (!isThrough(await countByStatus(campaign.id))) continue
    const at = d.clock.now()
    await moveCampaign(d, {
      campaignId: campaign.id,
      actor: SYSTEM_ACTOR,
      event: { type: "records.published" },
      write: async (session) => {
        // A record sent again meanwhile is waited for: the next round asks anew.
        if (!isThrough(await countByStatus(campaign.id, session)))
          throw new ConcurrentEditError(AGAIN, { changed: [] })
        await advanceAll(
          await findAllRegistrations(campaign.id, ["announced"], session),
          { type: "records.published" },
          SYSTEM_ACTOR,
          at,
          session,
        )
      },
    })
    published.push(campaign.id)
  }
  return published
}

const AGAIN = "Bản ghi của danh mục vừa được gửi lại nên chưa công khai xong."

/** Whether every record was read back live, or has been replaced since. */
const isThrough = (counts: readonly DeliveryCount[]): boolean =>
  counts.length > 0 &&
  counts.every(({ status, count }) => count === 0 || status === "live" || status === "superseded")
