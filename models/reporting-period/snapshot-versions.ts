import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { PeriodContext } from "./context.ts"
import type { PeriodState } from "./states.ts"

export const PERIOD_SNAPSHOTS = snapshotVersions<PeriodState, PeriodContext>("reportingPeriod", [])
