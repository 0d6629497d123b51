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

/** The days of the decision were not compared, and it was told to be in force from the day it is dated. */
const fromV3ToV4: SnapshotUpgrade = ({ value, context }) => ({
  value,
  context: {
    ...context,
    issued: withEffect(context.issued, context.numbered),
    dayReasons: context.dayReasons ?? [],
  },
})

const withEffect = (issued: unknown, numbered: unknown): unknown =>
  isRecord(issued) && isRecord(numbered) ? { effectiveOn: numbered.day, ...issued } : (issued ?? null)

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object"

const withAnnexes = (record: unknown): unknown =>
  isRecord(record) ? { annexes: [], ...record } : (record ?? null)

export const CAMPAIGN_SNAPSHOTS = snapshotVersions<CampaignState, CampaignContext>("campaign", [
  fromV1ToV2,
  fromV2ToV3,
  fromV3ToV4,
])
