import { Binary, type Document, Long, Timestamp, type TimestampValue } from "../values/bson.server.ts"

/** The time of the last write, as a replica set tells it: goes on with every write, never back, whatever the clock does. */
export class ClusterTime {
  private seconds = 0
  private increment = 0
  private readonly now: () => Date

  constructor(now: () => Date) {
    this.now = now
    this.tick()
  }

  get last(): TimestampValue {
    return new Timestamp({ t: this.seconds, i: this.increment })
  }

  /** Whether a time lies beyond any this store may have told, in an earlier run within this second too. */
  isFuture(time: TimestampValue): boolean {
    return time.t > Math.max(this.seconds, Math.floor(this.now().getTime() / 1000))
  }

  /** A write was committed. */
  tick(): void {
    const seconds = Math.floor(this.now().getTime() / 1000)
    this.increment = seconds > this.seconds ? 1 : this.increment + 1
    this.seconds = Math.max(seconds, this.seconds)
  }
}

/** Nobody signs the time here: the signature of a set without keys. */
const UNSIGNED = { hash: new Binary(Buffer.alloc(20)), keyId: Long.ZERO }

/** What a replica set tells of its time with every reply, so that sessions read what they wrote. */
export const timesOf = (time: TimestampValue): Document => ({
  operationTime: time,
  $clusterTime: { clusterTime: time, signature: UNSIGNED },
})
