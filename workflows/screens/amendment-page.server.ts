import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { isRunning } from "#models/campaign/deadlines.ts"
import { editionsInForceOn } from "#models/catalogue-edition/catalogue-in-force.ts"
import type { DecisionReference } from "#models/catalogue-edition/decision-reference.ts"
import { decisionOf } from "#models/catalogue-edition/issued-edition.ts"
import { findIssuedEditions } from "#models/catalogue-edition/issued-editions.server.ts"
import { findActiveServices } from "#models/online-service/online-service.repository.server.ts"
import type { OnlineService } from "#models/online-service/online-service.ts"
import { findCalendarYear } from "#models/reference/reference.repository.server.ts"
import { dayOf, yearOf } from "#models/shared/dates.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { compareVietnamese, foldText } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { MOST_AMENDED } from "#workflows/campaign/campaign-plan.ts"

/** Found services that are listed; words find more only by being narrower. */
const SHOWN = 50

export type AmendedService = {
  id: string
  serviceCode: string
  name: string
  unitName: string
  /** In the catalogue in force; null where it is in none. */
  level: ServiceLevel | null
}

export type ChosenServices = { words: string; codes: string; chosen: readonly string[] }

/**
 * Choosing the services of an amendment: those ticked, those whose codes were pasted, those that words find.
 * @throws ForbiddenError for whoever may not open a review
 */
export const getAmendmentPage = async (
  d: OfficeDependencies,
  { words, codes, chosen, actor }: ChosenServices & { actor: Actor },
) => {
  await authorise(d, actor, "campaign.run", { kind: "campaign", id: "*" })
  const today = dayOf(d.clock.now())
  const services = await findActiveServices()
  const byCodes = servicesByCodes(services, codes)
  const ids = new Set([...chosen, ...byCodes.found.map(({ id }) => id)])
  const picked = services
    .filter(({ id }) => ids.has(id))
    .map(lineOf)
    .sort(byUnit)
  const wanted = foldText(words).trim()
  const matching = wanted === "" ? [] : services.filter((one) => !ids.has(one.id) && isFound(one, wanted))
  return {
    ...(await whatIsAmended(today)),
    today,
    calendar: await findCalendarYear(yearOf(today)),
    picked: picked.slice(0, MOST_AMENDED),
    leftOver: Math.max(0, picked.length - MOST_AMENDED),
    unknownCodes: byCodes.unknown,
    found: { shown: matching.map(lineOf).sort(byUnit).slice(0, SHOWN), total: matching.length },
  }
}
export type AmendmentPage = Awaited<ReturnType<typeof getAmendmentPage>>

/** The decision that would be amended this year, and the review that is in the way; null where there is none. */
async function whatIsAmended(
  today: string,
): Promise<{ amended: DecisionReference | null; running: string | null }> {
  const inForce = editionsInForceOn(await findIssuedEditions(), today)
  const running = (await findCampaigns()).find(isRunning)
  return {
    amended: inForce && inForce.base.year === yearOf(today) ? decisionOf(inForce.base) : null,
    running: running?.name ?? null,
  }
}

function servicesByCodes(services: readonly OnlineService[], codes: string) {
  const asked = [...new Set(codes.split(/[\s,;]+/u).filter((code) => code !== ""))]
  const isOf = (code: string) => (one: OnlineService) =>
    one.serviceCode === code || one.procedureCode === code
  return {
    found: asked.flatMap((code) => services.filter(isOf(code))),
    unknown: asked.filter((code) => !services.some(isOf(code))),
  }
}

const isFound = ({ procedureName, serviceName, serviceCode, unit }: OnlineService, wanted: string): boolean =>
  foldText(`${procedureName} ${serviceName} ${serviceCode} ${unit.name}`).includes(wanted)

const lineOf = (one: OnlineService): AmendedService => ({
  id: one.id,
  serviceCode: one.serviceCode,
  name: one.serviceName || one.procedureName,
  unitName: one.unit.name,
  level: one.announcedLevel,
})

const byUnit = (a: AmendedService, b: AmendedService): number =>
  compareVietnamese(a.unitName, b.unitName) || compareVietnamese(a.name, b.name)
