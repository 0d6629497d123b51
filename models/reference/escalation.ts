import { addDays, type IsoDay, isValidOn } from "../shared/dates.ts"

/** Who hears of a deadline: whose work it is, who is above, and who leads. */
export const RUNGS = ["OFFICER", "HEAD", "LEADER"] as const
export type Rung = (typeof RUNGS)[number]

/** Nhắc thời hạn: one reminder of every deadline, as the office has set it for a span of days. */
export type Escalation = {
  /** Calendar days from the due day; below 0 before it. */
  days: number
  to: readonly Rung[]
  /** Does not wait for the day's digest. */
  isUrgent: boolean
  validFrom: IsoDay
  validTo: IsoDay | null
}

/** A reminder's name as officials write it: `T-10`, `T+0`. */
export type EscalationStep = `T${"+" | "-"}${number}`
export const stepOf = ({ days }: Pick<Escalation, "days">): EscalationStep =>
  days < 0 ? `T-${-days}` : `T+${days}`

/** The reminders in force on a day, first to last. */
export const escalationsOn = (rows: readonly Escalation[], day: IsoDay): Escalation[] =>
  rows.filter((row) => isValidOn(row, day)).sort((one, other) => one.days - other.days)

/** The first day on which a due day counts as near: that of the last reminder ahead of it; the due day where there is none. */
export const nearFrom = (due: IsoDay, escalations: readonly Escalation[]): IsoDay => {
  const ahead = escalations.map(({ days }) => days).filter((days) => days < 0)
  return addDays(due, ahead.length > 0 ? Math.max(...ahead) : 0)
}
