import { dayOf } from "#models/shared/dates.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { untilNextAct } from "#workflows/until-next-act.server.ts"
import { describeWaiting, type WaitingLine } from "./waiting-since.server.ts"
import { countWork, type WorkCounts } from "./work-counts.ts"
import { getWorkList, type WorkDependencies } from "./work-list.server.ts"

type OwnWork = Awaited<ReturnType<typeof getWorkList>> & {
  /** What of theirs others have, by the running campaigns. */
  waiting: WaitingLine[]
  counts: WorkCounts
}

const kept = untilNextAct<OwnWork>()

/**
 * A person's work list with its counts, which stand on every page they open: one truth for both, read through only when something
 * was done since.
 */
export const ownWork = async (d: WorkDependencies, actor: Actor): Promise<OwnWork> => {
  const today = dayOf(d.clock.now())
  return kept({ id: actor.id, name: actor.name, assignments: actor.assignments, today }, async () => {
    const work = await getWorkList(d, actor)
    const { inPlaceOf, ...own } = work
    const waiting = await Promise.all(
      own.campaigns.map(({ campaign, standing }) => describeWaiting(campaign, standing.waiting, today)),
    )
    return { ...work, waiting: waiting.flat(), counts: countWork([own, ...inPlaceOf], today) }
  })
}
