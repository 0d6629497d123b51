import type { ReviewCampaign } from "#models/campaign/campaign.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { nextWorkingDay, type WorkCalendar } from "#models/shared/working-days.ts"
import { type EditionStep, nextEditionStep } from "#workflows/campaign/next-edition-step.server.ts"

/** A decision that is signed and not yet out. */
export type SignedDecision = {
  signedOn: IsoDay
  /** Last day on which it may be issued. */
  dueOn: IsoDay
  isLate: boolean
  /** What it waits for. */
  step: EditionStep
}

/**
 * Whether a signed decision still waits to be issued, and until when: the day of signing or the next working day (NĐ 30/2020
 * Điều 18(1)). Null before the signature and after the issue.
 */
export const signedDecision = (
  campaign: Pick<ReviewCampaign, "id" | "workflow">,
  today: IsoDay,
  calendar: WorkCalendar,
): SignedDecision | null => {
  const { signed } = campaign.workflow.context
  const step = nextEditionStep(campaign)
  if (!signed || !step || !["signed", "numbered", "sealed"].includes(campaign.workflow.value)) return null
  const dueOn = nextWorkingDay(signed.signedOn, calendar)
  return { signedOn: signed.signedOn, dueOn, isLate: today > dueOn, step }
}
