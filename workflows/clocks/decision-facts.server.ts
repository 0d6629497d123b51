import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { dueDayOf } from "#models/deadline/due-day.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import type { WorkCalendar } from "#models/shared/working-days.ts"
import type { DeadlineFact } from "./deadline-fact.ts"
import { lawClockOn } from "./law-clock.server.ts"
import type { LedgerDependencies } from "./ledger-dependencies.ts"

const HOLIDAYS_CHANGED = "Lịch ngày nghỉ đổi"

/** What a signature sets going: the issue, and the entry into the national database, which is done once every record was read back. */
export const decisionFacts = async (
  d: LedgerDependencies,
  campaigns: readonly ReviewCampaign[],
  calendar: WorkCalendar,
): Promise<DeadlineFact[]> => {
  const facts: DeadlineFact[] = []
  for (const campaign of campaigns) {
    const { signed, issued, publishedAt } = campaign.workflow.context
    if (!signed) continue
    const ended: Record<"ISSUE" | "NATIONAL_DATABASE", IsoDay | null> = {
      ISSUE: issued?.issuedOn ?? null,
      NATIONAL_DATABASE: publishedAt ? dayOf(new Date(publishedAt)) : null,
    }
    for (const kind of ["ISSUE", "NATIONAL_DATABASE"] as const) {
      const law = await lawClockOn(d.reference, kind, signed.signedOn)
      if (!law) continue
      const on = ended[kind]
      facts.push({
        id: `${campaign.id}:${kind}:${signed.at}`,
        kind,
        subject: { kind: "edition", id: campaign.id, name: campaign.name },
        campaignId: campaign.id,
        agencyId: null,
        rule: law.text,
        basis: law.article,
        startsOn: signed.signedOn,
        due: dueDayOf(law, signed.signedOn, calendar),
        movedBecause: HOLIDAYS_CHANGED,
        state: on ? { is: "DONE", on } : isGivenUp(campaign) ? { is: "FELL_AWAY" } : { is: "RUNS" },
      })
    }
  }
  return facts
}

/** Recalled before its records were on the portals, or stopped. */
const isGivenUp = ({ workflow }: ReviewCampaign): boolean =>
  workflow.value === "stopped" || workflow.value === "recalled"
