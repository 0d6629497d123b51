import { randomBytes } from "node:crypto"
import { setTimeout as sleep } from "node:timers/promises"
import { BusyError } from "#models/shared/errors.ts"
import { Turn, taking } from "#workflows/uploads/turn.server.ts"

/**
 * How many files of one network address are checked or wait at once; how many answers are kept for those who come back, and for how
 * many milliseconds; how long somebody is kept waiting before they are told their place.
 */
export const DESK_LIMITS = { fromOnePlace: 4, kept: 32, keptMs: 10 * 60_000, patienceMs: 8_000 }

/** `WAITS`: `ahead` files are before it, none when it is being checked. `GONE`: nothing is known of it, or no more. */
export type DeskAnswer<T> =
  | { state: "DONE"; outcome: T }
  | { state: "WAITS"; ahead: number }
  | { state: "GONE" }

type Asked<T> = { place: string; turn: Turn; outcome: Promise<T>; done: { outcome: T; at: number } | null }

/** Takes in files that anybody asks about and gives a ticket for each, by which its place and its answer are asked for. In memory alone. */
export class VerificationDesk<T> {
  private readonly asked = new Map<string, Asked<T>>()
  private readonly limits: typeof DESK_LIMITS

  constructor(limits: Partial<typeof DESK_LIMITS> = {}) {
    this.limits = { ...DESK_LIMITS, ...limits }
  }

  /**
   * Begins to check a file.
   * @param place the network address it came from
   * @param work must answer for its own refusals: what it throws is a fault
   * @returns the ticket, known to whoever sent the file alone
   * @throws BusyError when as many files of that address are being checked
   */
  ask(place: string, work: () => Promise<T>): string {
    this.letGo()
    const { fromOnePlace } = this.limits
    const underWay = [...this.asked.values()].filter((one) => one.place === place && !one.done).length
    if (underWay >= fromOnePlace)
      throw new BusyError(
        `Từ địa chỉ mạng của bạn đang có ${underWay} tệp chờ kiểm tra. Hãy chờ có kết quả rồi gửi tiếp.`,
      )
    const ticket = randomBytes(16).toString("base64url")
    const turn = new Turn()
    const asked: Asked<T> = { place, turn, outcome: taking(turn, work), done: null }
    this.asked.set(ticket, asked)
    asked.outcome.then(
      (outcome) => {
        asked.done = { outcome, at: performance.now() }
      },
      // Whoever asks meets the fault; nobody asking again is told of it.
      () => this.asked.delete(ticket),
    )
    return ticket
  }

  /** What has become of a file; waits a while for its answer. @throws what its check threw */
  async look(ticket: string): Promise<DeskAnswer<T>> {
    this.letGo()
    const asked = this.asked.get(ticket)
    if (!asked) return { state: "GONE" }
    const ending = new AbortController()
    const patience = sleep(this.limits.patienceMs, null, { signal: ending.signal }).catch(() => null)
    try {
      const done = await Promise.race([asked.outcome.then((outcome) => ({ outcome })), patience])
      if (done) return { state: "DONE", outcome: done.outcome }
    } finally {
      ending.abort()
    }
    return { state: "WAITS", ahead: asked.turn.ahead() ?? 0 }
  }

  /** The answer was given to whoever sent the file: nobody comes back for it. */
  forget(ticket: string): void {
    this.asked.delete(ticket)
  }

  /** Forgets answers that are old, and the oldest of too many. */
  private letGo(): void {
    const { fromOnePlace, kept, keptMs } = this.limits
    const done = [...this.asked].filter(([, { done }]) => done !== null)
    const tooMany = done.slice(0, Math.max(0, done.length - kept + 1))
    // Of one address no more than it may have under way: nobody pushes out the answers of others.
    const perPlace = Map.groupBy(done, ([, { place }]) => place)
    for (const [, own] of perPlace) tooMany.push(...own.slice(0, Math.max(0, own.length - fromOnePlace)))
    const old = done.filter(([, one]) => (one.done?.at ?? 0) + keptMs <= performance.now())
    for (const [ticket] of [...tooMany, ...old]) this.asked.delete(ticket)
  }
}
