import type { ReferenceChange } from "#models/reference-change/reference-change.ts"
import { dayOf } from "#models/shared/dates.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { type ShownEffect, shownEffects } from "./effects.ts"
import { changeOf, readTableNow } from "./judge-change.server.ts"
import { tableOf } from "./tables/index.server.ts"

/** What a change moves were it taken now: numbers of everything it might, each with its list, their sum, and what is said beside them. */
export const changeEffects = async (
  d: Pick<OfficeDependencies, "clock">,
  change: Pick<ReferenceChange, "table" | "rows">,
): Promise<{ shown: ShownEffect[]; notes: string[]; total: number }> => {
  const table = tableOf(change.table)
  const now = await readTableNow(table, dayOf(d.clock.now()))
  const effects = await table.effects(changeOf(now, change.rows), now.office)
  const shown = shownEffects(effects)
  return { shown, notes: effects.notes, total: shown.reduce((sum, { count }) => sum + count, 0) }
}
