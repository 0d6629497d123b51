import { type SnapshotUpgrade, snapshotVersions } from "../shared/snapshot-versions.ts"
import type { RegistrationContext } from "./context.ts"
import type { RegistrationState } from "./states.ts"

/** Who has an appraisal in hand was not kept: nobody is said to, so anybody of the office may go on. No remarks were made. */
const fromV1ToV2: SnapshotUpgrade = ({ value, context }) => ({
  value,
  context: { ...context, holder: null, remarks: [] },
})

export const REGISTRATION_SNAPSHOTS = snapshotVersions<RegistrationState, RegistrationContext>(
  "registration",
  [fromV1ToV2],
)
