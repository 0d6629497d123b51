import { useLocation } from "@remix-run/react"
import { dayOf, formatDay, formatInstant } from "#models/shared/dates.ts"
import { TRAINING_MARK } from "#models/shared/training-mark.ts"
import type { MoveKind } from "#workflows/training/move-training-clock.server.ts"
import { paths } from "../http/paths.ts"
import { IconClock } from "./icons.ts"
import classes from "./layout.module.css"

/** `moves`: those that do something for who is looking; nobody outside the office moves the date. */
export type TrainingClockView = { now: Date; moves: MoveKind[] }

const MOVE_LABELS: Record<MoveKind, string> = { DAY: "Tiến 1 ngày", NEXT_DUE: "Tới hạn kế tiếp" }

const WEEKDAYS = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"] as const

/** `Thứ Hai, 06/03/2023 08:00`. */
const formatTrainingInstant = (instant: Date): string => {
  const day = dayOf(instant)
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]
  return `${weekday}, ${formatDay(day)} ${formatInstant(instant).slice(0, 5)}`
}

/** Shows the training date; those signed in may move it on, on a phone from the menu. Plain forms, so that it works without scripts. */
export function TrainingBar({ training }: { training: TrainingClockView }) {
  return (
    <section className={classes.training} aria-label="Chế độ tập huấn">
      <span className={classes.trainingDate}>
        <IconClock size={18} aria-hidden />
        <span>
          <time dateTime={training.now.toISOString()}>{formatTrainingInstant(training.now)}</time>
          <span className={classes.trainingMode}> · chế độ tập huấn</span>
        </span>
      </span>
      <strong className={classes.trainingMark}>{TRAINING_MARK}</strong>
      <TrainingMoves training={training} />
    </section>
  )
}

/** Moves the date, where there is something to move for the person. */
export function TrainingMoves({ training }: { training: TrainingClockView }) {
  const location = useLocation()
  if (training.moves.length === 0) return null
  return (
    <form method="post" action={paths.trainingClock()} className={classes.trainingMoves}>
      <input type="hidden" name="returnTo" value={location.pathname + location.search} />
      {training.moves.map((move) => (
        <button key={move} type="submit" name="by" value={move} className={classes.trainingButton}>
          {MOVE_LABELS[move]}
        </button>
      ))}
    </form>
  )
}
