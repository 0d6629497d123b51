import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { addDays, instantOf } from "#models/shared/dates.ts"
import { consultationDueDays } from "#workflows/registration/lapse-consultations.server.ts"

/** The first deadline of a running campaign, or first day after an open consultation's due date, that lies ahead. */
export const nextDueInstant = async (after: Date): Promise<Date | null> => {
  const running = (await findCampaigns()).filter(
    ({ workflow }) => !["published", "archived", "recalled", "stopped"].includes(workflow.value),
  )
  const days = [
    ...running.flatMap(({ deadlines }) => Object.values(deadlines)),
    ...(await consultationDueDays()).map((day) => addDays(day, 1)),
  ]
  const ahead = days
    .map((day) => instantOf(day, "08:00:00"))
    .filter((instant) => instant > after)
    .sort((a, b) => a.getTime() - b.getTime())
  return ahead[0] ?? null
}
