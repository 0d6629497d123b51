/** Cursors that go on as the store changes: tailable ones over a capped collection, and `getMore` on any of them. */
import type { LiveResults } from "../engine/cursors.ts"
import type { DocumentRecord } from "../engine/records.ts"
import { visibleVersion } from "../engine/records.ts"
import { badValue, ServerError } from "../errors.ts"
import type { Answer } from "../protocol/server.server.ts"
import { comparisonOf } from "../query/collation.ts"
import { compileFilter } from "../query/filter.ts"
import { compileProjection } from "../query/projection.ts"
import { Long } from "../values/bson.server.ts"
import { encode } from "../values/codec.ts"
import { toDouble } from "../values/exact-number.ts"
import { type CommandContext, collectionName, countField, documentField, flagField } from "./context.ts"

const DEFAULT_WAIT_MS = 1_000
const FIRST_BATCH = 101

/** `find` with `tailable: true`. @throws ServerError 2 on a collection that is not capped */
export const openTailable = (context: CommandContext): Answer => {
  const { command, engine, database, cursors, session } = context
  const namespace = `${database}.${collectionName(context)}`
  const collection = engine.find(database, collectionName(context))
  if (!collection?.options["capped"])
    throw badValue(
      `error processing query: ns=${namespace} tailable cursor requested on non capped collection`,
    )
  const sort = documentField(command, "sort")
  if (Object.keys(sort).some((name) => name !== "$natural"))
    throw badValue("cannot use tailable option with a sort other than {$natural: 1}")
  const filter = documentField(command, "filter")
  const variables = documentField(command, "let")
  const matches = compileFilter(filter, { comparison: comparisonOf(command["collation"]), variables })
  const projection = documentField(command, "projection")
  const project =
    Object.keys(projection).length > 0 ? compileProjection(projection, { filter, variables }) : null
  let last: DocumentRecord | null = null
  let left = countField(command, "limit", 0) || Number.POSITIVE_INFINITY
  const take = (most: number): Buffer[] => {
    if (last && !visibleVersion(last, null))
      throw new ServerError(136, "CollectionScan died due to position in capped collection being deleted.")
    const found: Buffer[] = []
    for (const record of collection.records.values()) {
      if (found.length >= Math.min(most, left)) break
      if (last && record.row <= last.row) continue
      const version = visibleVersion(record, null)
      if (!version) continue
      last = record
      const document = collection.documentOf(version)
      if (matches(document)) found.push(project ? encode(project(document)) : collection.rawOf(version))
    }
    left -= found.length
    return found
  }
  const isEmpty = ![...collection.records.values()].some((record) => visibleVersion(record, null))
  const live: LiveResults = {
    take,
    isOver: () => isEmpty || left <= 0,
    waitMs: flagField(command, "awaitData") ? DEFAULT_WAIT_MS : 0,
  }
  const batchSize = countField(command, "batchSize", FIRST_BATCH)
  const batch = cursors.startLive(namespace, live, { batchSize, session })
  return { reply: { ok: 1 }, batch: { name: "firstBatch", namespace, ...batch } }
}

export const cursorIdOf = (value: unknown): bigint =>
  value instanceof Long ? value.toBigInt() : BigInt(Math.trunc(toDouble(value)) || 0)

/** `getMore` on results that go on: waits for news as long as it may, while others are served. */
export const awaitMore = async (context: CommandContext, live: LiveResults): Promise<Answer> => {
  const { command, cursors, database, engine, session } = context
  const id = cursorIdOf(command["getMore"])
  const namespace = `${database}.${String(command["collection"])}`
  const batchSize = countField(command, "batchSize", 0) || Number.POSITIVE_INFINITY
  const until = performance.now() + (live.waitMs && countField(command, "maxTimeMS", live.waitMs))
  for (;;) {
    const batch = cursors.more(id, namespace, batchSize, session)
    const left = until - performance.now()
    if (batch.documents.length > 0 || batch.cursorId === 0n || left <= 0) {
      const resumeToken = live.resumeToken?.()
      return {
        reply: { ok: 1 },
        batch: { name: "nextBatch", namespace, ...batch, ...(resumeToken ? { resumeToken } : {}) },
      }
    }
    await engine.changes.news(left)
    if (!cursors.has(id)) throw new ServerError(237, `cursor ${id} was killed while it waited`)
  }
}
