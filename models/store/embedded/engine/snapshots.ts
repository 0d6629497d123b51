import { ServerError } from "../errors.ts"
import { type Document, isDocument, Timestamp, type TimestampValue } from "../values/bson.server.ts"
import type { Transaction } from "./collection.ts"
import type { Engine } from "./engine.ts"

/** As MongoDB's `minSnapshotHistoryWindowInSeconds`. */
const LIFETIME_MS = 300_000
/** Every snapshot keeps the versions it may still read; for one more the oldest is given up. */
const MOST_OPEN = 100

/** Whether a command outside a transaction reads in a snapshot of its session. */
export const isSnapshotRead = ({ readConcern }: Document): boolean =>
  isDocument(readConcern) && readConcern["level"] === "snapshot"

/** Snapshots that sessions read in over several commands, by the cluster time they were told. */
export class Snapshots {
  private readonly open = new Map<string, { transaction: Transaction; openedAt: number }>()
  private readonly engine: Engine
  private readonly now: () => number

  /** @param now milliseconds of a clock that never goes back */
  constructor(engine: Engine, now: () => number) {
    this.engine = engine
    this.now = now
  }

  /**
   * The snapshot of a time, or of now.
   * @throws ServerError 239 when that time's is not kept (any more)
   */
  at(time: unknown): { time: TimestampValue; transaction: Transaction } {
    if (time !== undefined && !(time instanceof Timestamp))
      throw new ServerError(
        14,
        "BSON field 'readConcern.atClusterTime' is the wrong type, expected type 'timestamp'",
      )
    const wanted = time ?? this.engine.time.last
    const known = this.open.get(wanted.toString())
    if (known) return { time: wanted, transaction: known.transaction }
    if (!wanted.equals(this.engine.time.last))
      throw new ServerError(239, "Read timestamp is older than the oldest available timestamp.")
    const [oldest] = this.open.keys()
    if (oldest !== undefined && this.open.size >= MOST_OPEN) this.close(oldest)
    const transaction = this.engine.begin()
    this.open.set(wanted.toString(), { transaction, openedAt: this.now() })
    return { time: wanted, transaction }
  }

  sweep(): void {
    for (const [key, { openedAt }] of this.open) if (this.now() - openedAt > LIFETIME_MS) this.close(key)
  }

  private close(key: string): void {
    const known = this.open.get(key)
    if (known) this.engine.abort(known.transaction)
    this.open.delete(key)
  }
}
