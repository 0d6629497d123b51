import { getCampaign } from "#models/campaign/campaign.repository.server.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import type { LevelTarget } from "#models/reference/level-target.ts"
import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import { readJudged } from "#models/registration/judged.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { AdminLevel, PartialReason } from "#models/shared/levels.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise } from "#workflows/authorise.server.ts"
import { BARRIER_KINDS, type BarrierKind } from "#workflows/barriers/barrier-kinds.ts"
import {
  type BeforeAfter,
  barriersOf,
  type JudgedService,
  paymentOf,
  raisedServices,
  whatIf,
} from "#workflows/barriers/barriers.ts"
import { type Effort, effortOf } from "#workflows/barriers/effort.ts"
import { targetsFor } from "#workflows/barriers/level-targets.ts"
import type { RegistrationDependencies } from "#workflows/registration/move-registrations.server.ts"
import { visibleAgencyIds } from "#workflows/registration/visible-registrations.server.ts"
import { agencyNames, type RegistrationListDependencies } from "./registration-list.server.ts"

export type BarrierDependencies = RegistrationListDependencies &
  Pick<RegistrationDependencies, "getRegime"> & {
    reference: Pick<ReferenceReader, "targetsOn">
  }

export type BarrierQuery = {
  agency?: string | undefined
  kind?: BarrierKind | undefined
  /** Barriers thought away. */
  fall: readonly BarrierKind[]
  /** The units at which they fall; none named: at all. */
  at: readonly string[]
  /** Services thought full. */
  raise: readonly string[]
  page: number
}

/** A service that is not *toàn trình*, with what keeps it back. */
export type BlockedService = JudgedService & {
  serviceCode: string
  procedureName: string
  /** Two services of one procedure are told apart by these. */
  caseName?: string
  adminLevel: AdminLevel
  agencyName: string
  partialReason: PartialReason | null
  citation: string
}

export type BarrierRow = {
  kind: BarrierKind
  services: number
  procedures: number
  agencies: number
  /** Services that nothing else keeps back: they become full when this falls. */
  alone: number
}

export type BarrierPage = {
  campaign: { id: string; name: string }
  agencies: { id: string; name: string }[]
  rows: BarrierRow[]
  blocked: BlockedService[]
  total: number
  pageSize: number
  raisedCount: number
  /** Services that become full, as many as are shown. */
  raised: BlockedService[]
  /** What has to be done for it, barrier by barrier and unit by unit. */
  effort: (Effort & { agencyName: string })[]
  outcome: BeforeAfter
  units: ({ agencyId: string; agencyName: string } & BeforeAfter)[]
  targets: LevelTarget[]
}

const PAGE_SIZE = 50

/**
 * The barrier register of a campaign as far as this person may see it, and what the indicators would be if barriers fell or
 * services were raised. Proposals count where there are any, else the suggestions. Stores nothing.
 * @throws NotFoundError, ForbiddenError for another agency
 */
export const getBarrierPage = async (
  d: BarrierDependencies,
  { campaignId, query, actor }: { campaignId: string; query: BarrierQuery; actor: Actor },
): Promise<BarrierPage> => {
  const { campaign, services, names } = await judgedServices(d, { campaignId, agency: query.agency, actor })
  const blocked = blockedServices(services, query.kind)
  const fallen = new Set(query.fall)
  const at = query.at.length === 0 ? null : new Set(query.at)
  const raised = raisedServices(services, new Set(query.raise), fallen, at)
  const { agencies, ...outcome } = whatIf(services, raised, fallen, at)
  return {
    campaign: { id: campaign.id, name: campaign.name },
    agencies: [...new Set(services.map(({ agencyId }) => agencyId))]
      .map((id) => ({ id, name: names.get(id) ?? id }))
      .sort((a, b) => compareVietnamese(a.name, b.name)),
    rows: registerRows(services),
    blocked: blocked.slice((query.page - 1) * PAGE_SIZE, query.page * PAGE_SIZE),
    total: blocked.length,
    pageSize: PAGE_SIZE,
    raisedCount: raised.size,
    raised: services.filter(({ id }) => raised.has(id)).slice(0, PAGE_SIZE),
    effort: effortOf(services, raised, fallen, at).map((row) => ({
      ...row,
      agencyName: names.get(row.agencyId) ?? row.agencyId,
    })),
    outcome,
    units: agencies
      .map((unit) => ({ ...unit, agencyName: names.get(unit.agencyId) ?? unit.agencyId }))
      .sort((a, b) => compareVietnamese(a.agencyName, b.agencyName)),
    targets: targetsFor(await d.reference.targetsOn(dayOf(d.clock.now()))),
  }
}

/** Every blocked service this person may see, for a download. @throws as `getBarrierPage` */
export const getBlockedServices = async (
  d: BarrierDependencies,
  input: { campaignId: string; agency?: string | undefined; kind?: BarrierKind | undefined; actor: Actor },
): Promise<BlockedService[]> => blockedServices((await judgedServices(d, input)).services, input.kind)

async function judgedServices(
  d: BarrierDependencies,
  { campaignId, agency, actor }: { campaignId: string; agency?: string | undefined; actor: Actor },
) {
  await authorise(d, actor, "campaign.view", { kind: "campaign", id: campaignId })
  const campaign = await getCampaign(campaignId)
  const own = visibleAgencyIds(actor)
  if (own !== null && agency)
    await authorise(d, actor, "registration.view", { kind: "campaign", id: campaignId, agencyId: agency })
  const [judged, names] = await Promise.all([readJudged(campaignId, agency ? [agency] : own), agencyNames(d)])
  const regimes = new Map<string, LegalRegime>()
  for (const { regimeId } of judged)
    if (!regimes.has(regimeId)) regimes.set(regimeId, await d.getRegime(regimeId))
  const services = judged.flatMap(({ regimeId, answers, ...row }): BlockedService[] => {
    const regime = regimes.get(regimeId)
    if (!regime) return []
    const barriers = barriersOf({ ...row, answers }, regime)
    return [
      {
        ...row,
        barriers,
        payment: paymentOf(answers, regime),
        agencyName: names.get(row.agencyId) ?? row.agencyId,
      },
    ]
  })
  return { campaign, services, names }
}

const blockedServices = (services: readonly BlockedService[], kind: BarrierKind | undefined) =>
  services.filter(({ barriers }) => (kind ? barriers.includes(kind) : barriers.length > 0))

const registerRows = (services: readonly JudgedService[]): BarrierRow[] =>
  BARRIER_KINDS.flatMap((kind) => {
    const behind = services.filter(({ barriers }) => barriers.includes(kind))
    if (behind.length === 0) return []
    return [
      {
        kind,
        services: behind.length,
        procedures: new Set(behind.map(({ procedureCode }) => procedureCode)).size,
        agencies: new Set(behind.map(({ agencyId }) => agencyId)).size,
        alone: behind.filter(({ barriers }) => barriers.length === 1).length,
      },
    ]
  })
