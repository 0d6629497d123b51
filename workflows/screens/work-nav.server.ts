import { getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { countWork, type WorkCounts } from "./work-counts.ts"
import { getWorkList, type WorkDependencies } from "./work-list.server.ts"

/** People whose counts are kept at once; whoever looked longest ago is counted anew. */
const MOST_KEPT = 500

const kept = new Map<string, WorkCounts>()

/**
 * The counts of a person's work list, for every page they open. The list is read through only when something was done since: nothing
 * moves without its line in the log, so what was counted at the same line on the same day for the same roles still holds.
 */
export const countOwnWork = async (d: WorkDependencies, actor: Actor): Promise<WorkCounts> => {
  const { hash } = await getAuditHead()
  const today = dayOf(d.clock.now())
  const key = digestOf({ id: actor.id, assignments: actor.assignments, today, hash })
  const known = kept.get(key)
  if (known) return known
  const { inPlaceOf, ...own } = await getWorkList(d, actor)
  const counts = countWork([own, ...inPlaceOf], today)
  const oldest = kept.keys().next().value
  if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
  kept.set(key, counts)
  return counts
}
