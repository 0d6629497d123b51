import type { DeadlineKind } from "#models/campaign/deadlines.ts"
import { type IsoDay, instantOf } from "#models/shared/dates.ts"
import classes from "./deadline-list.module.css"
import { Day, DueIn } from "./values.tsx"

type Deadline = { kind: DeadlineKind; label: string; day: IsoDay; isMet: boolean }

/** The deadlines of a campaign with the days that are left; overdue is said in words. */
export function DeadlineList({ deadlines, today }: { deadlines: readonly Deadline[]; today: IsoDay }) {
  return (
    <ul className={classes.list} aria-label="Thời hạn của đợt rà soát">
      {deadlines.map(({ kind, label, day, isMet }) => (
        <li
          key={kind}
          className={classes.item}
          data-state={isMet ? "met" : day < today ? "overdue" : "ahead"}
        >
          {label}
          <span className={classes.day}>
            <Day day={day} />
          </span>
          {isMet ? "đã hoàn thành" : <DaysLeft due={day} today={today} />}
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
