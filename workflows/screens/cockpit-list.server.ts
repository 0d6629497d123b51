import { isLeftToDo } from "#models/catalogue-edition/figures/work-left.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { SERVICE_LEVEL_LABELS } from "#models/shared/levels.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { CockpitList } from "#workflows/cockpit/cockpit-list.ts"
import { actsOf, UNIT_ACTS } from "#workflows/cockpit/unit-acts.ts"
import { statesOn } from "#workflows/cockpit/work-history.ts"
import type { BarrierDependencies } from "./barrier-page.server.ts"
import { type ChangedService, changedServices, readCompared } from "./cockpit-changes.server.ts"
import { type CockpitFacts, readCockpitFacts } from "./cockpit-facts.server.ts"
import { stateOnDay } from "./state-on-day.ts"

/** One thing a number counts. */
export type CockpitItem = {
  key: string
  /** Null where the service has no registration in this campaign. */
  registrationId: string | null
  serviceCode: string
  name: string
  unitName: string
  /** What makes it count: its state, its level, what was done. */
  what: string
  day: IsoDay | null
}

const PAGE_SIZE = 50

/**
 * The list behind a number of the overview: as many things as it says.
 * @throws NotFoundError, ForbiddenError
 */
export const getCockpitList = async (
  d: BarrierDependencies,
  { campaignId, list, page, actor }: { campaignId: string; list: CockpitList; page: number; actor: Actor },
): Promise<{
  campaign: { id: string; name: string }
  agencyName: string | null
  items: CockpitItem[]
  total: number
  page: number
  pageSize: number
}> => {
  const facts = await readCockpitFacts(d, { campaignId, actor })
  const agency = "agency" in list ? list.agency : undefined
  const all = await itemsOf(d, facts, list)
  return {
    campaign: { id: facts.campaign.id, name: facts.campaign.name },
    agencyName: agency === undefined ? null : (facts.names.get(agency) ?? agency),
    items: all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE),
    total: all.length,
    page,
    pageSize: PAGE_SIZE,
  }
}

async function itemsOf(
  d: BarrierDependencies,
  facts: CockpitFacts,
  list: CockpitList,
): Promise<CockpitItem[]> {
  const { registrations, history, names } = facts
  const ofUnit = registrations.filter(
    ({ agencyId }) => !("agency" in list) || list.agency === undefined || list.agency === agencyId,
  )
  const item = (
    one: Pick<CockpitFacts["registrations"][number], "id" | "serviceCode" | "procedureName" | "agencyId">,
    what: string,
    day: IsoDay | null = null,
  ): CockpitItem => ({
    key: one.id,
    registrationId: one.id,
    serviceCode: one.serviceCode,
    name: one.procedureName,
    unitName: names.get(one.agencyId) ?? one.agencyId,
    what,
    day,
  })
  switch (list.list) {
    case "work": {
      const stateOf = statesOn(history, list.day)
      return ofUnit
        .filter(({ id }) => isLeftToDo(list.figure, stateOf(id)))
        .map((one) => item(one, stateOnDay(stateOf(one.id))))
    }
    case "acts": {
      const known = new Map(ofUnit.map((one) => [one.id, one]))
      return actsOf(history)
        .filter(({ day, act }) => day >= list.from && day <= list.to && (!list.act || act === list.act))
        .flatMap(({ registrationId, act, day }, place) => {
          const one = known.get(registrationId)
          return one ? [{ ...item(one, UNIT_ACTS[act].label, day), key: String(place) }] : []
        })
    }
    case "levels":
      return ofUnit
        .filter(({ level }) => list.level === undefined || (level ?? "NONE") === list.level)
        .map((one) => item(one, one.level ? SERVICE_LEVEL_LABELS[one.level] : "Chưa có đề xuất"))
    case "changes": {
      const compared = await readCompared(d, facts)
      const ids = new Map(registrations.map(({ serviceId, id }) => [serviceId, id]))
      return (compared ? servicesOf(compared, list.change) : []).map((one) => ({
        key: one.serviceId,
        registrationId: ids.get(one.serviceId) ?? null,
        serviceCode: one.serviceCode,
        name: one.name,
        unitName: one.unitName,
        what: `${levelIn(one.before)} → ${levelIn(one.level)}`,
        day: null,
      }))
    }
  }
}

const levelIn = (level: ChangedService["level"]): string =>
  level === null ? "không có" : SERVICE_LEVEL_LABELS[level]

function servicesOf(
  compared: Parameters<typeof changedServices>[0],
  change: Extract<CockpitList, { list: "changes" }>["change"],
): ChangedService[] {
  const inBoth = (["KEPT", "RAISED", "LOWERED"] as const).flatMap((one) => changedServices(compared, one))
  if (change === "BEFORE") return [...inBoth, ...changedServices(compared, "WITHDRAWN")]
  if (change === "AFTER")
    return [
      ...inBoth,
      ...changedServices(compared, "NEW"),
      // An amendment tells of what it takes out in rows of its own.
      ...(compared.kind === "AMENDMENT" ? changedServices(compared, "WITHDRAWN") : []),
    ]
  return changedServices(compared, change)
}
