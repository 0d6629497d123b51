/** What a pipeline reads from: a collection (through its indexes), statistics, or given documents. */
import type { Collection } from "../engine/collection.ts"
import { type Search, type SearchReport, search } from "../engine/search.ts"
import { ServerError } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { evaluate } from "../query/evaluate.ts"
import { evaluationWith } from "../query/expressions.ts"
import { parseSort } from "../query/sort.ts"
import { wholeNumber } from "../query/stages/index.ts"
import { type Document, isDocument, Long } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import { type CommandContext, documentField } from "./context.ts"
import { collectionStats } from "./statistics.ts"

export type Source = { documents: Document[]; rest: Document[] }

/** The documents a pipeline begins with and the stages left to run over them. */
export const sourceOf = (
  context: CommandContext,
  name: string | null,
  stages: Document[],
  report?: SearchReport,
): Source => {
  const [first, ...rest] = stages
  const [stage = ""] = Object.keys(first ?? {})
  if (name === null) {
    if (stage !== "$documents")
      throw new ServerError(73, `{aggregate: 1} is not valid for '${stage}'; a collection is required.`)
    return { documents: given(context, first?.["$documents"]), rest }
  }
  const collection = context.engine.find(context.database, name)
  switch (stage) {
    case "$collStats":
      return { documents: [collectionStatistics(context, name, collection, first?.[stage])], rest }
    case "$indexStats":
      return { documents: collection ? indexStatistics(context, collection) : [], rest }
    default:
      return found(context, collection, stages, report)
  }
}

function found(
  { command, transaction }: CommandContext,
  collection: Collection | null,
  stages: Document[],
  report?: SearchReport,
): Source {
  const { leading, rest } = split(stages)
  if (!collection) return { documents: [], rest }
  const comparison = comparisonOf(command["collation"])
  const request = { ...leading, comparison, variables: documentField(command, "let"), hint: command["hint"] }
  const documents = search(collection, request, transaction, report).map((version) =>
    collection.documentOf(version),
  )
  return { documents, rest }
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

function given({ command }: CommandContext, expression: unknown): Document[] {
  const documents = evaluate(expression, {}, evaluationWith(documentField(command, "let")))
  if (!Array.isArray(documents) || !documents.every(isDocument))
    throw new ServerError(5858203, "an array of documents is expected by $documents")
  return documents
}

function collectionStatistics(
  context: CommandContext,
  name: string,
  collection: Collection | null,
  specification: unknown,
): Document {
  const { database, now, address } = context
  if (!isDocument(specification)) throw new ServerError(5447000, "$collStats must take a nested object")
  if (!collection)
    throw new ServerError(
      26,
      `Unable to retrieve storageStats in $collStats stage :: caused by :: Collection [${database}.${name}] not found.`,
    )
  const { scale } = documentField(specification, "storageStats")
  const stats = collectionStats(
    context.engine,
    collection,
    `${database}.${name}`,
    scale ? toDouble(scale) : 1,
  )
  return {
    ns: `${database}.${name}`,
    host: address(),
    localTime: now(),
    ...("storageStats" in specification ? { storageStats: stats } : {}),
    ...("count" in specification ? { count: stats["count"] } : {}),
  }
}

const indexStatistics = ({ address, now }: CommandContext, { indexes }: Collection): Document[] =>
  indexes.map(({ name, specification }) => ({
    name,
    key: specification.key,
    host: address(),
    accesses: { ops: Long.fromNumber(0), since: now() },
    spec: specification,
  }))
