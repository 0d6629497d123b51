import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { DelegationContext } from "./context.ts"
import type { DelegationState } from "./states.ts"

export const DELEGATION_SNAPSHOTS = snapshotVersions<DelegationState, DelegationContext>("delegation", [])
