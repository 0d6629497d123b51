import { z } from "zod"
import type { TargetsPage } from "#workflows/screens/indicator-targets-page.server.ts"

const Cell = z.string().trim().max(20, "Ghi một số, tối đa 20 ký tự.").default("")
const Row = z.object({
  indicatorId: z.string().min(1).max(30),
  unitId: z.string().min(1).max(100),
  seen: z.string().max(100).default(""),
  q1: Cell,
  q2: Cell,
  q3: Cell,
  q4: Cell,
})

/** The form of targets: lines of a year with four quarters each, and why. */
export const SetTargets = z.object({
  year: z.coerce.number().int().min(2000).max(2100),
  reason: z
    .string()
    .trim()
    .min(5, "Ghi lý do, căn cứ của thay đổi (ít nhất 5 ký tự).")
    .max(2000, "Lý do dài quá (tối đa 2.000 ký tự)."),
  rows: z.array(Row).min(1, "Bảng không có dòng nào. Hãy tải lại trang.").max(100),
})

/** What the form begins with. */
export const valuesOfTargets = (rows: TargetsPage["rows"]) =>
  rows.map(({ indicatorId, unitId, seen, values: [q1, q2, q3, q4] }) => ({
    indicatorId,
    unitId,
    seen,
    q1,
    q2,
    q3,
    q4,
  }))

/** The lines of a judged form, for the use-case. */
export const linesOfTargets = (rows: z.output<typeof SetTargets>["rows"]) =>
  rows.map(({ indicatorId, unitId, seen, q1, q2, q3, q4 }) => ({
    indicatorId,
    unitId: unitId === "*" ? null : unitId,
    seen: seen.split("|"),
    values: [q1, q2, q3, q4],
  }))
