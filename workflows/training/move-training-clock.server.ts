import { OfficeError, RuleBrokenError } from "#models/shared/errors.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { ClockMove, TrainingClock } from "./training-clock.server.ts"

/** Asks for the first instant after `after` at which something falls due; null when nothing does. */
export type DueSource = (after: Date) => Promise<Date | null>

/**
 * Moves training mode on by a day, or to the next instant at which anything falls due.
 * @throws RuleBrokenError when nothing is due ahead; OfficeError FORBIDDEN when training mode is off.
 */
export const moveTrainingClock = async (
  d: OfficeDependencies & { trainingClock: TrainingClock | null; dueSources: readonly DueSource[] },
  input: { by: "DAY" | "NEXT_DUE"; actor: Actor },
): Promise<ClockMove> => {
  const { trainingClock } = d
  if (!trainingClock)
    throw new OfficeError("FORBIDDEN", "Hệ thống đang chạy thật: không thể đổi thời gian.", {
      action: "training.move",
    })
  await authorise(d, input.actor, "clock.move", { kind: "training-clock", id: "training-clock" })
  if (input.by === "DAY") return trainingClock.moveForward({ by: "DAY", actor: input.actor })
  const after = trainingClock.now()
  let next: Date | null = null
  for (const source of d.dueSources) {
    const due = await source(after)
    if (due && due > after && (!next || due < next)) next = due
  }
  if (!next) throw new RuleBrokenError("Không còn thời hạn nào phía trước. Hãy dùng nút “Tiến 1 ngày”.")
  return trainingClock.moveForward({ by: "TO", to: next, actor: input.actor })
}
