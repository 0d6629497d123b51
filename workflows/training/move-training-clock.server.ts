import { dayOf } from "#models/shared/dates.ts"
import { OfficeError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { untilNextAct } from "#workflows/until-next-act.server.ts"
import type { ClockMove, TrainingClock } from "./training-clock.server.ts"

/** Asks for the first instant after `after` at which something falls due; null when nothing does. */
export type DueSource = (after: Date) => Promise<Date | null>

type ClockDependencies = { trainingClock: TrainingClock | null; dueSources: readonly DueSource[] }

/** How far a person asks to go: to the next day, or to the next instant at which anything falls due. */
export type MoveKind = "DAY" | "NEXT_DUE"

/** What falls due next, as it was found when something was last done. */
const comingUp = untilNextAct<Date | null>()

/** The moves that would do something if this person asked for them now. */
export const movesFor = async (d: ClockDependencies, actor: Actor): Promise<MoveKind[]> => {
  if (!d.trainingClock || !isAllowed(actor, "clock.move")) return []
  const now = d.trainingClock.now()
  const ahead = await comingUp({ today: dayOf(now) }, () => nextDue(d.dueSources, now))
  const next = ahead && ahead <= now ? await nextDue(d.dueSources, now) : ahead
  return next ? ["DAY", "NEXT_DUE"] : ["DAY"]
}

/**
 * Moves training mode on.
 * @returns null when nothing is due ahead, and the clock stays
 * @throws OfficeError FORBIDDEN when training mode is off, or the person holds no role
 */
export const moveTrainingClock = async (
  d: OfficeDependencies & ClockDependencies,
  input: { by: MoveKind; actor: Actor },
): Promise<ClockMove | null> => {
  const { trainingClock } = d
  if (!trainingClock)
    throw new OfficeError("FORBIDDEN", "Hệ thống đang chạy thật: không thể đổi thời gian.", {
      action: "training.move",
    })
  await authorise(d, input.actor, "clock.move", { kind: "training-clock", id: "training-clock" })
  if (input.by === "DAY") return trainingClock.moveForward({ by: "DAY", actor: input.actor })
  const next = await nextDue(d.dueSources, trainingClock.now())
  return next && trainingClock.moveForward({ by: "TO", to: next, actor: input.actor })
}

async function nextDue(sources: readonly DueSource[], after: Date): Promise<Date | null> {
  let next: Date | null = null
  for (const source of sources) {
    const due = await source(after)
    if (due && due > after && (!next || due < next)) next = due
  }
  return next
}
