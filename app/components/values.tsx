import { dayOf, formatDay, formatInstant, type IsoDay } from "#models/shared/dates.ts"

/** A day: `05/03/2023`; nothing to show is a dash. */
export function Day({ day }: { day: IsoDay | null }) {
  return day ? <time dateTime={day}>{formatDay(day)}</time> : <>–</>
}

/** An instant in Vietnamese time: `14:05 05/03/2023`. */
export function Instant({ at }: { at: Date | null }) {
  return at ? <time dateTime={at.toISOString()}>{formatInstant(at)}</time> : <>–</>
}

/** Days from today to a deadline, in words: `còn 3 ngày`, `hôm nay`, `quá hạn 2 ngày`. */
export function DueIn({ due, now }: { due: Date; now: Date }) {
  const days = Math.round((Date.parse(dayOf(due)) - Date.parse(dayOf(now))) / 86_400_000)
  if (days === 0) return <>hôm nay</>
  return <>{days > 0 ? `còn ${days} ngày` : `quá hạn ${-days} ngày`}</>
}
