import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionsInForceOn, effectiveDayOf } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { decisionOf } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { readInForceOn } from "#models/catalogue-edition/read-in-force.server.ts"
import type { RowChange, RowChangeKind } from "#models/catalogue-edition/row-change.ts"
import { rowChangeCounts, rowChanges } from "#models/catalogue-edition/row-changes.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** How the rows of an edition differ from the catalogue in force before it. */
export type RowRedline = {
  /** What it is compared with, the annual decision first; empty where nothing was in force. */
  against: DecisionReference[]
  /** The day whose catalogue it is compared with: today, or for an issued one the day it took effect. */
  day: IsoDay
  counts: Record<RowChangeKind, number>
  total: number
  /** Rows that stand as they stood. */
  same: number
  shown: RowChange[]
}

/** Changed rows drawn at once; the rest is in the files of the edition. */
const SHOWN = 200

/** The rows of the present draft against what is in force, or, once it is issued, against what was. */
export const redlineOf = async (
  campaign: Pick<ReviewCampaign, "id">,
  edition: FrozenEdition,
  today: IsoDay,
): Promise<RowRedline> => {
  const issued = await findIssuedEditions()
  const own = issued.find(({ editionId }) => editionId === campaign.id)
  const day = own ? effectiveDayOf(own.decision) : today
  const others = issued.filter(({ editionId }) => editionId !== campaign.id)
  const before = (await readInForceOn(others, day))?.rows ?? []
  const changes =
    edition.changes ??
    rowChanges({
      before: before.map(({ entry }) => entry),
      now: edition.entries,
      isWhole: edition.kind === "ANNUAL",
    })
  const inForce = editionsInForceOn(others, day)
  const touched = new Set(changes.map(({ serviceId }) => serviceId))
  return {
    against: inForce ? [inForce.base, ...inForce.amendments].map(decisionOf) : [],
    day,
    counts: rowChangeCounts(changes),
    total: changes.length,
    same: before.filter(({ entry }) => !touched.has(entry.serviceId)).length,
    shown: changes.slice(0, SHOWN),
  }
}
