import type { ClientSession } from "mongoose"
import { findAgencies } from "#models/agency/agency.repository.server.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { findServicesOf } from "#models/online-service/online-service.repository.server.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import type { ScopeStanding } from "#models/procedure-scope/scope-answer.ts"
import { findRegistrationsOfProcedures } from "#models/registration/registration.repository.server.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import { isAtWork } from "#workflows/registration/campaign-takes.server.ts"
import { isReviewed } from "./read-scopes.server.ts"

/** What an answer «ours» would bring to the review under way. */
type Brought = {
  /** The yearly review that still takes registrations; null where there is none. */
  review: ReviewCampaign | null
  /** Services it has no registration of yet. */
  services: OnlineService[]
  /** Services the register gives to a central branch, which no answer brings into a review. */
  ofBranches: OnlineService[]
}

/** @param codes procedures as if each were answered to be the province's */
export const findBrought = async (
  codes: readonly string[],
  scopes: ReadonlyMap<string, ScopeStanding>,
  session?: ClientSession,
): Promise<Brought> => {
  const answered = new Map(
    codes.flatMap((code) => {
      const scope = scopes.get(code)
      return scope ? [[code, { ...scope, standing: "OURS" as const }] as const] : []
    }),
  )
  const agencies = new Map((await findAgencies()).map((agency) => [agency.id, agency]))
  const active = (await findServicesOf(codes, session)).filter((service) => service.active)
  const reviewed = active.filter((service) => isReviewed(service, answered, agencies))
  const review =
    (await findCampaigns(session)).find(
      ({ kind, workflow }) => kind === "ANNUAL" && isAtWork(workflow.value),
    ) ?? null
  const there = new Set(
    (await findRegistrationsOfProcedures(codes, REGISTRATION_STATES, session ?? null))
      .filter(({ campaignId }) => campaignId === review?.id)
      .map(({ serviceId }) => serviceId),
  )
  return {
    review,
    services: review ? reviewed.filter(({ id }) => !there.has(id)) : [],
    ofBranches: active.filter((service) => !reviewed.includes(service)),
  }
}
