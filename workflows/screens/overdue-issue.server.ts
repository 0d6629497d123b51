import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import { type Deadline, isOpenDeadline } from "#models/deadline/deadline.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { type EditionStep, nextEditionStep } from "#workflows/campaign/next-edition-step.server.ts"

/** A decision that is signed and not yet out. */
export type SignedDecision = {
  signedOn: IsoDay
  /** Last day on which it may be issued. */
  dueOn: IsoDay
  isLate: boolean
  /** What the law or plan says. */
  basis: string
  /** What it waits for. */
  step: EditionStep
}

/**
 * Whether a signed decision still waits to be issued, and until when: as the ledger has
 * it. Null before the signature and after the issue.
 */
export const signedDecision = (
  campaign: Pick<ReviewCampaign, "id" | "workflow">,
  ledger: readonly Deadline[],
  today: IsoDay,
): SignedDecision | null => {
  const { signed } = campaign.workflow.context
  const step = nextEditionStep(campaign)
  const row = ledger.find(
    (one) => one.kind === "ISSUE" && one.campaignId === campaign.id && isOpenDeadline(one),
  )
  if (!signed || !step || !row) return null
  return { signedOn: signed.signedOn, dueOn: row.due, basis: row.basis, isLate: today > row.due, step }
}
