import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findDeadlines } from "#models/deadline/deadline.repository.server.ts"
import type { Deadline } from "#models/deadline/deadline.ts"
import { dayOf } from "#models/shared/dates.ts"
import { oncePerPage } from "#models/shared/once-per-page.server.ts"
import { decisionFacts } from "./decision-facts.server.ts"
import type { LedgerDependencies } from "./ledger-dependencies.ts"
import { opinionFacts } from "./opinion-facts.server.ts"
import { phaseFacts } from "./phase-facts.server.ts"
import { planTaskFacts } from "./plan-task-facts.server.ts"
import { type Reconciled, reconcile } from "./reconcile.ts"
import { reportFacts } from "./report-facts.server.ts"

/**
 * Sổ thời hạn as it stands at this moment: the kept rows, brought up to what the store says now. An act shows its deadline at
 * once; the next duty keeps it.
 * @param campaignId one review alone; null: everything
 */
export const clockLedger = (d: LedgerDependencies, campaignId: string | null = null): Promise<Deadline[]> =>
  oncePerPage(`ledger:${campaignId}`, async () => (await reconciledLedger(d, campaignId)).rows)

/** The same, with what the duty has to write. */
export const reconciledLedger = async (
  d: LedgerDependencies,
  campaignId: string | null = null,
): Promise<Reconciled> => {
  const today = dayOf(d.clock.now())
  // Rows before facts: what is noted meanwhile is newer than its row, never the other way round.
  const [calendar, kept] = await Promise.all([d.reference.workCalendar(), findDeadlines(campaignId)])
  const stored = new Map(kept.map((row) => [row.id, row]))
  const campaigns = (await findCampaigns()).filter(({ id }) => campaignId === null || id === campaignId)
  const facts = await Promise.all([
    phaseFacts(campaigns, stored),
    decisionFacts(d, campaigns, calendar),
    opinionFacts(campaignId, stored),
    campaignId === null ? reportFacts(d, today, stored, calendar) : [],
    campaignId === null ? planTaskFacts(stored) : [],
  ])
  return reconcile(kept, facts.flat(), today, calendar)
}
