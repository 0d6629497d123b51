import type { Results } from "../engine/cursors.ts"
import type { Plan } from "../engine/planner.ts"
import type { Version } from "../engine/records.ts"
import { emptyReport, type Search, search } from "../engine/search.ts"
import { notSupported, ServerError } from "../errors.ts"
import type { Answer } from "../protocol/server.server.ts"
import { BINARY, type Comparison, comparisonOf } from "../query/collation.ts"
import { MISSING, splitPath, valuesAt } from "../query/paths.ts"
import { compileProjection } from "../query/projection.ts"
import { parseSort } from "../query/sort.ts"
import { type Document, isDocument, Long } from "../values/bson.server.ts"
import { encode } from "../values/codec.ts"
import { toDouble } from "../values/exact-number.ts"
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

const READ_OPTIONS = ["readConcern", "allowDiskUse", "let", "collation", "hint"] as const

export const find: Command = {
  fields: [
    ...READ_OPTIONS,
    ...["filter", "sort", "projection", "skip", "limit", "batchSize", "singleBatch", "noCursorTimeout"],
    ...[
      "allowPartialResults",
      "min",
      "max",
      "returnKey",
      "showRecordId",
      "tailable",
      "awaitData",
      "oplogReplay",
    ],
  ],
  inTransaction: true,
  run: (context) => {
    const { command, database } = context
    if (flagField(command, "tailable") || flagField(command, "awaitData"))
      throw notSupported("a tailable cursor")
    const name = collectionName(context)
    return openCursor(context, `${database}.${name}`, findResults(context, name), command)
  },
}

/** What a `find` (or the like) asks of the search. */
export const requestOf = (command: Document, filterField = "filter"): Search => {
  const { min, max } = command
  return {
    filter: documentField(command, filterField),
    variables: documentField(command, "let"),
    sort: naturalOrder(command) ? [] : parseSort(command["sort"]),
    isReversed: (naturalOrder(command) ?? 1) < 0,
    skip: countField(command, "skip", 0),
    limit: Math.abs(toDouble(command["limit"] ?? 0)),
    comparison: comparisonOf(command["collation"]),
    hint: command["hint"],
    ...(isDocument(min) && Object.keys(min).length > 0 ? { min } : {}),
    ...(isDocument(max) && Object.keys(max).length > 0 ? { max } : {}),
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
  if (!collection) return { length: 0, at: () => Buffer.alloc(0) }
  const report = emptyReport()
  const versions = search(collection, request, transaction, report)
  const shown = (version: Version): Document => {
    if (flagField(command, "returnKey")) return indexKeyOf(report.plan, collection.documentOf(version))
    const document = project ? project(collection.documentOf(version)) : collection.documentOf(version)
    return flagField(command, "showRecordId")
      ? { ...document, $recordId: Long.fromNumber(version.record.row) }
      : document
  }
  const isPlain = !project && !flagField(command, "returnKey") && !flagField(command, "showRecordId")
  const at = (index: number): Buffer => {
    const version = versions[index]
    if (!version) return Buffer.alloc(0)
    return isPlain ? collection.rawOf(version) : encode(shown(version))
  }
  return { length: versions.length, at }
}

/** The fields of the index that served; none when the collection was read through. */
const indexKeyOf = (plan: Plan, document: Document): Document => {
  const index = plan.kind === "IXSCAN" ? plan.index : null
  return Object.fromEntries(
    (index?.fields ?? []).map(({ path, parts }) => [
      path,
      valuesAt(document, parts).find((v) => v !== MISSING),
    ]),
  )
}

/** Answers the first batch and keeps the rest for `getMore`. */
export const openCursor = (
  { cursors, session }: CommandContext,
  namespace: string,
  results: Results,
  options: Document,
): Answer => {
  const limit = options["limit"] === undefined ? 0 : toDouble(options["limit"])
  const batchSize = countField(options, "batchSize", FIRST_BATCH)
  const isSingle = flagField(options, "singleBatch") || limit < 0
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
    const n = collection ? search(collection, requestOf(command, "query"), transaction).length : 0
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
    const versions = collection ? search(collection, request, transaction) : []
    const documents = versions.map((version) => collection?.documentOf(version) ?? {})
    const values = distinctValues(documents, splitPath(key), request.comparison ?? BINARY)
    return { reply: { values, ok: 1 } }
  },
}

/** Every value once, in order; under a collation strings it holds equal are one. */
function distinctValues(
  documents: Document[],
  parts: string[],
  { compare, isBinary }: Comparison,
): unknown[] {
  const values = new Map<string, unknown>()
  for (const document of documents)
    for (const value of valuesAt(document, parts))
      for (const item of Array.isArray(value) ? value : [value])
        if (item !== MISSING && !values.has(keyOf(item))) values.set(keyOf(item), item)
  const sorted = [...values.values()].sort(compare)
  return isBinary
    ? sorted
    : sorted.filter((value, index) => index === 0 || compare(value, sorted[index - 1]) !== 0)
}
