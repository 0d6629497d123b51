import type { UnitDirectory } from "#models/agency/unit-directory.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import { findCurrentSnapshots } from "#models/procedure/procedure-snapshot.repository.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { type LeadMove, leadCandidates, leadMoves } from "./lead-moves.ts"

/** The services of the register that go over to another lead when one directory follows the other on a day. */
export const findLeadMoves = async (
  before: UnitDirectory,
  after: UnitDirectory,
  day: IsoDay,
): Promise<LeadMove[]> => {
  const candidates = leadCandidates(before, after, await findActiveServices(), day)
  const codes = [...new Set(candidates.map(({ procedureCode }) => procedureCode))]
  const snapshots = codes.length > 0 ? await findCurrentSnapshots(codes) : []
  const procedures = new Map(snapshots.map(({ code, procedure }) => [code, procedure]))
  return leadMoves(before, after, candidates, procedures, day)
}
