import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { RegistrationContext } from "./context.ts"
import type { RegistrationState } from "./states.ts"

export const REGISTRATION_SNAPSHOTS = snapshotVersions<RegistrationState, RegistrationContext>(
  "registration",
  [],
)
