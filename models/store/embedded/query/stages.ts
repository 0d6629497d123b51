/** Pipeline stages that know BSON's values or the store's collections; the rest are mingo's. */
import { Aggregator } from "mingo/aggregator"
import { type Iterator, Lazy } from "mingo/lazy"
import type { Options } from "mingo/types"
import { badValue, notSupported, ServerError } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { cloned } from "../values/clone.ts"
import { keyOf, UNDEFINED_KEY } from "../values/order.ts"
import { comparisonOf } from "./collation.ts"
import { type Evaluation, evaluate } from "./evaluate.ts"
import { compileFilter } from "./filter.ts"
import { MISSING, splitPath, valuesAt } from "./paths.ts"
import { compileProjection } from "./projection.ts"
import { parseSort, sortBy } from "./sort.ts"

/** How stages reach other collections of the same database, in the reader's snapshot. */
export type CollectionReader = {
  find: (collection: string, filter: Document) => Document[]
}

type Stage = (documents: Iterator, specification: unknown, options: Options) => Iterator

export const ownStages = (reader: CollectionReader | null): Record<string, Stage> => ({
  $match: (documents, filter, options) => {
    const comparison = comparisonOf(options.collation)
    const predicate = compileFilter(asDocument(filter, "$match"), {
      comparison,
      variables: variablesOf(options),
    })
    return documents.filter((document: Document) => predicate(document))
  },
  $sort: (documents, specification, options) => {
    const fields = parseSort(specification)
    return documents.transform((all: Document[]) =>
      Lazy(sortBy(all, (document) => document, fields, comparisonOf(options.collation))),
    )
  },
  $project: (documents, specification, options) => {
    const projection = asDocument(specification, "$project")
    if (Object.keys(projection).length === 0)
      throw new ServerError(
        51272,
        "Invalid $project :: caused by :: projection specification must have at least one field",
      )
    const project = compileProjection(projection, { evaluation: options as Evaluation })
    return documents.map((document: Document) => project(document))
  },
  $group: (documents, specification, options) => {
    const group = asDocument(specification, "$group")
    if (!("_id" in group)) throw new ServerError(15955, "a group specification must include an _id")
    return documents.transform((all: Document[]) => Lazy(grouped(all, group, options as Evaluation)))
  },
  $bucket: (documents, specification, options) => {
    const bucket = asDocument(specification, "$bucket")
    return documents.transform((all: Document[]) => Lazy(bucketed(all, bucket, options as Evaluation)))
  },
  $lookup: (documents, specification, options) => lookup(documents, specification, options, reader),
  $unionWith: (documents, specification, options) => {
    const { coll, pipeline = [] } = isDocument(specification) ? specification : { coll: specification }
    if (typeof coll !== "string" || !reader) throw badValue("$unionWith needs a collection name")
    const others = new Aggregator(pipeline as Document[], options).run(reader.find(coll, {}).map(cloned))
    return documents.transform((all: Document[]) => Lazy([...all, ...others]))
  },
  $out: () => {
    throw notSupported("$out")
  },
  $merge: () => {
    throw notSupported("$merge")
  },
  $graphLookup: () => {
    throw notSupported("$graphLookup")
  },
  $setWindowFields: () => {
    throw notSupported("$setWindowFields")
  },
})

const asDocument = (specification: unknown, stage: string): Document => {
  if (!isDocument(specification)) throw badValue(`the ${stage} stage specification must be an object`)
  return specification
}

/** Variables bound by `let`: `$expr` inside `$match` reads them. */
const variablesOf = (options: Options): Document => {
  const { local } = options as Options & { local?: { variables?: Document } }
  return { ...options.variables, ...local?.variables }
}

function grouped(documents: Document[], { _id, ...fields }: Document, evaluation: Evaluation): Document[] {
  return groupedBy(documents, (document) => evaluate(_id, document, evaluation), fields, evaluation)
}

/** `$bucket`: the greatest boundary not above the value, or the default outside all. */
function bucketed(documents: Document[], specification: Document, evaluation: Evaluation): Document[] {
  const { groupBy, boundaries, default: otherwise, output = { count: { $sum: 1 } } } = specification
  if (!Array.isArray(boundaries) || boundaries.length < 2 || !isDocument(output))
    throw new ServerError(40192, "The $bucket 'boundaries' field must be an array of at least 2 values")
  const keys = boundaries.map(keyOf)
  const boundaryOf = (document: Document): unknown => {
    const value = evaluate(groupBy, document, evaluation)
    const key = value === undefined ? UNDEFINED_KEY : keyOf(value)
    const above = keys.findIndex((boundary) => key < boundary)
    if (above > 0) return boundaries[above - 1]
    if (otherwise !== undefined) return otherwise
    throw new ServerError(
      40066,
      "$switch could not find a matching branch for an input, and no default was specified.",
    )
  }
  const buckets = groupedBy(documents, boundaryOf, output, evaluation)
  return sortBy(buckets, (bucket) => bucket, parseSort({ _id: 1 }))
}

function groupedBy(
  documents: Document[],
  idOf: (document: Document) => unknown,
  fields: Document,
  evaluation: Evaluation,
): Document[] {
  const groups = new Map<string, { id: unknown; members: Document[] }>()
  for (const document of documents) {
    const id = idOf(document)
    const key = id === undefined ? UNDEFINED_KEY : keyOf(id)
    const group = groups.get(key)
    if (group) group.members.push(document)
    else groups.set(key, { id: id ?? null, members: [document] })
  }
  return [...groups.values()].map(({ id, members }) => {
    const result: Document = { _id: id }
    for (const [name, accumulator] of Object.entries(fields)) {
      if (!isDocument(accumulator) || Object.keys(accumulator).length !== 1)
        throw new ServerError(40234, `The field '${name}' must be an accumulator object`)
      result[name] = accumulate(accumulator, members, evaluation) ?? null
    }
    return result
  })
}

/** Runs mingo's accumulator over the members; expressions inside see each member as `$$ROOT`. */
function accumulate(accumulator: Document, members: Document[], evaluation: Evaluation): unknown {
  const [operator, operand] = Object.entries(accumulator)[0] as [string, unknown]
  if (operator === "$count") return members.length
  const known = evaluation.context.getOperator("accumulator" as never, operator)
  if (!known) throw new ServerError(15952, `unknown group operator '${operator}'`)
  return known(members, operand, evaluation.update({ root: null }))
}

function lookup(
  documents: Iterator,
  specification: unknown,
  options: Options,
  reader: CollectionReader | null,
): Iterator {
  const { from, as, localField, foreignField, pipeline, let: bindings } = asDocument(specification, "$lookup")
  if (typeof from !== "string" || typeof as !== "string" || !reader)
    throw new ServerError(9, "$lookup needs 'from' and 'as' to be strings")
  if ((localField === undefined) !== (foreignField === undefined))
    throw new ServerError(
      9,
      "$lookup requires both or neither of 'localField' and 'foreignField' to be specified",
    )
  const evaluation = options as Evaluation
  const stages = Array.isArray(pipeline) ? (pipeline as Document[]) : []
  return documents.map((document: Document) => {
    const filter =
      typeof localField === "string" ? joinFilter(document, localField, String(foreignField)) : {}
    const found = reader.find(from, filter)
    if (stages.length === 0) return { ...document, [as]: found }
    const variables: Document = {}
    if (isDocument(bindings))
      for (const [name, expression] of Object.entries(bindings))
        variables[name] = evaluate(expression, document, evaluation) ?? null
    const bound = { ...options.variables, ...variablesOf(options), ...variables }
    const inner = { context: options.context, scriptEnabled: false, variables: bound }
    return { ...document, [as]: new Aggregator(stages, inner).run(found.map(cloned)) }
  })
}

function joinFilter(document: Document, localField: string, foreignField: string): Document {
  const values = valuesAt(document, splitPath(localField)).flatMap((value) =>
    value === MISSING ? [null] : Array.isArray(value) ? value : [value],
  )
  return values.length === 1 ? { [foreignField]: { $eq: values[0] } } : { [foreignField]: { $in: values } }
}
