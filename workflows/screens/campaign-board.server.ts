import { findCampaigns, getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { isRunning } from "#models/campaign/deadlines.ts"
import type { CampaignState } from "#models/campaign/states.ts"
import {
  countInStates,
  proposedLevelsOf,
  type RegistrationCount,
  reviewFiguresOf,
} from "#models/catalogue-edition/figures/review-figures.ts"
import type { CalendarYear } from "#models/reference/calendar-year.ts"
import { findCalendarYear } from "#models/reference/reference.repository.server.ts"
import { countRegistrations } from "#models/registration/registration-list.repository.server.ts"
import { dayOf, type IsoDay, yearOf } from "#models/shared/dates.ts"
import type { ServiceLevel } from "#models/shared/levels.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import type { EditionDependencies } from "#workflows/campaign/dependencies.ts"
import { boardOffersOf, type OpenOffer } from "#workflows/campaign/offers.server.ts"
import { type PhaseDeadline, phasesIn } from "#workflows/clocks/campaign-clocks.ts"
import type { LedgerDependencies } from "#workflows/clocks/ledger-dependencies.ts"
import { clockLedger } from "#workflows/clocks/read-ledger.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { visibleAgencyIds } from "#workflows/registration/visible-registrations.server.ts"
import { findUnsettled } from "#workflows/scope/read-scopes.server.ts"
import { BOARD_GROUP_NAMES, BOARD_GROUPS, type BoardGroup } from "./board-groups.ts"
import { agencyNames, type RegistrationListDependencies } from "./registration-list.server.ts"

export type BoardRow = {
  agencyId: string
  agencyName: string
  total: number
  groups: Record<BoardGroup, number>
  /** Approved or left, of all. */
  finished: number
  /** Whether this person may open the agency's list. */
  isOpenToActor: boolean
}

export type CampaignBoard = {
  campaign: Pick<ReviewCampaign, "id" | "name" | "year" | "kind" | "openedOn" | "revision"> & {
    state: CampaignState
  }
  deadlines: PhaseDeadline[]
  today: IsoDay
  rows: BoardRow[]
  totals: Omit<BoardRow, "agencyId" | "agencyName" | "isOpenToActor">
  /** Registrations per proposed level; `null` those without a proposal yet. */
  levels: { level: ServiceLevel | null; count: number }[]
  /** Procedures nobody has said the scope of: the catalogue is not frozen before. Null once it is, and for whoever does not freeze it. */
  unsettled: number | null
  /** Whether this person may see the campaign in pictures. */
  mayOversee: boolean
  /** Whether this person sees how the units' returns stand; else of which units they see the return. */
  returns: boolean
  ownReturns: string[]
  /** What this person may do while registrations are collected. */
  offers: OpenOffer[]
}

/** Progress of one campaign per agency. @throws NotFoundError, ForbiddenError */
export const getCampaignBoard = async (
  d: EditionDependencies,
  input: { campaignId: string; actor: Actor },
): Promise<CampaignBoard> => {
  const { actor } = input
  await authorise(d, actor, "campaign.view", { kind: "campaign", id: input.campaignId })
  const campaign = await getCampaign(input.campaignId)
  const [counts, names] = await Promise.all([countRegistrations(campaign.id), agencyNames(d)])
  const own = visibleAgencyIds(actor)
  const rows = [...Map.groupBy(counts, ({ agencyId }) => agencyId)]
    .map(([agencyId, ofAgency]) => ({
      agencyId,
      agencyName: names.get(agencyId) ?? agencyId,
      isOpenToActor: own === null || own.includes(agencyId),
      ...sumOf(ofAgency),
    }))
    .sort((a, b) => compareVietnamese(a.agencyName, b.agencyName))
  const { id, name, year, kind, openedOn, revision, workflow } = campaign
  return {
    campaign: { id, name, year, kind, openedOn, revision, state: workflow.value },
    deadlines: phasesIn(await clockLedger(d, campaign.id), campaign.id),
    today: dayOf(d.clock.now()),
    rows,
    totals: sumOf(counts),
    levels: proposedLevelsOf(counts),
    unsettled:
      workflow.context.frozen || !isAllowed(actor, "campaign.run")
        ? null
        : (await findUnsettled(dayOf(d.clock.now()))).length,
    returns: own === null,
    ownReturns: (own ?? []).filter((agencyId) => rows.some((row) => row.agencyId === agencyId)),
    mayOversee: isAllowed(actor, "campaign.oversee"),
    offers: await boardOffersOf(d, { campaign, actor, at: d.clock.now() }),
  }
}

function sumOf(counts: readonly RegistrationCount[]): CampaignBoard["totals"] {
  const groups = Object.fromEntries(
    BOARD_GROUP_NAMES.map((name) => [name, countInStates(counts, BOARD_GROUPS[name].states)]),
  ) as Record<BoardGroup, number>
  const total = reviewFiguresOf(counts).reviewedServices
  return { total, groups, finished: groups.approved + groups.left }
}

export type CampaignSummary = Pick<
  ReviewCampaign,
  "id" | "name" | "year" | "sequence" | "kind" | "openedOn"
> & {
  state: CampaignState
  deadlines: PhaseDeadline[]
  isRunning: boolean
}

/** Every campaign, newest first, and whether this person may open one now (none is running). */
export const listCampaigns = async (
  d: RegistrationListDependencies & LedgerDependencies,
  actor: Actor,
): Promise<{
  campaigns: CampaignSummary[]
  mayOpen: boolean
  today: IsoDay
  /** The days of this year's review as the office keeps them; null where nobody entered any. */
  calendar: CalendarYear | null
  /** Procedures no review takes up because nobody has said the scope of; asked where one may be opened. */
  unsettled: number
}> => {
  await authorise(d, actor, "campaign.view", { kind: "campaign", id: "*" })
  const ledger = await clockLedger(d)
  const campaigns = (await findCampaigns()).map((campaign) => ({
    id: campaign.id,
    name: campaign.name,
    year: campaign.year,
    sequence: campaign.sequence,
    kind: campaign.kind,
    openedOn: campaign.openedOn,
    state: campaign.workflow.value,
    deadlines: phasesIn(ledger, campaign.id),
    isRunning: isRunning(campaign),
  }))
  const today = dayOf(d.clock.now())
  const mayOpen = isAllowed(actor, "campaign.run") && !campaigns.some((campaign) => campaign.isRunning)
  return {
    campaigns,
    mayOpen,
    unsettled: mayOpen ? (await findUnsettled(today)).length : 0,
    today,
    calendar: await findCalendarYear(yearOf(today)),
  }
}
