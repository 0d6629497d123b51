import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { type TouchedService, touchedServices } from "#models/catalogue-edition/figures/edition-effect.ts"
import { doubtfulLetters } from "#models/registration/doubt.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import type { Registration } from "#models/registration/registration.ts"
import { FINISHED_STATES, REGISTRATION_STATES } from "#models/registration/states.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { EditionDependencies } from "#workflows/campaign/dependencies.ts"
import { editionToBe, hasOpenDoubt } from "#workflows/campaign/edition-effect.server.ts"
import { EFFECT_LISTS, type EffectList } from "#workflows/campaign/effect-lists.ts"

/** One line of a list behind a figure. `registrationId`: of the campaign, where it has one. */
export type EffectRow = TouchedService & { registrationId: string | null }

export type EffectPage = {
  campaign: Pick<ReviewCampaign, "id" | "name">
  list: EffectList
  rows: EffectRow[]
}

/** The services behind one figure of an edition's effect, unit by unit. @throws NotFoundError, ForbiddenError, RuleBrokenError */
export const getEffectPage = async (
  d: EditionDependencies,
  input: { editionId: string; list: EffectList; actor: Actor },
): Promise<EffectPage> => {
  const { editionId, list, actor } = input
  await authorise(d, actor, "edition.view", { kind: "campaign", id: editionId })
  const campaign = await getCampaign(editionId)
  const { id, name } = campaign
  const rows = (await rowsOf(d, campaign, list)).sort(
    (a, b) => compareVietnamese(a.unitName, b.unitName) || compareVietnamese(a.name, b.name),
  )
  return { campaign: { id, name }, list, rows }
}

async function rowsOf(
  d: EditionDependencies,
  campaign: ReviewCampaign,
  list: EffectList,
): Promise<EffectRow[]> {
  const { change } = EFFECT_LISTS[list]
  if (change !== null) {
    const touched = touchedServices(await editionToBe(d, campaign, d.clock.now()), change)
    return touched.map((one) => ({
      ...one,
      registrationId: one.now === null ? null : `${campaign.id}:${one.serviceId}`,
    }))
  }
  const registrations = await findAllRegistrations(campaign.id, REGISTRATION_STATES)
  return registrations.filter(IN_LIST[list as keyof typeof IN_LIST]).map(rowOf)
}

const isIn = ({ workflow }: Registration): boolean =>
  ["approved", "announced", "published"].includes(workflow.value)

const IN_LIST = {
  "de-lai": (one: Registration) => !isIn(one) && !FINISHED_STATES.includes(one.workflow.value),
  "nghi-ngo": (one: Registration) => isIn(one) && doubtfulLetters(one.suggestion).length > 0,
  "chua-tra-loi": (one: Registration) => isIn(one) && hasOpenDoubt(one),
}

const rowOf = (one: Registration): EffectRow => ({
  serviceId: one.serviceId,
  serviceCode: one.serviceCode,
  name: one.procedureName,
  unitName: one.unit.name,
  before: one.previousLevel,
  now: one.workflow.context.proposal?.level ?? null,
  registrationId: one.id,
})
