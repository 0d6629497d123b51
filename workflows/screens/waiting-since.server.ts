import { findMoves } from "#models/audit/moves.repository.server.ts"
import { findRegistrationStamps } from "#models/registration/registration-list.repository.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { staffOn } from "#models/user/user.repository.server.ts"
import type { Waiting } from "./work-standing.server.ts"

/** What others have, since when the longest of it has been there, and with whom: at most three are named. */
export type WaitingLine = Waiting & { campaignId: string; since: IsoDay | null; with: string[]; more: number }

const MOST_NAMED = 3

/** The same with since when and for whom, where there is anything. */
export const describeWaiting = async (
  campaign: { id: string; openedOn: IsoDay },
  waiting: readonly Waiting[],
  today: IsoDay,
): Promise<WaitingLine[]> => {
  if (waiting.length === 0) return []
  const cameOn = new Map((await findMoves("registration", `${campaign.id}:`)).map(({ id, day }) => [id, day]))
  const staff = await staffOn(today)
  return Promise.all(
    waiting.map(async (one) => {
      const { states, agencyId, role } = one
      const stamps = await findRegistrationStamps({
        campaignId: campaign.id,
        states,
        ...(agencyId ? { agencyId } : {}),
      })
      const days = stamps.map(({ id }) => cameOn.get(id) ?? campaign.openedOn).sort()
      // Of several units nobody is named: each has its own.
      const people =
        role !== "REVIEWER" && agencyId === null
          ? []
          : staff.filter(({ assignments }) =>
              assignments.some(
                (held) => held.role === role && (role === "REVIEWER" || held.agencyId === agencyId),
              ),
            )
      return {
        ...one,
        campaignId: campaign.id,
        since: days[0] ?? null,
        with: people.slice(0, MOST_NAMED).map(({ name }) => name),
        more: Math.max(0, people.length - MOST_NAMED),
      }
    }),
  )
}
