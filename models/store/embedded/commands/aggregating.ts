import { Aggregator } from "mingo/aggregator"
import { search } from "../engine/search.ts"
import { failedToParse, notSupported, ServerError, typeMismatch } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { translated } from "../query/evaluate.ts"
import { contextWith } from "../query/expressions.ts"
import { parseSort, type SortField } from "../query/sort.ts"
import { ownStages } from "../query/stages.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { cloned } from "../values/clone.ts"
import { encode } from "../values/codec.ts"
import { toDouble } from "../values/exact-number.ts"
import { type Command, type CommandContext, documentField } from "./context.ts"
import { openCursor } from "./reading.ts"

/** Stages that never alter the documents they are given. */
const HARMLESS = new Set(["$match", "$sort", "$skip", "$limit", "$group", "$project", "$count", "$lookup"])

export const aggregate: Command = {
  fields: [
    "pipeline",
    "cursor",
    "explain",
    "allowDiskUse",
    "bypassDocumentValidation",
    "readConcern",
    "collation",
    "hint",
    "let",
  ],
  inTransaction: true,
  run: (context) => {
    const { command, database } = context
    const target = command["aggregate"]
    const stages = stagesOf(command["pipeline"])
    if (command["explain"]) throw notSupported("explain of aggregate")
    if (!isDocument(command["cursor"]))
      throw failedToParse("The 'cursor' option is required, except for aggregate with the explain argument")
    const results = run(context, typeof target === "string" ? target : null, stages)
    const namespace = `${database}.${typeof target === "string" ? target : "$cmd.aggregate"}`
    const at = (index: number) => encode(results[index] ?? {})
    return openCursor(context, namespace, { length: results.length, at }, command["cursor"])
  },
}

function stagesOf(pipeline: unknown): Document[] {
  if (!Array.isArray(pipeline)) throw typeMismatch("'pipeline' option must be specified as an array")
  for (const stage of pipeline)
    if (!isDocument(stage) || Object.keys(stage).length !== 1)
      throw new ServerError(40323, "A pipeline stage specification object must contain exactly one field.")
  return pipeline as Document[]
}

function run(context: CommandContext, name: string | null, stages: Document[]): Document[] {
  const { command, engine, database, transaction } = context
  const variables = documentField(command, "let")
  const comparison = comparisonOf(command["collation"])
  const find = (from: string, filter: Document): Document[] => {
    const collection = engine.find(database, from)
    if (!collection) return []
    return search(collection, { filter, comparison, variables }, transaction).map((version) =>
      collection.documentOf(version),
    )
  }
  const { leading, rest } = split(stages)
  const collection = name === null ? null : engine.find(database, name)
  const found = collection
    ? search(collection, { ...leading, comparison, variables }, transaction).map((version) =>
        collection.documentOf(version),
      )
    : []
  if (rest[0] && "$collStats" in rest[0])
    return [{ ns: `${database}.${name}`, count: found.length, storageStats: { count: found.length } }]
  const isHarmless = rest.every((stage) => HARMLESS.has(Object.keys(stage)[0] as string))
  const input = isHarmless ? found : found.map(cloned)
  if (rest.length === 0) return input
  try {
    const own = contextWith(ownStages({ find }))
    const collation = isDocument(command["collation"]) ? { collation: command["collation"] as never } : {}
    const bound = { NOW: context.now(), ...variables }
    return new Aggregator(rest, {
      context: own,
      scriptEnabled: false,
      variables: bound,
      ...collation,
    }).run<Document>(input)
  } catch (error) {
    throw translated(error)
  }
}

type Leading = { filter: Document; sort: SortField[]; skip: number; limit: number }

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
  if (isDocument(sort) && Object.values(sort).every((direction) => !isDocument(direction))) {
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

function wholeNumber(stage: string, value: unknown, least: number): number {
  const number = toDouble(value)
  if (!Number.isInteger(number) || number < least)
    throw new ServerError(15958, `invalid argument to ${stage} stage: ${String(value)}`)
  return number
}
