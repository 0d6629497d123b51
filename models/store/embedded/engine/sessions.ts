import { createHash } from "node:crypto"
import { ServerError } from "../errors.ts"
import { Binary, type Document, isDocument, Timestamp, type TimestampValue } from "../values/bson.server.ts"
import type { Transaction } from "./collection.ts"
import type { Engine } from "./engine.ts"

/** As MongoDB's `transactionLifetimeLimitSeconds`. */
const TRANSACTION_LIFETIME_MS = 60_000
/** A transaction whose connection broke is given this long to come back over another. */
const ORPHAN_MS = 3_000
/** As `logicalSessionTimeoutMinutes`. */
const SESSION_LIFETIME_MS = 30 * 60_000

/** There are no users: a session is nobody's. */
const NOBODY = new Binary(createHash("sha256").digest())

type Session = {
  key: string
  txnNumber: number
  state: "NONE" | "ACTIVE" | "COMMITTED" | "ABORTED" | "RETRYABLE"
  transaction: Transaction | null
  startedAt: number
  usedAt: number
  connection: number
  orphanedAt: number | null
  /** The answer to the last retryable write or commit. */
  reply: Document | null
}

export type TransactionFields = { session: string; txnNumber: number }

/** Logical sessions: their transaction in progress, and the last retryable write so that it is not done twice. */
export class Sessions {
  private readonly sessions = new Map<string, Session>()
  private readonly engine: Engine
  private readonly now: () => number

  /** @param now milliseconds of a clock that never goes back */
  constructor(engine: Engine, now: () => number) {
    this.engine = engine
    this.now = now
    for (const [key, { txnNumber, isTransaction, reply }] of engine.knownRetries)
      Object.assign(this.touch(key), { txnNumber, state: isTransaction ? "COMMITTED" : "RETRYABLE", reply })
  }

  /** A command of the session came. */
  touch(key: string): Session {
    const usedAt = this.now()
    const known = this.sessions.get(key)
    if (known) return Object.assign(known, { usedAt })
    const none = { txnNumber: -1, state: "NONE", transaction: null, orphanedAt: null, reply: null } as const
    const session: Session = { key, usedAt, startedAt: 0, connection: 0, ...none }
    this.sessions.set(key, session)
    return session
  }

  /**
   * The transaction a command belongs to, begun if the command says so.
   * @throws ServerError 251, 256, 225, 50911-like refusals as MongoDB
   */
  transactionFor(
    { session: key, txnNumber }: TransactionFields,
    { isStart, connection }: { isStart: boolean; connection: number },
  ): Transaction {
    const session = Object.assign(this.touch(key), { connection, orphanedAt: null })
    if (isStart) return this.start(session, txnNumber)
    if (txnNumber !== session.txnNumber) throw this.mismatch(session, txnNumber)
    if (session.state === "COMMITTED") throw committed(txnNumber)
    if (session.state !== "ACTIVE" || !session.transaction) throw aborted(txnNumber)
    return session.transaction
  }

  private start(session: Session, txnNumber: number): Transaction {
    if (txnNumber < session.txnNumber) throw this.tooOld(session, txnNumber)
    if (txnNumber === session.txnNumber && session.state !== "ABORTED")
      throw new ServerError(
        50911,
        `Cannot start a transaction at given transaction number ${txnNumber} a transaction with the same number is in state ${session.state}`,
      )
    if (session.transaction) this.engine.abort(session.transaction)
    const transaction = this.engine.begin()
    Object.assign(session, { txnNumber, state: "ACTIVE", transaction, startedAt: this.now(), reply: null })
    return transaction
  }

  /** @throws ServerError 251 when there is nothing to commit (any more) */
  commit({ session: key, txnNumber }: TransactionFields): void {
    const session = this.touch(key)
    if (txnNumber !== session.txnNumber) throw this.mismatch(session, txnNumber)
    if (session.state === "COMMITTED") return
    if (session.state !== "ACTIVE" || !session.transaction) throw aborted(txnNumber)
    const { transaction } = session
    session.state = "ABORTED"
    session.transaction = null
    const hasWrites = transaction.writes.size > 0 || transaction.created.length > 0
    this.engine.commit(
      transaction,
      hasWrites
        ? (writer) => writer.putRetry(key, { txnNumber, isTransaction: true, reply: null })
        : undefined,
    )
    session.state = "COMMITTED"
  }

  /** @throws ServerError 251, 256 */
  abort({ session: key, txnNumber }: TransactionFields): void {
    const session = this.touch(key)
    if (txnNumber !== session.txnNumber) throw this.mismatch(session, txnNumber)
    if (session.state === "COMMITTED") throw committed(txnNumber)
    if (session.state !== "ACTIVE") throw aborted(txnNumber)
    this.giveUp(session)
  }

  /** After an error inside a transaction nothing of it can be kept. */
  abortAfterError(key: string): void {
    const session = this.touch(key)
    if (session.state === "ACTIVE") this.giveUp(session)
  }

  private giveUp(session: Session): void {
    if (session.transaction) this.engine.abort(session.transaction)
    session.transaction = null
    session.state = "ABORTED"
  }

  /**
   * The answer a retryable write got before, when this is the same one again; null when it is new.
   * @throws ServerError 225 when a newer one is known
   */
  earlierReply(key: string, txnNumber: number): Document | null {
    const session = this.touch(key)
    if (txnNumber < session.txnNumber) throw this.tooOld(session, txnNumber)
    if (txnNumber > session.txnNumber) return null
    return session.state === "RETRYABLE" ? session.reply : null
  }

  /** Remembers a retryable write once it is durable. */
  rememberReply(key: string, txnNumber: number, reply: Document): void {
    const session = this.touch(key)
    if (session.transaction) this.giveUp(session)
    Object.assign(session, { txnNumber, state: "RETRYABLE", reply })
  }

  /** Every session known, as `$listLocalSessions` tells them; `at` is the time of day. */
  list(at: Date): Document[] {
    return [...this.sessions.values()].map(({ key, usedAt }) => ({
      _id: { id: new Binary(Buffer.from(key, "hex"), Binary.SUBTYPE_UUID), uid: NOBODY },
      lastUse: new Date(at.getTime() - (this.now() - usedAt)),
    }))
  }

  /** Ends every session. */
  endAll(): string[] {
    const keys = [...this.sessions.keys()]
    this.end(keys)
    return keys
  }

  end(keys: string[]): void {
    const known = keys.flatMap((key) => this.sessions.get(key) ?? [])
    for (const session of known) {
      if (session.transaction) this.giveUp(session)
      this.sessions.delete(session.key)
    }
    const kept = known.filter(({ txnNumber }) => txnNumber >= 0)
    if (kept.length > 0)
      this.engine.persistence.write((writer) => {
        for (const { key } of kept) writer.deleteRetry(key)
      })
  }

  connectionClosed(connection: number): void {
    for (const session of this.sessions.values())
      if (session.transaction && session.connection === connection) session.orphanedAt = this.now()
  }

  /** Gives up transactions that were forgotten and sessions nobody uses. */
  sweep(): void {
    const now = this.now()
    for (const session of this.sessions.values()) {
      if (!session.transaction) continue
      const isForgotten = now - session.startedAt > TRANSACTION_LIFETIME_MS
      const isOrphaned = session.orphanedAt !== null && now - session.orphanedAt > ORPHAN_MS
      if (isForgotten || isOrphaned) this.giveUp(session)
    }
    const old = [...this.sessions.values()].filter(({ usedAt }) => now - usedAt > SESSION_LIFETIME_MS)
    if (old.length > 0) this.end(old.map(({ key }) => key))
  }

  private tooOld({ txnNumber: known }: Session, txnNumber: number): ServerError {
    return new ServerError(
      225,
      `Retryable write with txnNumber ${txnNumber} is prohibited on session because a newer retryable write with txnNumber ${known} has already started on this session.`,
    )
  }

  private mismatch(session: Session, txnNumber: number): ServerError {
    if (txnNumber < session.txnNumber) return this.tooOld(session, txnNumber)
    return new ServerError(
      251,
      `Given transaction number ${txnNumber} does not match any in-progress transactions. The active transaction number is ${session.txnNumber}`,
    )
  }
}

const aborted = (txnNumber: number) =>
  new ServerError(251, `Transaction with { txnNumber: ${txnNumber} } has been aborted.`)

const committed = (txnNumber: number) =>
  new ServerError(256, `Transaction with { txnNumber: ${txnNumber} } has been committed.`)

/** As MongoDB's `minSnapshotHistoryWindowInSeconds`. */
const SNAPSHOT_LIFETIME_MS = 300_000
/** Every snapshot keeps the versions it may still read; for one more the oldest is given up. */
const MOST_SNAPSHOTS = 100

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
    if (oldest !== undefined && this.open.size >= MOST_SNAPSHOTS) this.close(oldest)
    const transaction = this.engine.begin()
    this.open.set(wanted.toString(), { transaction, openedAt: this.now() })
    return { time: wanted, transaction }
  }

  sweep(): void {
    for (const [key, { openedAt }] of this.open)
      if (this.now() - openedAt > SNAPSHOT_LIFETIME_MS) this.close(key)
  }

  private close(key: string): void {
    const known = this.open.get(key)
    if (known) this.engine.abort(known.transaction)
    this.open.delete(key)
  }
}
