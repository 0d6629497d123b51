import type { Collection, Transaction } from "../engine/collection.ts"
import type { Results } from "../engine/cursors.ts"
import { distinctByIndex } from "../engine/distinct-scan.ts"
import { emptyReport, type Search, search } from "../engine/search.ts"
import { notSupported, ServerError } from "../errors.ts"
import type { Answer } from "../protocol/server.server.ts"
import { BINARY, type Comparison, comparisonOf } from "../query/collation.ts"
import { MISSING, splitPath, valuesAt } from "../query/paths.ts"
import { compileProjection } from "../query/projection.ts"
import { parseSort } from "../query/sort.ts"
import { type Document, isDocument, Long } from "../values/bson.server.ts"
import { encode } from "../values/encode.ts"
import { toDouble } from "../values/exact-number.ts"
import { lookedAt } from "../values/narrow.ts"
import { keyOf } from "../values/order.ts"
import {
  type Command,
  type CommandContext,
  collectionName,
  countField,
  documentField,
  flagField,
} from "./context.ts"

const FIRST_BATCH = 101

/** What belongs to other kinds of collections, or tells of the index that served. */
const LEFT_OUT = ["tailable", "awaitData", "min", "max", "returnKey", "showRecordId"]
const READ_OPTIONS = ["readConcern", "allowDiskUse", "let", "collation", "hint"] as const

export const find: Command = {
  fields: [
    ...READ_OPTIONS,
    ...["filter", "sort", "projection", "skip", "limit", "batchSize", "singleBatch", "noCursorTimeout"],
    ...["allowPartialResults", "oplogReplay", ...LEFT_OUT],
  ],
  inTransaction: true,
  run: (context) => {
    const { command, database } = context
    countField(command, "limit", 0)
    for (const option of LEFT_OUT) if (command[option]) throw notSupported(`find by '${option}'`)
    const name = collectionName(context)
    return openCursor(context, `${database}.${name}`, findResults(context, name), command)
  },
}

/** What a `find` (or the like) asks of the search. */
export const requestOf = (command: Document, filterField = "filter"): Search => {
  return {
    filter: documentField(command, filterField),
    variables: documentField(command, "let"),
    sort: naturalOrder(command) ? [] : parseSort(command["sort"]),
    isReversed: (naturalOrder(command) ?? 1) < 0,
    skip: countField(command, "skip", 0),
    limit: Math.abs(toDouble(command["limit"] ?? 0)),
    comparison: comparisonOf(command["collation"]),
    hint: command["hint"],
  }
}

/** `sort: { $natural: ±1 }`: the order in which documents were written. */
const naturalOrder = ({ sort }: Document): number | null =>
  isDocument(sort) && "$natural" in sort ? toDouble(sort["$natural"]) : null

/** The documents a `find` asks for, as bytes. */
function findResults(context: CommandContext, name: string): Results {
  const { command, engine, database, transaction } = context
  const request = requestOf(command)
  const { filter, variables = {} } = request
  const specification = documentField(command, "projection")
  const hasProjection = Object.keys(specification).length > 0
  const project = hasProjection ? compileProjection(specification, { filter, variables }) : null
  const collection = engine.find(database, name)
  const report = emptyReport()
  const versions = search(collection, request, transaction, report)
  if (!collection) return { length: 0, at: () => Buffer.alloc(0) }
  const isScan = report.plan.kind === "COLLSCAN"
  const at = (index: number): Buffer => {
    const version = versions[index]
    if (!version) return Buffer.alloc(0)
    if (project)
      return encode(project(isScan ? collection.glanceAt(version, null) : collection.documentOf(version)))
    return isScan ? collection.glanceAtBytes(version) : collection.rawOf(version)
  }
  const isOpenEnded = !report.isSorted && (!request.limit || versions.length < request.limit)
  return { length: versions.length, at, isOpenEnded }
}

/** Answers the first batch and keeps the rest for `getMore`. */
export const openCursor = (
  { cursors, session }: CommandContext,
  namespace: string,
  results: Results,
  options: Document,
): Answer => {
  const batchSize = countField(options, "batchSize", FIRST_BATCH)
  const isSingle = flagField(options, "singleBatch")
  const isPatient = flagField(options, "noCursorTimeout")
  const batch = cursors.start(namespace, results, { batchSize, isSingle, session, isPatient })
  return { reply: { ok: 1 }, batch: { name: "firstBatch", namespace, ...batch } }
}

const cursorIdOf = (value: unknown): bigint =>
  value instanceof Long ? value.toBigInt() : BigInt(Math.trunc(toDouble(value)) || 0)

export const getMore: Command = {
  fields: ["collection", "batchSize"],
  inTransaction: true,
  run: ({ command, cursors, database, session }) => {
    const namespace = `${database}.${String(command["collection"])}`
    const batchSize = countField(command, "batchSize", 0) || Number.POSITIVE_INFINITY
    const batch = cursors.more(cursorIdOf(command["getMore"]), namespace, batchSize, session)
    return { reply: { ok: 1 }, batch: { name: "nextBatch", namespace, ...batch } }
  },
}

export const killCursors: Command = {
  fields: ["cursors"],
  inTransaction: true,
  run: ({ command, cursors }) => {
    const ids = Array.isArray(command["cursors"]) ? command["cursors"] : []
    const killed = ids.filter((id) => cursors.kill(cursorIdOf(id)))
    const notFound = ids.filter((id) => !killed.includes(id))
    return {
      reply: {
        cursorsKilled: killed,
        cursorsNotFound: notFound,
        cursorsAlive: [],
        cursorsUnknown: [],
        ok: 1,
      },
    }
  },
}

export const count: Command = {
  fields: ["query", "limit", "skip", "hint", "collation", "readConcern", "fields", "let"],
  run: (context) => {
    const { command, engine, database, transaction } = context
    const collection = engine.find(database, collectionName(context))
    const n = search(collection, requestOf(command, "query"), transaction).length
    return { reply: { n, ok: 1 } }
  },
}

export const distinct: Command = {
  fields: ["key", "query", "collation", "readConcern", "hint", "let"],
  inTransaction: true,
  run: (context) => {
    const { command, engine, database, transaction } = context
    const key = command["key"]
    if (typeof key !== "string")
      throw new ServerError(14, "BSON field 'distinct.key' is missing or not a string")
    const collection = engine.find(database, collectionName(context))
    const request = requestOf(command, "query")
    const walked = collection && distinctByIndex(collection, key, request, transaction)
    const values = walked ?? valuesFound(collection, request, key, transaction)
    return { reply: { values: distinctValues(values, request.comparison ?? BINARY), ok: 1 } }
  },
}

/** What stands at a path in the documents found, elements of arrays one by one. */
function valuesFound(
  collection: Collection | null,
  request: Search,
  path: string,
  transaction: Transaction | null,
): unknown[] {
  const parts = splitPath(path)
  const fields = lookedAt({ [path]: 1 })
  return search(collection, request, transaction).flatMap((version) =>
    valuesAt(collection?.glanceAt(version, fields) ?? {}, parts).flat(),
  )
}

/** Every value once, in order; under a collation strings it holds equal are one. */
function distinctValues(reached: unknown[], { compare, isBinary }: Comparison): unknown[] {
  const values = new Map<string, unknown>()
  for (const value of reached)
    if (value !== MISSING && !values.has(keyOf(value))) values.set(keyOf(value), value)
  const sorted = [...values.values()].sort(compare)
  return isBinary
    ? sorted
    : sorted.filter((value, index) => index === 0 || compare(value, sorted[index - 1]) !== 0)
}
