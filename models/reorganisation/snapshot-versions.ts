import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { ReorganisationContext } from "./context.ts"
import type { ReorganisationState } from "./states.ts"

export const REORGANISATION_SNAPSHOTS = snapshotVersions<ReorganisationState, ReorganisationContext>(
  "reorganisation",
  [],
)
