import { randomBytes } from "node:crypto"
import { ServerError } from "../errors.ts"

const IDLE_MS = 10 * 60_000
/** A reply stays below MongoDB's largest message. */
const MAX_BATCH_BYTES = 16 * 1024 * 1024

/** Documents still to be sent: how many, and the bytes of each when its turn comes. */
export type Results = { length: number; at: (index: number) => Buffer }

type Cursor = {
  namespace: string
  results: Results
  position: number
  session: string | null
  usedAt: number
}

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
    batchSize: number,
    isSingle: boolean,
    session: string | null,
  ): { documents: Buffer[]; cursorId: bigint } {
    const cursor: Cursor = { namespace, results, position: 0, session, usedAt: this.now() }
    const documents = take(cursor, batchSize)
    if (isSingle || cursor.position >= results.length) return { documents, cursorId: 0n }
    const cursorId = randomBytes(8).readBigInt64BE() & 0x7fffffffffffffffn
    this.open.set(cursorId, cursor)
    return { documents, cursorId }
  }

  /** @throws ServerError 43 when the cursor is gone, 13 when it belongs to another namespace */
  more(id: bigint, namespace: string, batchSize: number): { documents: Buffer[]; cursorId: bigint } {
    const cursor = this.open.get(id)
    if (!cursor) throw new ServerError(43, `cursor id ${id} not found`)
    if (cursor.namespace !== namespace)
      throw new ServerError(
        13,
        `Requested getMore on namespace '${namespace}', but cursor belongs to a different namespace ${cursor.namespace}`,
      )
    cursor.usedAt = this.now()
    const documents = take(cursor, batchSize)
    if (cursor.position < cursor.results.length) return { documents, cursorId: id }
    this.open.delete(id)
    return { documents, cursorId: 0n }
  }

  kill(id: bigint): boolean {
    return this.open.delete(id)
  }

  endSessions(sessions: string[]): void {
    for (const [id, { session }] of this.open) if (session && sessions.includes(session)) this.open.delete(id)
  }

  sweep(): void {
    const now = this.now()
    for (const [id, { usedAt }] of this.open) if (now - usedAt > IDLE_MS) this.open.delete(id)
  }
}

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
