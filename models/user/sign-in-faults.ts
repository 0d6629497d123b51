/** Why somebody was not let in. */
export const SIGN_IN_FAULTS = [
  "WRONG",
  "TOO_MANY",
  "RUN_OUT",
  "WRONG_CODE",
  "WRONG_PASSKEY",
  "COPIED_PASSKEY",
  "UNKNOWN_PERSON",
  "NOT_ACTIVE",
  "OTHER_PERSON",
  "SIGN_ON",
] as const
/**
 * Why a sign-on came to nothing. AWAY: the provider does not answer, or not sensibly; DENIED: it, or the person, said no; STALE: an answer
 * to no question of this browser, or to one that is over; CLOCK: its time is not ours; NOT_OURS: what it says is not for us, not for this
 * question, or not by it; OLD_PROOF: it asked the person nothing anew; NO_TIME: it does not say when it asked; MISCONFIGURED: it does not
 * know this system.
 */
export const SIGN_ON_FAULTS = [
  "AWAY",
  "DENIED",
  "STALE",
  "CLOCK",
  "NOT_OURS",
  "OLD_PROOF",
  "NO_TIME",
  "MISCONFIGURED",
] as const
