import { getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import { digestOf } from "#models/shared/digest.server.ts"
import { drawingPage } from "#models/shared/once-per-page.server.ts"

/** Answers kept of one question; the one that was given longest ago goes first. */
const MOST_KEPT = 500
/** The duty writes some rows of its own without a line (tasks and reports that come into being): real time until these are seen. */
const LONGEST_MS = 60_000

/**
 * Keeps what a question was answered with until something is done in the office, a minute at most: nobody moves anything without its
 * line in the log, so what was found at the same line still holds.
 * @returns asks `read` unless the same was asked at this line; `about`: everything else the answer depends on
 */
export const untilNextAct = <T>() => {
  const kept = new Map<string, Promise<T>>()
  let since = { hash: "", at: 0 }
  return async (about: object, read: () => Promise<T>): Promise<T> => {
    const { sequence, hash } = await getAuditHead()
    // An empty log tells one store from another by nothing.
    if (sequence === 0) return read()
    const at = performance.now()
    if (hash !== since.hash || at - since.at >= LONGEST_MS) {
      kept.clear()
      since = { hash, at }
    }
    const key = digestOf(about)
    const known = kept.get(key)
    if (known) return known
    // What the page had read before it asked how far the log is may be older than that.
    const answer = drawingPage(read)
    const oldest = kept.keys().next().value
    if (kept.size >= MOST_KEPT && oldest !== undefined) kept.delete(oldest)
    // Whoever asks the same meanwhile waits for the same answer.
    kept.set(key, answer)
    answer.catch(() => {
      if (kept.get(key) === answer) kept.delete(key)
    })
    return answer
  }
}
