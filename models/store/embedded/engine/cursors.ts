import { randomBytes } from "node:crypto"
import { ServerError } from "../errors.ts"

const IDLE_MS = 10 * 60_000
/** A reply stays below MongoDB's largest message. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024

/**
 * Documents still to be sent: how many, and the bytes of each when its turn comes. Of an open end it is only said that
 * nothing follows when one more was looked for, as MongoDB reads on.
 */
export type Results = { length: number; at: (index: number) => Buffer; isOpenEnded?: boolean }

type Cursor = {
  namespace: string
  results: Results
  position: number
  session: string | null
  usedAt: number
  /** Kept although nobody has asked for a long time. */
  isPatient: boolean
  /** Why it can give no more. */
  killedBy: ServerError | null
}

type Taken = { documents: Buffer[]; cursorId: bigint }

/** Results that did not fit in the first answer. */
export class Cursors {
  private readonly open = new Map<bigint, Cursor>()
  private readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }

  /** The first batch; the cursor's id is 0 when nothing is left. */
  start(
    namespace: string,
    results: Results,
    {
      batchSize,
      isSingle,
      ...owner
    }: Pick<Cursor, "session" | "isPatient"> & {
      batchSize: number
      isSingle: boolean
    },
  ): Taken {
    const cursor = { namespace, results, position: 0, ...owner, usedAt: this.now(), killedBy: null }
    const documents = take(cursor, batchSize)
    if (isSingle || isAtEnd(cursor, documents.length < batchSize)) return { documents, cursorId: 0n }
    const cursorId = randomBytes(8).readBigInt64BE() & 0x7fffffffffffffffn
    this.open.set(cursorId, cursor)
    return { documents, cursorId }
  }

  /**
   * @throws ServerError 43 when the cursor is gone, 13 when it belongs to another namespace, 50736 to 50738 when to
   * another session, 175 when its collection is gone
   */
  more(id: bigint, namespace: string, batchSize: number, session: string | null): Taken {
    const cursor = this.open.get(id)
    if (!cursor) throw new ServerError(43, `cursor id ${id} not found`)
    if (cursor.namespace !== namespace)
      throw new ServerError(
        13,
        `Requested getMore on '${namespace}', but cursor belongs to ${cursor.namespace}`,
      )
    refuseStranger(id, cursor.session, session)
    if (cursor.killedBy) {
      this.open.delete(id)
      throw cursor.killedBy
    }
    cursor.usedAt = this.now()
    const documents = take(cursor, batchSize)
    if (!isAtEnd(cursor, documents.length < batchSize)) return { documents, cursorId: id }
    this.open.delete(id)
    return { documents, cursorId: 0n }
  }

  kill(id: bigint): boolean {
    return this.open.delete(id)
  }

  /** The collection is gone: whoever asks for more is told so. */
  closeNamespace(namespace: string): void {
    for (const cursor of this.open.values())
      if (cursor.namespace === namespace)
        cursor.killedBy = new ServerError(175, `collection dropped or renamed. namespace: '${namespace}'`)
  }

  endSessions(sessions: string[]): void {
    for (const [id, { session }] of this.open) if (session && sessions.includes(session)) this.open.delete(id)
  }

  sweep(): void {
    const now = this.now()
    for (const [id, { usedAt, isPatient }] of this.open)
      if (!isPatient && now - usedAt > IDLE_MS) this.open.delete(id)
  }
}

function refuseStranger(id: bigint, owner: string | null, session: string | null): void {
  if (owner === session) return
  const code = session === null ? 50736 : owner === null ? 50737 : 50738
  throw new ServerError(code, `Cannot run getMore on cursor ${id}, which was created in another session`)
}

const isAtEnd = ({ results, position }: Cursor, hasLookedOn: boolean): boolean =>
  position >= results.length && (hasLookedOn || !results.isOpenEnded)

function take(cursor: Cursor, batchSize: number): Buffer[] {
  const { results } = cursor
  const documents: Buffer[] = []
  let bytes = 0
  while (cursor.position < results.length && documents.length < batchSize) {
    const document = results.at(cursor.position)
    if (documents.length > 0 && bytes + document.length > MAX_BATCH_BYTES) break
    documents.push(document)
    bytes += document.length
    cursor.position += 1
  }
  return documents
}
