import type { Dispatch, DispatchState } from "./dispatch.ts"

/**
 * How a try went. `LATER`: certainly not taken, may be tried again; `isOutage`: nothing else would be taken either. `UNKNOWN`:
 * nobody can say whether it was taken.
 */
export type Outcome = { address: string | null } & (
  | { is: "DELIVERED"; receipt: string }
  | { is: "REFUSED"; message: string }
  | { is: "LATER"; message: string; isOutage: boolean }
  | { is: "UNKNOWN"; message: string }
  | { is: "NO_RECEIVER"; message: string }
)

/** Longest time of trying: a weekend's outage is waited for. */
const LONGEST_TRYING_MS = 3 * 24 * 60 * 60_000
/** The days went by in vain only if they were used: an office that was off has not tried. */
const FEWEST_TRIES = 3
/** One more try after one whose outcome is unknown: at most one copy too many reaches anybody. */
const MOST_UNKNOWN = 1

/** Marked before it leaves, so that a try that nobody lived to note is known. */
export const begun = (dispatch: Dispatch): Dispatch => ({
  ...dispatch,
  state: "SENDING",
  attempts: dispatch.attempts + 1,
})

const over = (dispatch: Dispatch, state: DispatchState, at: Date): Dispatch => ({
  ...dispatch,
  state,
  nextAttemptAt: null,
  leaseOwner: null,
  leaseUntil: null,
  endedAt: at,
})

const again = (dispatch: Dispatch, nextAttemptAt: Date): Dispatch => ({
  ...dispatch,
  state: "WAITING",
  nextAttemptAt,
  leaseOwner: null,
  leaseUntil: null,
})

/** A dispatch after a try. @param waitMs how long to wait before the next, milliseconds */
export const afterTry = (dispatch: Dispatch, outcome: Outcome, at: Date, waitMs: number): Dispatch => {
  const noted: Dispatch = {
    ...dispatch,
    address: outcome.address ?? dispatch.address,
    lastError: "message" in outcome ? outcome.message : null,
  }
  switch (outcome.is) {
    case "DELIVERED":
      return over({ ...noted, receipt: outcome.receipt }, "DELIVERED", at)
    case "REFUSED":
      return over(noted, "REFUSED", at)
    case "NO_RECEIVER":
      return over(noted, "CANCELLED", at)
    case "LATER":
      return hasTriedLong(noted, at)
        ? over(noted, "GIVEN_UP", at)
        : again(noted, new Date(at.getTime() + waitMs))
    case "UNKNOWN":
      return afterUnknown(noted, at, waitMs)
  }
}

/** Found as under way although nobody holds it: whoever sent it did not live to say how it went. */
export const lost = (dispatch: Dispatch, at: Date): Dispatch =>
  afterUnknown({ ...dispatch, lastError: "Máy dừng giữa lúc gửi, không rõ đã đến hay chưa." }, at, 0)

/** A webhook's receiver knows a second copy by its id, a person does not: a mail is repeated once at most. */
function afterUnknown(dispatch: Dispatch, at: Date, waitMs: number): Dispatch {
  const counted: Dispatch = { ...dispatch, unknowns: dispatch.unknowns + 1 }
  const isOver = dispatch.channel === "MAIL" ? counted.unknowns > MOST_UNKNOWN : hasTriedLong(counted, at)
  return isOver ? over(counted, "UNKNOWN", at) : again(counted, new Date(at.getTime() + waitMs))
}

const hasTriedLong = ({ tryingSince, attempts }: Dispatch, at: Date): boolean =>
  attempts >= FEWEST_TRIES && at.getTime() - tryingSince.getTime() >= LONGEST_TRYING_MS

/** Sent anew because a person asked: tries are counted from the start. */
export const requeued = (dispatch: Dispatch, at: Date): Dispatch => ({
  ...again(dispatch, at),
  tryingSince: at,
  unknowns: 0,
  endedAt: null,
})
