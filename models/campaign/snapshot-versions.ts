import { type SnapshotUpgrade, snapshotVersions } from "../shared/snapshot-versions.ts"
import type { CampaignContext } from "./context.ts"
import type { CampaignState } from "./states.ts"

/** Initials and annexes in files of their own came later: version 1 left them out where an office did not ask for them. */
const fromV1ToV2: SnapshotUpgrade = ({ value, context }) => ({
  value,
  context: {
    ...context,
    initials: context.initials ?? false,
    annexesApart: context.annexesApart ?? false,
    initialled: context.initialled ?? null,
    submission: withAnnexes(context.submission),
    sealed: withAnnexes(context.sealed),
  },
})

/** A review could not be stopped before. */
const fromV2ToV3: SnapshotUpgrade = ({ value, context }) => ({
  value,
  context: { ...context, stopped: context.stopped ?? null },
})

const withAnnexes = (record: unknown): unknown =>
  record !== null && typeof record === "object" ? { annexes: [], ...record } : (record ?? null)

export const CAMPAIGN_SNAPSHOTS = snapshotVersions<CampaignState, CampaignContext>("campaign", [
  fromV1ToV2,
  fromV2ToV3,
])
