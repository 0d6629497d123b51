/**
 * Dates of the office. A day is an ISO text `YYYY-MM-DD` in Asia/Ho_Chi_Minh (UTC+7, no summer time since 1975);
 * an instant is a `Date`.
 */
export type IsoDay = string

const OFFSET_MS = 7 * 60 * 60 * 1000

/** The day it is in Viet Nam at an instant. */
export const dayOf = (instant: Date): IsoDay =>
  new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 10)

/** The instant at which a Vietnamese day has reached the given time (default 00:00). */
export const instantOf = (day: IsoDay, time = "00:00:00"): Date => new Date(`${day}T${time}+07:00`)

/** The calendar year of a day: numbers of documents restart with it. */
export const yearOf = (day: IsoDay): number => Number(day.slice(0, 4))

export const addDays = (day: IsoDay, days: number): IsoDay => {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}

/** Calendar days from one day to another; negative backwards. */
export const daysBetween = (from: IsoDay, to: IsoDay): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000)

/** `05/03/2023`, as Vietnamese screens write it. */
export const formatDay = (day: IsoDay): string => {
  const [year, month, date] = day.split("-")
  return `${date}/${month}/${year}`
}

/** The day of `5/3/2023`, `05-03-2023` or `2023-03-05`; null for a text that is no day of the calendar. */
export const dayOfText = (text: string): IsoDay | null => {
  const typed = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim())
  const day = typed
    ? `${typed[3]}-${typed[2]?.padStart(2, "0")}-${typed[1]?.padStart(2, "0")}`
    : /^\d{4}-\d{2}-\d{2}$/.test(text.trim())
      ? text.trim()
      : ""
  const at = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().slice(0, 10) === day ? day : null
}

/** `14:05 05/03/2023`. */
export const formatInstant = (instant: Date): string => {
  const local = new Date(instant.getTime() + OFFSET_MS).toISOString()
  return `${local.slice(11, 16)} ${formatDay(local.slice(0, 10))}`
}

/** ISO 8601 with the Vietnamese offset: `2023-06-02T08:15:00+07:00`. */
export const isoWithOffset = (instant: Date): string =>
  `${new Date(instant.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+07:00`

/** `ngày 03 tháng 3 năm 2023`: zero before days under 10 and months 1 and 2 only (NĐ 30/2020, Phụ lục I, II.4b). */
export const formatOfficialDay = (day: IsoDay): string => {
  const [year, month, date] = day.split("-")
  const m = Number(month)
  return `ngày ${date} tháng ${m < 3 ? month : m} năm ${year}`
}

/** Whether `day` lies within a validity; either end may be open, both ends count. */
export const isValidOn = (
  validity: { validFrom?: IsoDay | null | undefined; validTo?: IsoDay | null | undefined },
  day: IsoDay,
): boolean =>
  (!validity.validFrom || validity.validFrom <= day) && (!validity.validTo || day <= validity.validTo)
