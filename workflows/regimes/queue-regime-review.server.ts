import {
  findLegalRegimes,
  findUnqueuedRegimes,
  noteRegimeQueued,
} from "#models/legal-regime/legal-regime.repository.server.ts"
import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { insertChanges } from "#models/register-change/register-change.repository.server.ts"
import type { RegisterChange } from "#models/register-change/register-change.ts"
import { findDecidedUnder } from "#models/registration/decided.repository.server.ts"
import { dayOf } from "#models/shared/dates.ts"
import { readTurn, takeTurn } from "#models/turn/turn.repository.server.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { causeText } from "./cause-words.ts"
import { followedBy } from "./fits-others.ts"
import { regimeEffects } from "./regime-effects.ts"

/**
 * Once a pack is in force: queues the announced services whose level or ground does not stand under it, each with the clauses
 * that moved. History keeps the pack each was decided under. Safe to run again and twice at once.
 * @returns how many procedures were queued
 */
export const queueRegimeReview = async (d: OfficeDependencies): Promise<number> => {
  const at = d.clock.now()
  const unqueued = await findUnqueuedRegimes(dayOf(at))
  if (unqueued.length === 0) return 0
  const standing = await findLegalRegimes()
  let queued = 0
  for (const regime of unqueued) {
    const turn = await readTurn("CAMPAIGNS")
    const former = followedBy(regime, standing)
    const changes = former ? await changesOf(former, regime, at) : []
    await d.store.inTransaction(async (session) => {
      // A decision issued meanwhile announces more: the next round reads anew.
      await takeTurn("CAMPAIGNS", session, turn)
      if (!(await noteRegimeQueued(regime.id, at, session))) return
      await insertChanges(changes, session)
      queued += changes.length
    })
  }
  return queued
}

async function changesOf(before: LegalRegime, after: LegalRegime, at: Date): Promise<RegisterChange[]> {
  const announced = (await findDecidedUnder(before.id)).filter(({ isAnnounced }) => isAnnounced)
  const effects = new Map(regimeEffects(announced, before, after).map((effect) => [effect.id, effect]))
  const byProcedure = Map.groupBy(
    announced.filter(({ id }) => effects.has(id)),
    ({ procedureCode }) => procedureCode,
  )
  return [...byProcedure.values()].flatMap((services) => {
    const [first] = services
    if (!first) return []
    const causes = services.flatMap(({ id }) => effects.get(id)?.causes ?? [])
    return [
      {
        id: `${first.procedureCode}|${after.id}`,
        code: first.procedureCode,
        procedureName: first.procedureName,
        importId: after.id,
        at,
        kind: "REGIME" as const,
        fromHash: first.snapshotHash,
        toHash: first.snapshotHash,
        relevantParts: [...new Set(causes.map((cause) => causeText(cause, after)))],
        otherParts: [],
        agencyIds: [...new Set(services.map(({ agencyId }) => agencyId))],
        state: "OPEN" as const,
        resolvedBy: null,
        resolvedByName: null,
        resolvedAt: null,
        note: `Theo ${after.name}`,
      },
    ]
  })
}
