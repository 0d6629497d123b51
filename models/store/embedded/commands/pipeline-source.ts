/** What a pipeline reads from: a collection (through its indexes), or given documents. */
import type { Collection } from "../engine/collection.ts"
import { lookedAt } from "../engine/looked-at.ts"
import { type Search, type SearchReport, search } from "../engine/search.ts"
import { notSupported, ServerError } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { evaluationWith } from "../query/expressions.ts"
import { parseSort } from "../query/sort.ts"
import { LEFT_OUT, wholeNumber } from "../query/stages/index.ts"
import { givenIn } from "../query/stages/joins.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import type { FieldTree } from "../values/narrow.ts"
import { type CommandContext, documentField } from "./context.ts"

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
    if (stage === "$documents")
      return {
        documents: givenIn(first?.[stage], evaluationWith(documentField(context.command, "let"))),
        rest,
      }
    if (stage === "$listLocalSessions") return { documents: context.sessions.list(context.now()), rest }
    if (LEFT_OUT.includes(stage)) throw notSupported(stage)
    throw new ServerError(73, `{aggregate: 1} is not valid for '${stage}'; a collection is required.`)
  }
  return found(context, context.engine.find(context.database, name), stages, report)
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
