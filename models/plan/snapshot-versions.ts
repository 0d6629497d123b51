import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { PlanContext } from "./context.ts"
import type { PlanState } from "./states.ts"

export const PLAN_SNAPSHOTS = snapshotVersions<PlanState, PlanContext>("plan", [])
