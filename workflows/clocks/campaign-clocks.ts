import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { DEADLINE_LABELS, type DeadlineKind } from "#models/campaign/deadlines.ts"
import { PHASE_CLOCKS, PHASE_OF } from "#models/deadline/clock-kinds.ts"
import type { Deadline } from "#models/deadline/deadline.ts"
import type { IsoDay } from "#models/shared/dates.ts"

/** A phase of a review as pages show it. */
export type PhaseDeadline = {
  kind: DeadlineKind
  label: string
  day: IsoDay
  /** The day first set, where it was moved since. */
  movedFrom: IsoDay | null
  isMet: boolean
  isPaused: boolean
}

/** The phases of one review out of the ledger, in the order of the yearly work. */
export const phasesIn = (ledger: readonly Deadline[], campaignId: string): PhaseDeadline[] =>
  PHASE_CLOCKS.flatMap((clock) => {
    const row = ledger.find(({ kind, campaignId: of }) => kind === clock && of === campaignId)
    if (!row) return []
    const kind = PHASE_OF[clock]
    return [
      {
        kind,
        label: DEADLINE_LABELS[kind],
        day: row.due,
        movedFrom: row.due === row.originalDue ? null : row.originalDue,
        isMet: row.state === "KEPT" || row.state === "LATE",
        isPaused: row.state === "PAUSED",
      },
    ]
  })

/** The same by name, for whoever asks after one. */
export const phaseDaysIn = (
  ledger: readonly Deadline[],
  campaign: ReviewCampaign,
): ReviewCampaign["deadlines"] => ({
  ...campaign.deadlines,
  ...Object.fromEntries(phasesIn(ledger, campaign.id).map(({ kind, day }) => [kind, day])),
})
