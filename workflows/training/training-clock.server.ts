import type { Clock } from "#models/shared/clock.ts"
import { addDays, dayOf, instantOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import {
  findTrainingInstant,
  saveTrainingInstant,
} from "#models/training-clock/training-clock.repository.server.ts"
import type { TrainingProvinceId } from "#workflows/config.server.ts"

/** First moment of each training province: the Monday its review opens. */
export const TRAINING_STARTS: Record<TrainingProvinceId, Date> = {
  "dak-nong": instantOf("2023-03-06", "08:00:00"),
  "lam-dong": instantOf("2027-03-08", "08:00:00"),
}

export type ClockMove = { from: Date; to: Date; actor: Actor }
type MoveForward = { by: "DAY"; actor: Actor } | { by: "TO"; to: Date; actor: Actor }

/** Đồng hồ tập huấn: flows like a real one, may be moved forward, never backward. */
export type TrainingClock = Clock & {
  /** Moves by a day (same time of day) or to an instant, stores it, then runs the `afterMove` hooks in order. */
  moveForward(move: MoveForward): Promise<ClockMove>
  /** Registers work to do after each move: reminders, deadlines, deliveries. Returns how to deregister. */
  afterMove(hook: (move: ClockMove) => Promise<void>): () => void
  /** Stores the present instant, so that a restart goes on from here. */
  close(): Promise<void>
}

/**
 * How far ahead of the running clock the stored instant is kept. After a crash the clock resumes from the stored
 * instant, hence never before anything that was already written with its time.
 */
const RESERVE_MS = 60_000

/** Opens the training clock at the stored instant, or at `start` on the very first start. */
export const openTrainingClock = async (
  realClock: Clock,
  start: Date = TRAINING_STARTS["dak-nong"],
): Promise<TrainingClock> => {
  let anchor = { shown: (await findTrainingInstant()) ?? start, real: realClock.now() }
  const hooks = new Set<(move: ClockMove) => Promise<void>>()
  let moving: Promise<unknown> = Promise.resolve()
  let saving: Promise<unknown> = Promise.resolve()

  const now = () =>
    new Date(anchor.shown.getTime() + Math.max(0, realClock.now().getTime() - anchor.real.getTime()))
  /** One after the other: what is reserved of an instant that is left meanwhile must not come after the move. */
  const inTurn = (save: () => Promise<void>): Promise<void> => {
    const result = saving.then(save)
    saving = result.catch(() => {})
    return result
  }
  const reserve = () => inTurn(() => saveTrainingInstant(new Date(now().getTime() + RESERVE_MS)))

  await reserve()
  const timer = setInterval(() => void reserve().catch(() => {}), RESERVE_MS / 2)
  timer.unref()

  const moveNow = async (move: MoveForward): Promise<ClockMove> => {
    const from = now()
    const to = move.by === "DAY" ? sameTimeNextDay(from) : move.to
    if (Number.isNaN(to.getTime()) || to <= from)
      throw new RuleBrokenError("Đồng hồ tập huấn chỉ tiến, không lùi. Hãy chọn một thời điểm sau hiện tại.")
    await inTurn(async () => {
      await saveTrainingInstant(new Date(to.getTime() + RESERVE_MS))
      anchor = { shown: to, real: realClock.now() }
    })
    for (const hook of hooks) await hook({ from, to, actor: move.actor })
    return { from, to, actor: move.actor }
  }

  return {
    now,
    moveForward(move) {
      const result = moving.then(() => moveNow(move))
      moving = result.catch(() => {})
      return result
    },
    afterMove(hook) {
      hooks.add(hook)
      return () => hooks.delete(hook)
    },
    async close() {
      clearInterval(timer)
      await moving
      await inTurn(() => saveTrainingInstant(now()))
    },
  }
}

const sameTimeNextDay = (instant: Date): Date => {
  const day = dayOf(instant)
  return new Date(instantOf(addDays(day, 1)).getTime() + (instant.getTime() - instantOf(day).getTime()))
}
