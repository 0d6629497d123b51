import type { Results } from "../engine/cursors.ts"
import { type SearchReport, search } from "../engine/search.ts"
import { badValue, ServerError } from "../errors.ts"
import type { Answer } from "../protocol/server.server.ts"
import { comparisonOf } from "../query/collation.ts"
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
    const name = collectionName(context)
    return openCursor(context, `${database}.${name}`, findResults(context, name), command)
  },
}

/** The documents a `find` asks for, as bytes. */
function findResults(context: CommandContext, name: string): Results {
  const { command, engine, database, transaction } = context
  for (const refused of ["min", "max", "returnKey", "showRecordId", "tailable", "awaitData", "oplogReplay"])
    if (command[refused]) throw badValue(`find option '${refused}' is not supported by the embedded store`)
  const filter = documentField(command, "filter")
  const variables = documentField(command, "let")
  const specification = documentField(command, "projection")
  const hasProjection = Object.keys(specification).length > 0
  const project = hasProjection ? compileProjection(specification, { filter, variables }) : null
  const collection = engine.find(database, name)
  const asked = {
    filter,
    variables,
    sort: sortOf(command),
    skip: countField(command, "skip", 0),
    limit: Math.abs(toDouble(command["limit"] ?? 0)),
    comparison: comparisonOf(command["collation"]),
    hint: hintOf(command),
  }
  if (!collection) return { length: 0, at: () => Buffer.alloc(0) }
  const versions = search(collection, asked, transaction)
  const at = (index: number): Buffer => {
    const version = versions[index]
    if (!version) return Buffer.alloc(0)
    return project ? encode(project(collection.documentOf(version))) : collection.rawOf(version)
  }
  return { length: versions.length, at }
}

/** `{ $natural: 1 }` is the order documents have anyway. */
const sortOf = (command: Document) =>
  isDocument(command["sort"]) && "$natural" in command["sort"] ? [] : parseSort(command["sort"])

const hintOf = (command: Document): unknown =>
  isDocument(command["hint"]) && ("$natural" in command["hint"] || Object.keys(command["hint"]).length === 0)
    ? undefined
    : command["hint"]

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
  const batch = cursors.start(namespace, results, batchSize, isSingle, session)
  return { reply: { ok: 1 }, batch: { name: "firstBatch", namespace, ...batch } }
}

export const getMore: Command = {
  fields: ["collection", "batchSize"],
  inTransaction: true,
  run: ({ command, cursors, database }) => {
    const namespace = `${database}.${String(command["collection"])}`
    const batchSize = countField(command, "batchSize", 0) || Number.POSITIVE_INFINITY
    const batch = cursors.more(cursorIdOf(command["getMore"]), namespace, batchSize)
    return { reply: { ok: 1 }, batch: { name: "nextBatch", namespace, ...batch } }
  },
}

const cursorIdOf = (value: unknown): bigint =>
  value instanceof Long ? value.toBigInt() : BigInt(Math.trunc(toDouble(value)) || 0)

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
  fields: ["query", "limit", "skip", "hint", "collation", "readConcern", "fields"],
  run: (context) => {
    const { command, engine, database, transaction } = context
    const collection = engine.find(database, collectionName(context))
    const filter = documentField(command, "query")
    const comparison = comparisonOf(command["collation"])
    const limit = Math.abs(toDouble(command["limit"] ?? 0))
    const options = { filter, comparison, skip: countField(command, "skip", 0), limit, hint: hintOf(command) }
    return { reply: { n: collection ? search(collection, options, transaction).length : 0, ok: 1 } }
  },
}

export const distinct: Command = {
  fields: ["key", "query", "collation", "readConcern", "hint"],
  inTransaction: true,
  run: (context) => {
    const { command, engine, database, transaction } = context
    const key = command["key"]
    if (typeof key !== "string")
      throw new ServerError(14, "BSON field 'distinct.key' is missing or not a string")
    const collection = engine.find(database, collectionName(context))
    const filter = documentField(command, "query")
    const comparison = comparisonOf(command["collation"])
    const values = new Map<string, unknown>()
    const parts = splitPath(key)
    for (const version of collection ? search(collection, { filter, comparison }, transaction) : [])
      for (const value of valuesAt(collection?.documentOf(version) ?? {}, parts))
        for (const item of Array.isArray(value) ? value : [value])
          if (item !== MISSING && !values.has(keyOf(item))) values.set(keyOf(item), item)
    return { reply: { values: [...values.values()], ok: 1 } }
  },
}

/** Enough of `explain` to see whether an index served, and how much was read. */
export const explain: Command = {
  fields: ["verbosity"],
  run: (context) => {
    const { command, engine, database } = context
    const explained = documentField(command, "explain")
    const [name, collectionField] = Object.entries(explained)[0] ?? []
    if (name !== "find" && name !== "count" && name !== "aggregate")
      throw new ServerError(238, `explain of ${name} is not supported by the embedded store`)
    const pipeline = Array.isArray(explained["pipeline"]) ? (explained["pipeline"] as Document[]) : []
    const filter = isDocument(pipeline[0]?.["$match"])
      ? pipeline[0]["$match"]
      : documentField(explained, name === "count" ? "query" : "filter")
    const report: SearchReport = {
      plan: { kind: "COLLSCAN" },
      keysExamined: 0,
      documentsExamined: 0,
      isSorted: false,
    }
    const collection = engine.find(database, String(collectionField))
    const options = {
      filter,
      sort: sortOf(explained),
      skip: countField(explained, "skip", 0),
      limit: Math.abs(toDouble(explained["limit"] ?? 0)),
      comparison: comparisonOf(explained["collation"]),
      hint: hintOf(explained),
    }
    const found = collection ? search(collection, options, null, report).length : 0
    return {
      reply: {
        explainVersion: "1",
        queryPlanner: {
          namespace: `${database}.${String(collectionField)}`,
          parsedQuery: filter,
          winningPlan: planShown(report),
          rejectedPlans: [],
        },
        executionStats: {
          executionSuccess: true,
          nReturned: found,
          executionTimeMillis: 0,
          totalKeysExamined: report.plan.kind === "COLLSCAN" ? 0 : report.documentsExamined,
          totalDocsExamined: report.documentsExamined,
          executionStages: planShown(report),
        },
        ok: 1,
      },
    }
  },
}

function planShown({ plan, isSorted }: SearchReport): Document {
  const scans = plan.kind === "OR" ? plan.scans : plan.kind === "IXSCAN" ? [plan] : []
  const stages = scans.map(
    ({ index, isReversed }): Document => ({
      stage: "IXSCAN",
      keyPattern: index.specification.key,
      indexName: index.name,
      isMultiKey: index.isMultikey,
      isUnique: index.unique,
      isSparse: index.sparse,
      isPartial: index.partialFilter !== null,
      direction: isReversed ? "backward" : "forward",
    }),
  )
  const [only, more] = stages
  const read: Document = !only
    ? { stage: "COLLSCAN", direction: "forward" }
    : { stage: "FETCH", inputStage: more ? { stage: "OR", inputStages: stages } : only }
  return isSorted ? { stage: "SORT", inputStage: read } : read
}
