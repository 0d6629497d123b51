import { findAuditTrail } from "#models/audit/audit-entry.repository.server.ts"
import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { deadlinesOf } from "#models/campaign/deadlines.ts"
import { PHASE_CLOCKS, PHASE_OF, type PhaseClock } from "#models/deadline/clock-kinds.ts"
import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import type { CalendarYear } from "#models/reference/calendar-year.ts"
import { findCalendarYear } from "#models/reference/reference.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { DeadlineFact } from "./deadline-fact.ts"

const PLAN = "Lịch rà soát của năm"

/** The four phases of each review, as the calendar of its year has them. */
export const phaseFacts = async (
  campaigns: readonly ReviewCampaign[],
  stored: ReadonlyMap<string, Deadline>,
): Promise<DeadlineFact[]> => {
  const calendars = new Map<number, CalendarYear | null>()
  for (const { year } of campaigns)
    if (!calendars.has(year)) calendars.set(year, await findCalendarYear(year))
  const facts: DeadlineFact[] = []
  for (const campaign of campaigns)
    facts.push(...(await phasesOf(campaign, calendars.get(campaign.year) ?? null, stored)))
  return facts
}

async function phasesOf(
  campaign: ReviewCampaign,
  calendar: CalendarYear | null,
  stored: ReadonlyMap<string, Deadline>,
): Promise<DeadlineFact[]> {
  const days = new Map(deadlinesOf(campaign).map((phase) => [phase.kind, phase]))
  const isStopped = campaign.workflow.value === "stopped"
  const basis = calendar?.source ?? PLAN
  const facts: DeadlineFact[] = []
  for (const kind of PHASE_CLOCKS) {
    const phase = days.get(PHASE_OF[kind])
    if (!phase) continue
    const id = `${campaign.id}:${kind}`
    const known = stored.get(id)
    // The log is asked once, when the phase is noted as over.
    const metOn = async () => (known && !isOpenDeadline(known) ? known.endedOn : await dayMet(campaign, kind))
    facts.push({
      id,
      kind,
      subject: { kind: "campaign", id: campaign.id, name: campaign.name },
      campaignId: campaign.id,
      agencyId: null,
      rule: phase.label,
      basis,
      startsOn: campaign.openedOn,
      due: phase.day,
      movedBecause: `${PLAN} đổi: ${basis}`,
      state: isStopped
        ? { is: "FELL_AWAY" }
        : phase.isMet
          ? { is: "DONE", on: await metOn() }
          : { is: "RUNS" },
    })
  }
  return facts
}

/** The step after which a phase is over; the log alone knows when the first two were taken. */
const STEP_OF: Partial<Record<PhaseClock, string>> = {
  REGISTER_BY: "collection.closed",
  APPRAISE_BY: "edition.consolidated",
}

async function dayMet({ id, workflow }: ReviewCampaign, kind: PhaseClock): Promise<IsoDay | null> {
  const { issued, publishedAt } = workflow.context
  if (kind === "ANNOUNCE_BY") return issued?.issuedOn ?? null
  if (kind === "PUBLISH_BY") return publishedAt ? dayOf(new Date(publishedAt)) : null
  const last = (await findAuditTrail("campaign", id)).findLast(({ type }) => type === STEP_OF[kind])
  return last ? dayOf(new Date(last.at)) : null
}
