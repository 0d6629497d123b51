import type { FailureClass } from "#models/outbox/failure.ts"
import { waitBeforeRetry } from "./retry.ts"

/** Keeps one portal in trouble from being hammered, and from holding up the others. */
export type Circuit = {
  /** Faults of the portal in a row. */
  faults: number
  /** Nothing is sent to the portal before this instant. */
  openUntil: Date | null
  /** Why, in Vietnamese, for whoever looks after the portal. */
  reason: string | null
}

export const CLOSED: Circuit = { faults: 0, openUntil: null, reason: null }

const FAULTS_BEFORE_PAUSE = 5
const PAUSE_FOR_PEOPLE_MS = 60 * 60_000
const THROTTLED_MS = 30_000

export const isOpenAt = (circuit: Circuit, at: Date): boolean =>
  circuit.openUntil !== null && circuit.openUntil > at

/**
 * After a failure (records.md §7.2): a refused session or caller pauses the portal for an hour, since only a person can
 * mend it; a throttle as long as the portal asks; five faults in a row back off like a message does.
 */
export const afterFailure = (
  circuit: Circuit,
  failed: { failure: FailureClass; message: string; retryAfterSeconds: number | null },
  at: Date,
  random: () => number,
): Circuit => {
  const pause = pauseFor(circuit, failed, random)
  if (pause === null) return { ...circuit, faults: circuit.faults + (isFault(failed.failure) ? 1 : 0) }
  const until = new Date(at.getTime() + pause)
  return {
    faults: circuit.faults + 1,
    openUntil: circuit.openUntil && circuit.openUntil > until ? circuit.openUntil : until,
    reason: failed.message,
  }
}

const isFault = (failure: FailureClass) => failure === "TRANSPORT" || failure === "REMOTE"

function pauseFor(
  circuit: Circuit,
  { failure, retryAfterSeconds }: { failure: FailureClass; retryAfterSeconds: number | null },
  random: () => number,
): number | null {
  if (failure === "SESSION" || failure === "ACCESS") return PAUSE_FOR_PEOPLE_MS
  if (failure === "THROTTLE") return retryAfterSeconds === null ? THROTTLED_MS : retryAfterSeconds * 1000
  const faults = circuit.faults + 1
  if (!isFault(failure) || faults < FAULTS_BEFORE_PAUSE) return null
  return waitBeforeRetry(faults - FAULTS_BEFORE_PAUSE + 1, random)
}
