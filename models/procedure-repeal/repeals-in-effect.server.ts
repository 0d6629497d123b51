import type { ClientSession } from "mongoose"
import { findPlannedRepeals } from "./planned-repeal.repository.server.ts"
import { asRepeal } from "./planned-repeal.ts"
import { findRepeals } from "./procedure-repeal.repository.server.ts"
import type { ProcedureRepeal } from "./procedure-repeal.ts"

/** Who repeals what, from when, and since when that is known; `id` tells them apart. */
export type KnownRepeal = Pick<ProcedureRepeal, "id" | "code" | "decision" | "effectiveOn" | "at">

/**
 * Every repeal that ends rows on its day, those recorded ahead of it included: a procedure is out of force from its last day,
 * whenever the office gets to carrying that out.
 */
export const findKnownRepeals = async (
  filter: { code?: string } = {},
  session: ClientSession | null = null,
): Promise<KnownRepeal[]> => {
  const recorded = await findRepeals(filter, session)
  const waiting = await findPlannedRepeals({ ...filter, state: "WAITING" }, session)
  return [...recorded, ...waiting.map((plan) => ({ id: plan.id, ...asRepeal(plan) }))].sort(
    (a, b) => b.at.getTime() - a.at.getTime() || (a.id < b.id ? -1 : 1),
  )
}
