import { readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findDelegations } from "#models/delegation/delegation.repository.server.ts"
import { countByStatus } from "#models/outbox/outbox.repository.server.ts"
import { findAllRegistrations } from "#models/registration/registration.repository.server.ts"
import { REGISTRATION_STATES } from "#models/registration/states.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { verifyStore } from "#workflows/integrity/verify-store.server.ts"
import type { KnownAuthorities } from "#workflows/signatures/known-authorities.ts"
import type { RefusedMove } from "../propose-by-rules.server.ts"
import { peopleOfBusyYear } from "./absences.ts"
import type { AnnualReview } from "./annual-review.server.ts"
import { type ClockFigures, type ClockOfYear, clocksOfYear } from "./clocks-of-year.server.ts"
import type { BusyRegister } from "./open-busy-office.server.ts"
import { type NoticeFigures, type NoticeSent, toldAndMailed } from "./told-and-mailed.server.ts"
import type { YearUnderWay } from "./year-under-way.ts"

/** What the year came to, read back from the store; equal seeds and lists give equal ones. */
type BusyYearSummary = {
  scenario: "busy-year"
  seed: number
  year: number
  /** `refused`: rows of the lists; `madeUp`: procedures beyond the lists. */
  procedures: { read: number; imported: number; refused: number; madeUp: number }
  agencies: number
  services: number
  storeClean: boolean
  /** What `verify:store` found. */
  findings: string[]
  auditEntries: number
  notices: NoticeFigures
  clocks: ClockFigures
  amendments: number
  recalls: number
  /** Registrations that came back at least twice. */
  returnedTwice: number
  opinions: { asked: number; answered: number; lapsed: number }
  /** People away while work of theirs was due, each with a deputy. */
  absences: number
  lateUnits: string[]
  /** Moves the use-cases refused on the way, with their reasons. */
  registrationsRefused: RefusedMove[]
  registrations: Record<string, Record<string, number>>
  deliveries: Record<string, Record<string, Record<string, number>>>
}

type AbsenceOfYear = {
  absent: string
  deputy: string
  roles: string[]
  agencies: string[]
  from: IsoDay
  to: IsoDay
  ground: string
  /** What the deputy did in the absent person's place. */
  acts: number
}

export type BusyYear = {
  summary: BusyYearSummary
  notices: NoticeSent[]
  clocks: ClockOfYear[]
  absences: AbsenceOfYear[]
}

export const busyYearSummary = async (
  input: YearUnderWay & {
    seed: number
    register: BusyRegister
    authorities: KnownAuthorities
    annual: AnnualReview
  },
): Promise<BusyYear> => {
  const { office, seed, year, register, annual, mail } = input
  const told = await toldAndMailed(mail.mails, peopleOfBusyYear(input.absences))
  const clocks = await clocksOfYear(office)
  const campaigns = await findCampaigns()
  const all = (
    await Promise.all(campaigns.map(({ id }) => findAllRegistrations(id, REGISTRATION_STATES)))
  ).flat()
  const asked = all.flatMap(({ workflow }) => workflow.context.consultation ?? [])
  const absences = await absencesOfYear()
  const report = await verifyStore(input.authorities)
  const sum = (count: (report: BusyRegister["imports"][number]) => number) =>
    register.imports.reduce((total, one) => total + count(one), 0)
  return {
    notices: told.notices,
    clocks: clocks.clocks,
    absences,
    summary: {
      scenario: "busy-year",
      seed,
      year,
      procedures: {
        read: sum(({ read }) => read),
        imported: sum(({ added, changed, unchanged }) => added + changed + unchanged),
        refused: sum(({ refused }) => refused.length),
        madeUp: register.madeUp,
      },
      agencies: new Set(all.map(({ agencyId }) => agencyId)).size,
      services: register.services.length,
      storeClean: report.ok,
      findings: report.findings.map(({ check, where, message }) => `${check} · ${where}: ${message}`),
      auditEntries: report.auditEntries,
      notices: told.figures,
      clocks: clocks.figures,
      amendments: campaigns.filter(({ kind, workflow }) => kind === "AMENDMENT" && workflow.context.issued)
        .length,
      recalls: campaigns.filter(({ workflow }) => workflow.value === "recalled").length,
      returnedTwice: all.filter(({ workflow }) => workflow.context.returns.length >= 2).length,
      opinions: {
        asked: asked.length,
        answered: asked.filter(({ opinion }) => opinion !== null).length,
        lapsed: asked.filter(({ opinion }) => opinion === null).length,
      },
      absences: absences.length,
      lateUnits: annual.lateAgencies,
      registrationsRefused: annual.refused,
      registrations: Object.fromEntries(
        campaigns.map(({ id }) => [id, statesOf(all.filter(({ campaignId }) => campaignId === id))]),
      ),
      deliveries: Object.fromEntries(
        await Promise.all(campaigns.map(async ({ id }) => [id, await deliveriesOf(id)] as const)),
      ),
    },
  }
}

const statesOf = (registrations: readonly { workflow: { value: string } }[]): Record<string, number> =>
  Object.fromEntries(
    [...Map.groupBy(registrations, ({ workflow }) => workflow.value)]
      .map(([state, those]) => [state, those.length] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  )

async function deliveriesOf(editionId: string): Promise<Record<string, Record<string, number>>> {
  const found: Record<string, Record<string, number>> = {}
  for (const { target, status, count } of await countByStatus(editionId))
    found[target] = { ...found[target], [status]: count }
  return found
}

async function absencesOfYear(): Promise<AbsenceOfYear[]> {
  const acts = new Map<string, number>()
  for await (const entries of readAuditLog())
    for (const { onBehalfOf } of entries)
      if (onBehalfOf) acts.set(onBehalfOf.delegationId, (acts.get(onBehalfOf.delegationId) ?? 0) + 1)
  return (await findDelegations(null))
    .map(({ id, principalId, deputyId, grants, from, to, document, reason }) => ({
      absent: principalId,
      deputy: deputyId,
      roles: grants.map(({ role }) => role),
      agencies: grants.map(({ agencyId }) => agencyId),
      from,
      to,
      ground: document || reason,
      acts: acts.get(id) ?? 0,
    }))
    .toSorted((one, other) => (one.from + one.absent < other.from + other.absent ? -1 : 1))
}
