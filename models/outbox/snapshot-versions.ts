import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { DeliveryContext } from "./context.ts"
import type { DeliveryState } from "./states.ts"

export const DELIVERY_SNAPSHOTS = snapshotVersions<DeliveryState, DeliveryContext>("delivery", [])
