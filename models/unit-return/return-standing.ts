import { daysBetween, type IsoDay } from "../shared/dates.ts"
import type { ReturnPart } from "./unit-return.ts"

/** How far a return is: nothing has come, a part, all that is signed off lacks its letter, or all of it is in. */
const RETURN_STATES = ["OPEN", "PARTLY", "UNSENT", "COMPLETE"] as const
export type ReturnState = (typeof RETURN_STATES)[number]

export const RETURN_STATE_LABELS: Record<ReturnState, string> = {
  OPEN: "Chưa gửi",
  PARTLY: "Gửi một phần",
  UNSENT: "Ký duyệt đủ, chưa gửi phiếu",
  COMPLETE: "Đã gửi đủ",
}

/** Where one registration of the unit is: still there, signed off without a letter, sent, or out of the review. */
export type ReturnPlace = "UNIT" | "HEAD" | "UNSENT" | "SENT" | "OUT"

export type Signed = { id: string; state: string; signedOffAt: string | null }

const OUT: readonly string[] = ["withdrawn", "repealed"]

/** @param sent of earlier letters, which registration by which signing off */
export const placeOf = ({ id, state, signedOffAt }: Signed, sent: ReadonlySet<string>): ReturnPlace => {
  if (OUT.includes(state)) return "OUT"
  if (state === "drafting" || state === "returned") return "UNIT"
  if (state === "awaitingUnitHead") return "HEAD"
  return signedOffAt !== null && sent.has(sentKey(id, signedOffAt)) ? "SENT" : "UNSENT"
}

const sentKey = (registrationId: string, signedOffAt: string): string => `${registrationId} ${signedOffAt}`

export const sentIn = (parts: readonly Pick<ReturnPart, "rows">[]): Set<string> =>
  new Set(
    parts.flatMap(({ rows }) =>
      rows.map(({ registrationId, signedOffAt }) => sentKey(registrationId, signedOffAt)),
    ),
  )

export type ReturnCounts = Record<Exclude<ReturnPlace, "OUT">, number> & { total: number }

export const countPlaces = (places: readonly ReturnPlace[]): ReturnCounts => {
  const of = (place: ReturnPlace) => places.filter((one) => one === place).length
  const [UNIT, HEAD, UNSENT, SENT] = [of("UNIT"), of("HEAD"), of("UNSENT"), of("SENT")]
  return { UNIT, HEAD, UNSENT, SENT, total: UNIT + HEAD + UNSENT + SENT }
}

export type ReturnStanding = { state: ReturnState; daysLate: number }

/**
 * How a return stands on a day. `daysLate`: calendar days the last of it came after the day of registering, or by which what is
 * left is over it now; 0 in time. What the appraisers sent back after a whole return was in counts from the day it is due again:
 * the unit was in time once.
 */
export const standingOf = (
  counts: ReturnCounts,
  parts: readonly Pick<ReturnPart, "day" | "dueOn" | "left">[],
  dueOn: IsoDay,
  today: IsoDay,
): ReturnStanding => {
  const left = counts.UNIT + counts.HEAD
  const whole = parts.find((part) => part.left === 0)
  const state: ReturnState =
    left === 0 && counts.UNSENT === 0 && parts.length > 0
      ? "COMPLETE"
      : left === 0 && counts.total > 0
        ? "UNSENT"
        : parts.length > 0
          ? "PARTLY"
          : "OPEN"
  const late = whole ? daysBetween(whole.dueOn, whole.day) : left > 0 ? daysBetween(dueOn, today) : 0
  return { state, daysLate: Math.max(0, late) }
}
