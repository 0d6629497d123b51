/**
 * Days off for state agencies: the holidays of Bộ luật Lao động 2019 Điều 112 and the days given for them when they fall on
 * a weekend, as arranged each year; Saturdays worked in exchange for a bridge day. What is not yet arranged (2027) is marked:
 * the legal days stand, the days around them may move.
 */
import type { IsoDay } from "#models/shared/dates.ts"

export type Holiday = {
  day: IsoDay
  name: string
  /** False while the year's arrangement has not been announced. */
  announced: boolean
}

const NEW_YEAR = "Tết Dương lịch"
const TET = "Tết Nguyên đán"
const HUNG_KINGS = "Giỗ Tổ Hùng Vương"
const VICTORY = "Ngày Chiến thắng 30/4"
const LABOUR = "Ngày Quốc tế lao động 1/5"
const NATIONAL = "Quốc khánh 2/9"
const inLieuOf = (name: string) => `Nghỉ bù ${name}`
const bridgeAt = (name: string) => `Hoán đổi ngày làm việc dịp ${name}`

const ANNOUNCED: [IsoDay, string][] = [
  ["2022-01-01", NEW_YEAR],
  ["2022-01-03", inLieuOf(NEW_YEAR)],
  ["2022-01-31", TET],
  ["2022-02-01", TET],
  ["2022-02-02", TET],
  ["2022-02-03", TET],
  ["2022-02-04", TET],
  ["2022-04-10", HUNG_KINGS],
  ["2022-04-11", inLieuOf(HUNG_KINGS)],
  ["2022-04-30", VICTORY],
  ["2022-05-01", LABOUR],
  ["2022-05-02", inLieuOf(VICTORY)],
  ["2022-05-03", inLieuOf(LABOUR)],
  ["2022-09-01", NATIONAL],
  ["2022-09-02", NATIONAL],

  ["2023-01-01", NEW_YEAR],
  ["2023-01-02", inLieuOf(NEW_YEAR)],
  ["2023-01-20", TET],
  ["2023-01-21", TET],
  ["2023-01-22", TET],
  ["2023-01-23", TET],
  ["2023-01-24", TET],
  ["2023-01-25", inLieuOf(TET)],
  ["2023-01-26", inLieuOf(TET)],
  ["2023-04-29", HUNG_KINGS],
  ["2023-04-30", VICTORY],
  ["2023-05-01", LABOUR],
  ["2023-05-02", inLieuOf(HUNG_KINGS)],
  ["2023-05-03", inLieuOf(VICTORY)],
  ["2023-09-01", NATIONAL],
  ["2023-09-02", NATIONAL],
  ["2023-09-04", inLieuOf(NATIONAL)],

  ["2024-01-01", NEW_YEAR],
  ["2024-02-08", TET],
  ["2024-02-09", TET],
  ["2024-02-10", TET],
  ["2024-02-11", TET],
  ["2024-02-12", TET],
  ["2024-02-13", inLieuOf(TET)],
  ["2024-02-14", inLieuOf(TET)],
  ["2024-04-18", HUNG_KINGS],
  ["2024-04-29", bridgeAt(VICTORY)],
  ["2024-04-30", VICTORY],
  ["2024-05-01", LABOUR],
  ["2024-09-02", NATIONAL],
  ["2024-09-03", NATIONAL],

  ["2025-01-01", NEW_YEAR],
  ["2025-01-27", TET],
  ["2025-01-28", TET],
  ["2025-01-29", TET],
  ["2025-01-30", TET],
  ["2025-01-31", TET],
  ["2025-04-07", HUNG_KINGS],
  ["2025-04-30", VICTORY],
  ["2025-05-01", LABOUR],
  ["2025-05-02", bridgeAt(LABOUR)],
  ["2025-09-01", NATIONAL],
  ["2025-09-02", NATIONAL],

  ["2026-01-01", NEW_YEAR],
  ["2026-01-02", bridgeAt(NEW_YEAR)],
  ["2026-02-16", TET],
  ["2026-02-17", TET],
  ["2026-02-18", TET],
  ["2026-02-19", TET],
  ["2026-02-20", TET],
  ["2026-04-26", HUNG_KINGS],
  ["2026-04-27", inLieuOf(HUNG_KINGS)],
  ["2026-04-30", VICTORY],
  ["2026-05-01", LABOUR],
  ["2026-08-31", bridgeAt(NATIONAL)],
  ["2026-09-01", NATIONAL],
  ["2026-09-02", NATIONAL],
]

const EXPECTED: [IsoDay, string][] = [
  ["2027-01-01", NEW_YEAR],
  ["2027-02-05", TET],
  ["2027-02-06", TET],
  ["2027-02-07", TET],
  ["2027-02-08", TET],
  ["2027-02-09", TET],
  ["2027-02-10", inLieuOf(TET)],
  ["2027-02-11", inLieuOf(TET)],
  ["2027-04-16", HUNG_KINGS],
  ["2027-04-30", VICTORY],
  ["2027-05-01", LABOUR],
  ["2027-05-03", inLieuOf(LABOUR)],
  ["2027-09-02", NATIONAL],
  ["2027-09-03", NATIONAL],
]

/** Days off besides Saturdays and Sundays, oldest first. */
export const HOLIDAYS: Holiday[] = [
  ...ANNOUNCED.map(([day, name]) => ({ day, name, announced: true })),
  ...EXPECTED.map(([day, name]) => ({ day, name, announced: false })),
]

/** Saturdays worked in exchange for a bridge day. */
export const MAKE_UP_WORKING_DAYS: IsoDay[] = ["2024-05-04", "2025-04-26", "2026-01-10", "2026-08-22"]
