import { addDays, dayOf, type IsoDay, instantOf, isValidOn } from "../shared/dates.ts"

/** Giờ gửi bản tin ngày: from which full hour on a day's digest leaves; 0 to 23. */
export type DigestHour = { hour: number; validFrom: IsoDay; validTo: IsoDay | null }

/** The last instant up to now at which a digest was due, of the days that have an hour; null where today and yesterday have none. */
export const lastDigestAt = (rows: readonly DigestHour[], now: Date): Date | null => {
  const today = dayOf(now)
  for (const day of [today, addDays(today, -1)]) {
    const row = rows.find((one) => isValidOn(one, day))
    const at = row && instantOf(day, `${String(row.hour).padStart(2, "0")}:00:00`)
    if (at && at <= now) return at
  }
  return null
}
