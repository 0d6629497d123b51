import { snapshotVersions } from "../shared/snapshot-versions.ts"
import type { RegimeProposalContext } from "./context.ts"
import type { RegimeProposalState } from "./states.ts"

export const REGIME_PROPOSAL_SNAPSHOTS = snapshotVersions<RegimeProposalState, RegimeProposalContext>(
  "regimeProposal",
  [],
)
