/** Pipelines: what they read from, and where their results go. */
import type { Collection } from "../engine/collection.ts"
import { type Search, type SearchReport, search } from "../engine/search.ts"
import { failedToParse, notSupported, ServerError } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { parseSort } from "../query/sort.ts"
import { LEFT_OUT, runStages, wholeNumber } from "../query/stages/index.ts"
import { type Document, hasField, isDocument, ObjectId } from "../values/bson.server.ts"
import { type FieldTree, lookedAt } from "../values/narrow.ts"
import { type CommandContext, documentField } from "./context.ts"
import { insertOne } from "./writing.ts"

/** The documents a pipeline gives; its front is served by the collection's indexes. */
export const runPipeline = (
  context: CommandContext,
  name: string | null,
  stages: Document[],
  report?: SearchReport,
): Document[] => {
  const { command, engine, database, transaction } = context
  const variables = documentField(command, "let")
  const comparison = comparisonOf(command["collation"])
  const find = (from: string, filter: Document): Document[] => {
    const collection = engine.find(database, from)
    const versions = search(collection, { filter, comparison, variables }, transaction)
    return collection ? versions.map((version) => collection.documentOf(version)) : []
  }
  const { documents, rest } =
    name === null
      ? withoutCollection(context, stages)
      : found(context, engine.find(database, name), stages, report)
  return rest.length > 0 ? runStages(rest, documents, { variables, comparison, find }) : documents
}

/** The documents a pipeline begins with and the stages left to run over them. */
type Source = { documents: Document[]; rest: Document[] }

/** @throws ServerError 73 on a stage that needs a collection */
function withoutCollection({ sessions, now }: CommandContext, [first, ...rest]: Document[]): Source {
  const [stage = ""] = Object.keys(first ?? {})
  if (stage === "$listLocalSessions") return { documents: sessions.list(now()), rest }
  if (LEFT_OUT.includes(stage)) throw notSupported(stage)
  throw new ServerError(73, `{aggregate: 1} is not valid for '${stage}'; a collection is required.`)
}

function found(
  { command, transaction }: CommandContext,
  collection: Collection | null,
  stages: Document[],
  report?: SearchReport,
): Source {
  const { leading, rest } = split(stages)
  const comparison = comparisonOf(command["collation"])
  const request = { ...leading, comparison, variables: documentField(command, "let"), hint: command["hint"] }
  const versions = search(collection, request, transaction, report)
  const fields = fieldsFor(rest)
  return {
    documents: collection ? versions.map((version) => collection.glanceAt(version, fields)) : [],
    rest,
  }
}

/** What the stages that are left look at of a document; null for all of it. */
function fieldsFor([first = {}]: Document[]): FieldTree | null {
  if ("$count" in first) return lookedAt({})
  return "$group" in first ? lookedAt({}, first["$group"]) : null
}

type Leading = Required<Pick<Search, "filter" | "sort" | "skip" | "limit">>

/** Takes what an index can serve off the front of a pipeline: $match, then $sort, $skip, $limit. */
function split(stages: Document[]): { leading: Leading; rest: Document[] } {
  const leading: Leading = { filter: {}, sort: [], skip: 0, limit: 0 }
  const filters: Document[] = []
  let at = 0
  for (let stage = stages[at]; stage && isDocument(stage["$match"]); stage = stages[++at])
    filters.push(stage["$match"])
  if (filters.length === 1) leading.filter = filters[0] ?? {}
  else if (filters.length > 1) leading.filter = { $and: filters }
  const sort = stages[at]?.["$sort"]
  if (isDocument(sort) && Object.keys(sort).length > 0) {
    leading.sort = parseSort(sort)
    at += 1
  }
  const skip = stages[at]?.["$skip"]
  if (skip !== undefined) {
    leading.skip = wholeNumber("$skip", skip, 0)
    at += 1
  }
  const limit = stages[at]?.["$limit"]
  if (limit !== undefined) {
    leading.limit = wholeNumber("$limit", limit, 1)
    at += 1
  }
  return { leading, rest: stages.slice(at) }
}

/** `$out`: results go into a collection instead of to the client. */
export type Sink = (context: CommandContext, documents: Document[]) => void

/** The last stage's sink, if it is one. */
export const sinkOf = (stages: Document[]): { reading: Document[]; sink: Sink | null } => {
  const last = stages.at(-1) ?? {}
  return "$out" in last
    ? { reading: stages.slice(0, -1), sink: out(last["$out"]) }
    : { reading: stages, sink: null }
}

const targetOf = (specification: unknown, database: string): { database: string; name: string } => {
  if (typeof specification === "string") return { database, name: specification }
  if (isDocument(specification) && typeof specification["coll"] === "string") {
    if (specification["timeseries"] !== undefined) throw notSupported("a time series")
    return { database: String(specification["db"] ?? database), name: specification["coll"] }
  }
  throw failedToParse("$out must name a collection")
}

const withId = (document: Document): Document =>
  hasField(document, "_id") ? document : { _id: new ObjectId(), ...document }

/** In a transaction of its own: all of the results arrive, or none. */
function out(specification: unknown): Sink {
  return (context, documents) => {
    const { engine } = context
    const { database, name } = targetOf(specification, context.database)
    const collection = engine.ensure(database, name)
    engine.transact((transaction) => {
      for (const version of search(collection, { filter: {} }, transaction))
        collection.delete(transaction, version)
      for (const document of documents) insertOne(collection, transaction, withId(document), null)
    })
  }
}
