/**
 * Days off for state agencies: the holidays of Bộ luật Lao động 2019 Điều 112 and the days given for them when they fall on
 * a weekend, as arranged each year; Saturdays worked in exchange for a bridge day. What is not decided is marked: the legal
 * days stand, the days around them may move.
 */
import { readFileSync } from "node:fs"
import path from "node:path"
import { parse } from "csv-parse/sync"
import type { ReferenceTables } from "#models/reference/reference.repository.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"

const NEW_YEAR = "Tết Dương lịch"
const TET = "Tết Nguyên đán"
const HUNG_KINGS = "Giỗ Tổ Hùng Vương"
const VICTORY = "Ngày Chiến thắng 30/4"
const LABOUR = "Ngày Quốc tế lao động 1/5"
const NATIONAL = "Quốc khánh 2/9"
const inLieuOf = (name: string) => `Nghỉ bù ${name}`
const bridgeAt = (name: string) => `Hoán đổi ngày làm việc dịp ${name}`

const TO_2024: [IsoDay, string, ("OFF" | "WORK")?][] = [
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
  ["2024-05-04", `Làm bù ngày 29/4`, "WORK"],
  ["2024-09-02", NATIONAL],
  ["2024-09-03", NATIONAL],
]

/** 2025 on: `seeds/nation/holidays.csv`. */
const rowsSince2025: Record<string, string>[] = parse(
  readFileSync(path.join(import.meta.dirname, "../nation/holidays.csv")),
  { columns: true },
)

/** Days off besides Saturdays and Sundays, and Saturdays worked in exchange for a bridge day; oldest first. */
export const HOLIDAYS: ReferenceTables["holidays"][] = [
  ...TO_2024.map(([day, name, kind = "OFF"]) => ({ day, name, kind, announced: true })),
  ...rowsSince2025.map(({ day = "", name = "", kind, decided }) => ({
    day,
    name,
    kind: kind === "WORK" ? ("WORK" as const) : ("OFF" as const),
    announced: decided === "yes",
  })),
]
