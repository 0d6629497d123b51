import { findReorganisations } from "#models/reorganisation/reorganisation.repository.server.ts"
import { instantOf } from "#models/shared/dates.ts"

/** The first day of a confirmed reorganisation that lies ahead. */
export const nextReorganisation = async (after: Date): Promise<Date | null> => {
  const ahead = (await findReorganisations())
    .filter(({ workflow }) => workflow.value === "confirmed")
    .map(({ plan }) => instantOf(plan.day, "08:00:00"))
    .filter((instant) => instant > after)
    .sort((a, b) => a.getTime() - b.getTime())
  return ahead[0] ?? null
}
