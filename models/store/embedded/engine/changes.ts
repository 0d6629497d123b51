/** What has happened, in order, for those who watch: a bounded history that begins with the first watcher. */
import { ServerError } from "../errors.ts"
import { Timestamp, type TimestampValue } from "../values/bson.server.ts"

const MAX_EVENTS = 20_000
const MAX_BYTES = 64 * 1024 * 1024

export type ChangeKind = "insert" | "update" | "replace" | "delete" | "drop" | "rename" | "dropDatabase"

/** One change; documents as bytes, null where there is none. */
export type Change = {
  kind: ChangeKind
  database: string
  /** Empty for `dropDatabase`. */
  name: string
  before?: Buffer | null
  after?: Buffer | null
  /** Whether the collection keeps documents as they were before and after a change. */
  hasImages?: boolean
  /** A renamed collection's new name. */
  to?: string
  session?: { lsid: unknown; txnNumber: unknown }
}

/** A change with its place in the order; places compare as text. */
export type PlacedChange = Change & { place: string; time: TimestampValue; at: Date }

const hex = (number: number): string => number.toString(16).toUpperCase().padStart(8, "0")

export class Changes {
  private seconds = 0
  private increment = 0
  private history: PlacedChange[] = []
  private bytes = 0
  private since = ""
  private readonly waiting = new Set<() => void>()
  private readonly now: () => Date
  isWatched = false

  constructor(now: () => Date) {
    this.now = now
    this.tick()
  }

  /** The cluster time of the last write. */
  get time(): TimestampValue {
    return new Timestamp({ t: this.seconds, i: this.increment })
  }

  /** The place after everything that has happened by now. */
  get place(): string {
    return placeOf(this.seconds, this.increment, 0xffffffff)
  }

  /** From now on changes are kept. */
  watch(): void {
    if (this.isWatched) return
    this.isWatched = true
    this.since = this.place
  }

  /** A write was committed: time goes on, never back, whatever the clock does. */
  tick(): void {
    const seconds = Math.floor(this.now().getTime() / 1000)
    this.increment = seconds > this.seconds ? 1 : this.increment + 1
    this.seconds = Math.max(seconds, this.seconds)
  }

  /** Keeps changes that became visible together, and wakes whoever waits for news. */
  add(changes: Change[]): void {
    if (this.isWatched)
      for (const [index, change] of changes.entries()) {
        const place = placeOf(this.seconds, this.increment, index)
        this.history.push({ ...change, place, time: this.time, at: this.now() })
        this.bytes += sizeOf(change)
      }
    this.forgetOld()
    this.wake()
  }

  wake(): void {
    for (const resolve of [...this.waiting]) resolve()
  }

  /** @throws ServerError 286 when what came right after the place is not kept any more */
  after(place: string): PlacedChange[] {
    if (place < this.since)
      throw new ServerError(
        286,
        "Resume of change stream was not possible, as the resume point may no longer be in the oplog.",
        {},
        ["NonResumableChangeStreamError"],
      )
    let low = 0
    let high = this.history.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.history[middle]?.place ?? "") <= place) low = middle + 1
      else high = middle
    }
    return this.history.slice(low)
  }

  /** Resolves at the next news, at the latest after so many milliseconds. */
  news(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer)
        this.waiting.delete(done)
        resolve()
      }
      const timer = setTimeout(done, milliseconds)
      timer.unref()
      this.waiting.add(done)
    })
  }

  private forgetOld(): void {
    if (this.history.length <= MAX_EVENTS && this.bytes <= MAX_BYTES) return
    let gone = 0
    while (this.history.length - gone > MAX_EVENTS * 0.9 || this.bytes > MAX_BYTES * 0.9) {
      const change = this.history[gone]
      if (!change) break
      this.bytes -= sizeOf(change)
      this.since = change.place
      gone += 1
    }
    this.history = this.history.slice(gone)
  }
}

const sizeOf = ({ before, after }: Change): number => (before?.length ?? 0) + (after?.length ?? 0) + 200

/** A place as the text a resume token holds. */
const placeOf = (seconds: number, increment: number, index: number): string =>
  `82${hex(seconds)}${hex(increment)}${hex(index)}`

/** The place just before everything at a cluster time. */
export const placeBefore = (time: TimestampValue): string =>
  time.low > 0
    ? placeOf(time.high >>> 0, (time.low >>> 0) - 1, 0xffffffff)
    : placeOf((time.high >>> 0) - 1, 0xffffffff, 0xffffffff)
