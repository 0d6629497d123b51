import type { ClientSession } from "mongoose"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import type { BranchService } from "#models/catalogue-edition/branch-rows.ts"
import { type BranchFigures, branchFiguresOf } from "#models/catalogue-edition/figures/branch-figures.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { isOfBranch, readScopes } from "./read-scopes.server.ts"

/** How much that is, by name. */
export const countBranchServices = async (day: IsoDay): Promise<BranchFigures> =>
  branchFiguresOf({
    branches: (await findBranchServices(day)).map(({ service, procedure }) => ({
      procedure,
      agency: service.unit,
    })),
  })

/** What central branches carry out in the province on a day, by the register: kept apart from what the province reviews. */
export const findBranchServices = async (day: IsoDay, session?: ClientSession): Promise<BranchService[]> => {
  const scopes = await readScopes(day, session ? { session } : {})
  const agencies = new Map((await findAgencies()).map((agency) => [agency.id, agency]))
  return (await findActiveServices(session)).flatMap((service) => {
    const home = scopes.get(service.procedureCode)?.home
    return home && isOfBranch(service, scopes, agencies) ? [{ service, procedure: home }] : []
  })
}
