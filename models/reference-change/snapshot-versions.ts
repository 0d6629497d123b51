import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { ReferenceChangeContext } from "./context.ts"
import type { ReferenceChangeState } from "./states.ts"

export const REFERENCE_CHANGE_SNAPSHOTS = snapshotVersions<ReferenceChangeState, ReferenceChangeContext>(
  "referenceChange",
  [],
)
