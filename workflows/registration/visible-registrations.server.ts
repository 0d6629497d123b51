import { campaignAtWork } from "#models/campaign/at-work.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { RegistrationFilter } from "#models/registration/registration-filter.ts"
import { dayOf } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { readWords } from "./read-words.server.ts"
import { type HolderChoice, type RegistrationQuery, statesOf } from "./registration-query.ts"

/** Agencies whose registrations the actor sees; null for every agency. */
export const visibleAgencyIds = (actor: Actor): string[] | null =>
  isAllowed(actor, "registration.viewAll")
    ? null
    : [
        ...new Set(
          actor.assignments
            .map(({ agencyId }) => agencyId)
            .filter((agencyId) => isAllowed(actor, "registration.view", agencyId)),
        ),
      ]

/**
 * The filter a query means for this person: never more than their role and agency allow, whatever the address says.
 * @throws ForbiddenError (with its audit line) for another agency's registrations; NotFoundError while no campaign exists
 */
export const visibleFilter = async (
  d: OfficeDependencies,
  actor: Actor,
  query: RegistrationQuery,
): Promise<{ filter: RegistrationFilter; campaign: ReviewCampaign }> => {
  const campaigns = await findCampaigns()
  const campaign = query.campaign
    ? campaigns.find(({ id }) => id === query.campaign)
    : campaignAtWork(campaigns)
  if (!campaign)
    throw new NotFoundError(
      query.campaign
        ? `Không tìm thấy đợt rà soát «${query.campaign}».`
        : "Chưa có đợt rà soát nào được mở. Văn phòng UBND cấp tỉnh cần mở đợt rà soát trước.",
    )
  if (query.asked)
    return {
      campaign,
      filter: { campaignId: campaign.id, states: ["consulting"], askedOf: unitsAnsweredFor(actor) },
    }
  const own = visibleAgencyIds(actor)
  const agencyId = query.agency ?? own?.[0]
  if (own !== null)
    await authorise(d, actor, "registration.view", {
      kind: "campaign",
      id: campaign.id,
      ...(agencyId ? { agencyId } : {}),
    })
  // Whose it is says in which states it can be, where none is asked for.
  const states = query.holder && !isOneState(query.state) ? null : statesOf(query, actor)
  const among = { campaignId: campaign.id, ...(agencyId ? { agencyId } : {}) }
  const words = query.q ? await readWords(among, query.q, dayOf(d.clock.now())) : []
  return {
    campaign,
    filter: {
      ...among,
      ...(states ? { states } : {}),
      ...(query.level ? { level: query.level } : {}),
      ...(query.adminLevel ? { adminLevel: query.adminLevel } : {}),
      ...(query.field ? { fieldCode: query.field } : {}),
      ...(query.sure ? SUGGESTED[query.sure] : {}),
      ...(query.holder ? { holder: holderFilter(query.holder, actor) } : {}),
      ...(query.urgent ? { unconfirmedFor: actor.id } : {}),
      ...(query.change ? { change: query.change } : {}),
      ...(query.cases ? { numbered: true } : {}),
      ...(words.length > 0 ? { words } : {}),
    },
  }
}

const isOneState = (state: RegistrationQuery["state"]): boolean =>
  state !== undefined && state !== "waiting" && state !== "all"

/** The units whose opinions this person may give; null among them for what was asked before units were named. */
const unitsAnsweredFor = (actor: Actor): (string | null)[] => {
  const answers = (right: "registration.giveOpinion" | "registration.giveUnitOpinion") =>
    actor.assignments.map(({ agencyId }) => agencyId).filter((id) => isAllowed(actor, right, id))
  const digital = answers("registration.giveOpinion")
  return [
    ...new Set([...digital, ...answers("registration.giveUnitOpinion")]),
    ...(digital.length > 0 ? [null] : []),
  ]
}

const holderFilter = (
  choice: HolderChoice,
  { id }: Pick<Actor, "id">,
): NonNullable<RegistrationFilter["holder"]> =>
  choice === "nobody" ? { is: "NOBODY" } : { is: choice === "mine" ? "MINE" : "OTHERS", personId: id }

const SUGGESTED: Record<NonNullable<RegistrationQuery["sure"]>, Partial<RegistrationFilter>> = {
  yes: { sure: true },
  no: { sure: false },
  agree: { agreeing: true },
  overruled: { overruled: true },
}
