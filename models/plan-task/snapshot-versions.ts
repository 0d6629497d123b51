import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { PlanTaskContext } from "./context.ts"
import type { PlanTaskState } from "./states.ts"

export const PLAN_TASK_SNAPSHOTS = snapshotVersions<PlanTaskState, PlanTaskContext>("planTask", [])
