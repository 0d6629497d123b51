import { formatDay, type IsoDay } from "#models/shared/dates.ts"
import type { DatasetEnd } from "./dcat.ts"

/** How the end of an edition is said: its own decision was recalled, or the one it amends, with which it falls. */
export const endByRecall = (
  isItsOwn: boolean,
  { number, day, reason }: { number: string; day: IsoDay; reason: string },
): DatasetEnd => ({
  day,
  note: isItsOwn
    ? `Quyết định số ${number} bị thu hồi ngày ${formatDay(day)}: ${reason}`
    : `Hết hiệu lực ngày ${formatDay(day)} cùng Quyết định số ${number} bị thu hồi.`,
})
