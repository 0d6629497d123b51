import type { ClientSession } from "mongoose"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findLongActs } from "#models/long-act/long-act.repository.server.ts"
import { countByStatus, type DeliveryCount } from "#models/outbox/outbox.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { ConcurrentEditError } from "#models/shared/errors.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { inPieces, MOVES_PIECE } from "#workflows/long-act/pieces.server.ts"
import { advanceAll } from "#workflows/registration/advance-all.server.ts"
import { SYSTEM_ACTOR } from "#workflows/system-actor.ts"
import { moveCampaign } from "./move-campaign.server.ts"

/**
 * Publishes every issued edition whose records have all been read back live from the portals. Called after deliveries. Its
 * registrations go first, some in each transaction; what a killed process left is gone on with in the next round.
 * Returns the ids of the editions published now.
 */
export const completePublications = async (d: OfficeDependencies): Promise<string[]> => {
  const busy = new Set((await findLongActs()).map(({ campaignId }) => campaignId))
  const issued = (await findCampaigns()).filter(
    ({ id, workflow }) => workflow.value === "issued" && !busy.has(id),
  )
  const published: string[] = []
  for (const { id } of issued) {
    if (!isThrough(await countByStatus(id))) continue
    const at = d.clock.now()
    for (const part of inPieces(await findAllRegistrations(id, ["announced"]), MOVES_PIECE))
      await d.store.inTransaction(async (session) => {
        await assertThrough(id, session)
        await advanceAll(part, { type: "records.published" }, SYSTEM_ACTOR, at, session)
      })
    await moveCampaign(d, {
      campaignId: id,
      actor: SYSTEM_ACTOR,
      event: { type: "records.published" },
      write: (session) => assertThrough(id, session),
    })
    published.push(id)
  }
  return published
}

/** A record sent again meanwhile is waited for: the next round asks anew. @throws ConcurrentEditError */
async function assertThrough(editionId: string, session: ClientSession): Promise<void> {
  if (!isThrough(await countByStatus(editionId, session)))
    throw new ConcurrentEditError(AGAIN, { changed: [] })
}

const AGAIN = "Bản ghi của danh mục vừa được gửi lại nên chưa công khai xong."

/** Whether every record was read back live, or has been replaced since. */
const isThrough = (counts: readonly DeliveryCount[]): boolean =>
  counts.length > 0 &&
  counts.every(({ status, count }) => count === 0 || status === "live" || status === "superseded")
