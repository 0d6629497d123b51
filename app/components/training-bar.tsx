import { useLocation } from "@remix-run/react"
import { dayOf, formatDay, formatInstant } from "#models/shared/dates.ts"
import { paths } from "../http/paths.ts"
import { IconClock } from "./icons.ts"
import classes from "./layout.module.css"

export type TrainingClockView = { now: Date }

const WEEKDAYS = ["Chủ Nhật", "Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy"] as const

/** `Thứ Hai, 06/03/2023 08:00`. */
const formatTrainingInstant = (instant: Date): string => {
  const day = dayOf(instant)
  const weekday = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()]
  return `${weekday}, ${formatDay(day)} ${formatInstant(instant).slice(0, 5)}`
}

/** Shows the training date; those signed in may move it on. Plain forms, so that it works without scripts. */
export function TrainingBar({ training, canMove }: { training: TrainingClockView; canMove: boolean }) {
  const location = useLocation()
  return (
    <section className={classes.training} aria-label="Chế độ tập huấn">
      <span className={classes.trainingDate}>
        <IconClock size={18} aria-hidden />
        <span>
          <time dateTime={training.now.toISOString()}>{formatTrainingInstant(training.now)}</time> · chế độ
          tập huấn
        </span>
      </span>
      {canMove ? (
        <form method="post" action={paths.trainingClock()}>
          <input type="hidden" name="returnTo" value={location.pathname + location.search} />
          <button type="submit" name="by" value="DAY" className={classes.trainingButton}>
            Tiến 1 ngày
          </button>
          <button type="submit" name="by" value="NEXT_DUE" className={classes.trainingButton}>
            Tới hạn kế tiếp
          </button>
        </form>
      ) : null}
    </section>
  )
}
