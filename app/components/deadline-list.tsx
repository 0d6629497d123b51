import { formatDay, type IsoDay, instantOf } from "#models/shared/dates.ts"
import type { PhaseDeadline } from "#workflows/clocks/campaign-clocks.ts"
import classes from "./deadline-list.module.css"
import { Day, DueIn } from "./values.tsx"

/** The deadlines of a campaign with the days that are left; overdue is said in words. */
export function DeadlineList({ deadlines, today }: { deadlines: readonly PhaseDeadline[]; today: IsoDay }) {
  return (
    <ul className={classes.list} aria-label="Thời hạn của đợt rà soát">
      {deadlines.map(({ kind, label, day, movedFrom, isMet, isPaused }) => (
        <li
          key={kind}
          className={classes.item}
          data-state={isMet ? "met" : !isPaused && day < today ? "overdue" : "ahead"}
        >
          {label}
          <span className={classes.day}>
            <Day day={day} />
          </span>
          {isMet ? "đã hoàn thành" : isPaused ? "tạm dừng" : <DaysLeft due={day} today={today} />}
          {movedFrom ? ` (ban đầu ${formatDay(movedFrom)})` : ""}
        </li>
      ))}
    </ul>
  )
}

/** `còn 3 ngày`, `hôm nay`, or `quá hạn 2 ngày` standing out. */
export function DaysLeft({ due, today }: { due: IsoDay; today: IsoDay }) {
  return (
    <span className={due < today ? classes.overdue : undefined}>
      <DueIn due={instantOf(due)} now={instantOf(today)} />
    </span>
  )
}
