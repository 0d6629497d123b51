import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import type { ChangeCounts } from "#models/catalogue-edition/figures/change-lists.ts"
import { proposedLevelsOf } from "#models/catalogue-edition/figures/review-figures.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import type { WorkCalendar } from "#models/shared/working-days.ts"
import { type PhaseDeadline, phasesIn } from "#workflows/clocks/campaign-clocks.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { type Forecast, forecastOf } from "#workflows/cockpit/forecast.ts"
import { GOALS, type GoalName } from "#workflows/cockpit/goals.ts"
import { type ParetoRow, paretoOf } from "#workflows/cockpit/pareto.ts"
import {
  actsOf,
  type DoneAct,
  type Strip,
  stripDays,
  stripsOf,
  UNIT_ACT_NAMES,
  UNIT_ACTS,
} from "#workflows/cockpit/unit-acts.ts"
import { leftOn, type WorkDay, workDaysOf } from "#workflows/cockpit/work-history.ts"
import { type BarrierDependencies, getBlockedServices } from "./barrier-page.server.ts"
import { type ComparedCatalogue, changesOf, readCompared } from "./cockpit-changes.server.ts"
import { type CockpitFacts, readCockpitFacts } from "./cockpit-facts.server.ts"

export type CockpitDependencies = BarrierDependencies &
  LedgerDependencies & { reference: Pick<ReferenceReader, "regimeOn" | "workCalendar"> }

/** `until`: the last day of the strips. */
export type CockpitQuery = {
  agency?: string | undefined
  goal?: GoalName | undefined
  until?: IsoDay | undefined
}

type Unit = { id: string; name: string }
export type UnitForecast = Unit & { left: number; forecast: Forecast }
type UnitLevels = Unit & { levels: { level: ServiceLevel | null; count: number }[] }

export type Cockpit = {
  campaign: Pick<ReviewCampaign, "id" | "name" | "year" | "openedOn"> & { state: CampaignState }
  today: IsoDay
  /** Every unit that has something to register. */
  agencies: Unit[]
  /** The unit that is looked at; null: all of them. */
  agency: Unit | null
  deadlines: PhaseDeadline[]
  goal: GoalName
  /** Null where nothing was ever done. */
  lastActOn: IsoDay | null
  work: WorkDay[]
  forecast: Forecast
  units: UnitForecast[]
  levels: UnitLevels[]
  /** Of the whole province, whichever unit is looked at. */
  changes: (Pick<ComparedCatalogue, "kind" | "isFrozen" | "beforeNumber"> & { counts: ChangeCounts }) | null
  barriers: ParetoRow[]
  /** Services kept back by any barrier. */
  blocked: number
  strips: { days: IsoDay[]; of: "UNITS" | "ACTS"; rows: (Strip & { name: string })[] }
}

/**
 * The whole of a campaign in pictures: whether it will be in time, which unit is behind, at which levels, what stands in the way,
 * what changes against the catalogue before, and when the work was done. Stores nothing.
 * @throws NotFoundError, ForbiddenError
 */
export const getCockpit = async (
  d: CockpitDependencies,
  { campaignId, query, actor }: { campaignId: string; query: CockpitQuery; actor: Actor },
): Promise<Cockpit> => {
  const facts = await readCockpitFacts(d, { campaignId, actor })
  const { campaign, registrations, names, history } = facts
  const today = dayOf(d.clock.now())
  const agencies = [...new Set(registrations.map(({ agencyId }) => agencyId))]
    .map((id) => ({ id, name: names.get(id) ?? id }))
    .sort((a, b) => compareVietnamese(a.name, b.name))
  const agency = agencies.find(({ id }) => id === query.agency) ?? null
  const shown = agency ? [agency] : agencies
  const days = workDaysOf(history, today)
  const work = days.get(agency?.id ?? null) ?? []
  const goal = query.goal ?? (campaign.workflow.value === "collecting" ? "register" : "approve")
  const calendar = await d.reference.workCalendar()
  const foretell = (of: readonly WorkDay[]) => foretold(campaign, { days: of, goal, today }, calendar)
  const blocked = await getBlockedServices(d, { campaignId, agency: agency?.id, actor })
  const compared = await readCompared(d, facts)
  const acts = actsOf(history)
  const lastActOn = acts.at(-1)?.day ?? null
  return {
    campaign: {
      id: campaign.id,
      name: campaign.name,
      year: campaign.year,
      openedOn: campaign.openedOn,
      state: campaign.workflow.value,
    },
    today,
    agencies,
    agency,
    deadlines: phasesIn(await clockLedger(d, campaign.id), campaign.id),
    goal,
    lastActOn,
    work,
    forecast: foretell(work),
    units: shown.map((unit) => {
      const own = days.get(unit.id) ?? []
      return { ...unit, left: leftOn(own, GOALS[goal].figure, today), forecast: foretell(own) }
    }),
    levels: levelsOf(shown, registrations),
    changes: compared && {
      kind: compared.kind,
      isFrozen: compared.isFrozen,
      beforeNumber: compared.beforeNumber,
      counts: changesOf(compared),
    },
    barriers: paretoOf(blocked),
    blocked: blocked.length,
    strips: stripsShown(acts, { agency, agencies, until: query.until ?? latest(lastActOn, campaign, today) }),
  }
}

/** A review that takes no more registrations ends by its decision, not by its pace. */
const foretold = (
  { openedOn, workflow }: ReviewCampaign,
  { days, goal, today }: { days: readonly WorkDay[]; goal: GoalName; today: IsoDay },
  calendar: WorkCalendar,
): Forecast => {
  const { figure } = GOALS[goal]
  const isOpen = ["collecting", "appraising", "returnedForRevision"].includes(workflow.value)
  const forecast = forecastOf({ days, figure, openedOn, today }, calendar)
  return isOpen || forecast.kind === "DONE" ? forecast : { kind: "NONE", why: "CLOSED" }
}

const levelsOf = (units: readonly Unit[], registrations: CockpitFacts["registrations"]): UnitLevels[] => {
  const own = Map.groupBy(registrations, ({ agencyId }) => agencyId)
  return units.map((unit) => ({
    ...unit,
    levels: proposedLevelsOf(
      (own.get(unit.id) ?? []).map(({ state, level }) => ({ state, level, count: 1 })),
    ),
  }))
}

/** While people work: today. Afterwards the strips end where the work did. */
const latest = (lastActOn: IsoDay | null, { workflow }: ReviewCampaign, today: IsoDay): IsoDay =>
  workflow.context.frozen && lastActOn ? lastActOn : today

function stripsShown(
  acts: readonly DoneAct[],
  { agency, agencies, until }: { agency: Unit | null; agencies: readonly Unit[]; until: IsoDay },
): Cockpit["strips"] {
  const days = stripDays(until)
  if (agency === null) {
    const names = new Map(agencies.map(({ id, name }) => [id, name]))
    const strips = stripsOf(acts, days, { keys: [...names.keys()], keyOf: ({ agencyId }) => agencyId })
    return { days, of: "UNITS", rows: strips.map((one) => ({ ...one, name: names.get(one.key) ?? one.key })) }
  }
  const own = acts.filter(({ agencyId }) => agencyId === agency.id)
  const strips = stripsOf(own, days, { keys: UNIT_ACT_NAMES, keyOf: ({ act }) => act })
  return {
    days,
    of: "ACTS",
    rows: strips.map((one) => ({ ...one, name: UNIT_ACTS[one.key as keyof typeof UNIT_ACTS].label })),
  }
}
