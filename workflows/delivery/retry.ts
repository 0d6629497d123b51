const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 60 * 60_000
const MOST_TRIES = 10
const LONGEST_TRYING_MS = 24 * 60 * 60_000
/** A day went by in vain only if it was used: an office that was off, or moved its training clock, has not tried. */
const FEWEST_TRIES_IN_A_DAY = 3

/** Ten tries or look-ups, or a day since the first of at least three tries, are enough (records.md §7.2). */
export const hasGivenUp = (
  tried: { attempts: number; checks: number; firstAttemptAt: string | null },
  at: string,
): boolean =>
  tried.attempts >= MOST_TRIES ||
  tried.checks >= MOST_TRIES ||
  (tried.attempts + tried.checks >= FEWEST_TRIES_IN_A_DAY &&
    tried.firstAttemptAt !== null &&
    Date.parse(at) - Date.parse(tried.firstAttemptAt) >= LONGEST_TRYING_MS)

/**
 * Milliseconds to wait before try `number + 1`: 30 s doubling to 1 h, full jitter, so that a portal coming back does not
 * meet everybody at once. `random` gives 0 ≤ x < 1.
 */
export const waitBeforeRetry = (number: number, random: () => number): number =>
  Math.ceil(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, number - 1)))
