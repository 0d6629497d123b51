import { formatDay, isoWithOffset } from "#models/shared/dates.ts"

/**
 * What the agency's signature shows on an annex in a file of its own: number and symbol of the decision and the time of
 * signing with its zone, no picture (NĐ 30/2020 Phụ lục I, III.1d): `Số: 15/QĐ-UBND; 12/05/2023; 10:15:30 +07:00`.
 */
export const annexSignatureText = (number: string, at: Date): string => {
  const [day = "", time = ""] = isoWithOffset(at).split("T")
  return `Số: ${number}; ${formatDay(day)}; ${time.slice(0, 8)} ${time.slice(8)}`
}

/** The same with any blanks and ways to write the zone: number, day, month, year. */
export const ANNEX_SIGNATURE_READ =
  /^Số ?: ?(\d+\/[^\s;,]+) ?[;,] ?(\d\d?)\/(\d\d?)\/(\d{4}) ?[;,] ?\d\d?:\d\d?:\d\d?(?: ?(?:GMT|UTC)? ?\+0?7(?::?00)?)?$/u

/** Whether a text is of that form; the printed form of Mẫu 2.2 has no room for the zone, so it may be missing. */
export const ANNEX_SIGNATURE = /^Số: (\d{2,}\/\S+); (\d\d\/\d\d\/\d{4}); (\d\d:\d\d:\d\d)(?: ?\+07:00)?$/u
