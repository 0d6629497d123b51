/** Stages that read other collections or run pipelines of their own. */
import { Aggregator } from "mingo/aggregator"
import type { Options } from "mingo/types"
import { failedToParse, ServerError } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { keyOf } from "../../values/order.ts"
import { type Evaluation, evaluate } from "../evaluate.ts"
import { MISSING, splitPath, valuesAt } from "../paths.ts"
import { replaced } from "./fields.ts"
import { asDocument, type CollectionReader, each, type Stages, variablesOf, whole } from "./stage.ts"

/** Runs a pipeline inside a pipeline: same operators and collations, the given variables. */
const nested = (
  stages: Document[],
  documents: Document[],
  evaluation: Evaluation,
  variables = {},
): Document[] => {
  const { context, collation } = evaluation as Options
  const bound = { ...variablesOf(evaluation as Options), ...variables }
  const options = { context, scriptEnabled: false, variables: bound, ...(collation ? { collation } : {}) }
  return new Aggregator(stages, options).run<Document>(documents)
}

/** The documents a pipeline gives itself by `$documents`. @throws ServerError 5858203 */
export const givenIn = (expression: unknown, evaluation: Evaluation): Document[] => {
  const documents = evaluate(expression, {}, evaluation)
  if (!Array.isArray(documents) || !documents.every(isDocument))
    throw new ServerError(5858203, "an array of documents is expected by $documents")
  return documents
}

/** What a pipeline starts from: `$documents`, or the collection narrowed by its first `$match`. */
function started(
  stages: Document[],
  from: string | undefined,
  filter: Document,
  reader: CollectionReader,
  evaluation: Evaluation,
  variables: Document = {},
): { documents: Document[]; rest: Document[] } {
  const [first, ...rest] = stages
  if (first && "$documents" in first) return { documents: givenIn(first["$documents"], evaluation), rest }
  if (from === undefined) throw failedToParse("a pipeline without a collection must begin with $documents")
  const match = first?.["$match"]
  if (!isDocument(match)) return { documents: reader.find(from, filter), rest: stages }
  if ("$expr" in match) {
    const asked = [filter, ...equalitiesIn(match["$expr"], variables)]
    return { documents: reader.find(from, asked.length > 1 ? { $and: asked } : filter), rest: stages }
  }
  const narrowed = Object.keys(filter).length > 0 ? { $and: [filter, match] } : match
  return { documents: reader.find(from, narrowed), rest }
}

/**
 * What `$expr` asks of single fields, as conditions an index can serve: `{ $eq: ["$field", "$$variable"] }` and all of
 * those in an `$and`. They let through at least what the expression does.
 */
function equalitiesIn(expression: unknown, variables: Document): Document[] {
  if (!isDocument(expression)) return []
  const { $and, $eq } = expression
  if (Array.isArray($and)) return $and.flatMap((one) => equalitiesIn(one, variables))
  if (!Array.isArray($eq) || $eq.length !== 2) return []
  const [a, b] = $eq
  const field = [a, b].find((side) => typeof side === "string" && /^\$[^$]/.test(side))
  const other = field === a ? b : a
  const name = typeof other === "string" ? /^\$\$(\w+)$/.exec(other)?.[1] : undefined
  if (field === undefined || name === undefined || !Object.hasOwn(variables, name)) return []
  const value = variables[name]
  return Array.isArray(value) ? [] : [{ [field.slice(1)]: { $eq: value } }]
}

const lookup = (reader: CollectionReader) =>
  each((specification, evaluation) => {
    const { from, as, pipeline, ...fields } = asDocument(specification, "$lookup")
    const { localField, foreignField, let: bindings } = fields
    if (typeof as !== "string") throw failedToParse("must specify 'as' field for a $lookup")
    if (from !== undefined && typeof from !== "string")
      throw failedToParse("$lookup argument 'from' must be a string")
    if ((localField === undefined) !== (foreignField === undefined))
      throw failedToParse("$lookup requires both or neither of 'localField' and 'foreignField'")
    if (localField === undefined && pipeline === undefined)
      throw failedToParse("$lookup requires either 'pipeline' or both 'localField' and 'foreignField'")
    if (pipeline !== undefined && !Array.isArray(pipeline))
      throw failedToParse("'pipeline' option must be specified as an array")
    const stages = (pipeline ?? []) as Document[]
    const target = splitPath(as)
    const isPlain = typeof localField === "string" && typeof from === "string" && stages.length === 0
    if (isPlain && !evaluation.collation && !reader.isIndexed(from, String(foreignField))) {
      const find = joinTable(from, String(foreignField), reader)
      return (document) => replaced(document, target, find(localValues(document, localField)))
    }
    return (document) => {
      const filter =
        typeof localField === "string" ? joinFilter(document, localField, String(foreignField)) : {}
      const variables: Document = {}
      if (isDocument(bindings))
        for (const [name, expression] of Object.entries(bindings))
          variables[name] = evaluate(expression, document, evaluation) ?? null
      const { documents, rest } = started(stages, from, filter, reader, evaluation, variables)
      const found = rest.length > 0 ? nested(rest, documents, evaluation, variables) : documents
      return replaced(document, target, found)
    }
  })

const localValues = (document: Document, localField: string): unknown[] =>
  valuesAt(document, splitPath(localField)).flatMap((value) =>
    value === MISSING ? [null] : Array.isArray(value) ? value : [value],
  )

/** Without an index, the other collection is read once and kept by value: for each value, whoever has it. */
function joinTable(from: string, foreignField: string, reader: CollectionReader) {
  const parts = splitPath(foreignField)
  const holders = new Map<string, number[]>()
  let documents: Document[] | null = null
  const read = (): Document[] => {
    const all = reader.find(from, {})
    for (const [at, document] of all.entries()) {
      const values = valuesAt(document, parts).flatMap((value) =>
        value === MISSING ? [null] : Array.isArray(value) ? [value, ...value] : [value],
      )
      for (const key of new Set((values.length > 0 ? values : [null]).map(keyOf))) {
        const known = holders.get(key)
        if (known) known.push(at)
        else holders.set(key, [at])
      }
    }
    return all
  }
  return (values: unknown[]): Document[] => {
    documents ??= read()
    const all = documents
    const places = new Set(values.flatMap((value) => holders.get(keyOf(value)) ?? []))
    return [...places].sort((x, y) => x - y).map((at) => all[at] as Document)
  }
}

function joinFilter(document: Document, localField: string, foreignField: string): Document {
  const values = localValues(document, localField)
  return values.length === 1 ? { [foreignField]: { $eq: values[0] } } : { [foreignField]: { $in: values } }
}

const unionWith = (reader: CollectionReader) =>
  whole((documents, specification, evaluation) => {
    const { coll, pipeline = [] } = isDocument(specification) ? specification : { coll: specification }
    if (coll !== undefined && typeof coll !== "string")
      throw failedToParse("$unionWith needs a collection name")
    if (!Array.isArray(pipeline)) throw failedToParse("the 'pipeline' of $unionWith must be an array")
    const { documents: others, rest } = started(pipeline as Document[], coll, {}, reader, evaluation)
    return [...documents, ...nested(rest, others, evaluation)]
  })

const NOT_IN_FACET = new Set(["$facet", "$out", "$merge", "$documents"])

const facet = whole((documents, specification, evaluation) => {
  const result: Document = {}
  const entries = Object.entries(asDocument(specification, "$facet"))
  if (entries.length === 0)
    throw new ServerError(40169, "the $facet specification must be a non-empty object")
  for (const [name, stages] of entries) {
    if (!Array.isArray(stages))
      throw new ServerError(40170, `arguments to $facet must be arrays, ${name} is not`)
    for (const stage of stages) {
      const refused = isDocument(stage) ? Object.keys(stage).find((key) => NOT_IN_FACET.has(key)) : null
      if (refused) throw new ServerError(40600, `${refused} is not allowed to be used within a $facet stage`)
    }
    result[name] = nested(stages as Document[], documents, evaluation)
  }
  return [result]
})

export const joinStages = (reader: CollectionReader): Stages => ({
  $lookup: lookup(reader),
  $unionWith: unionWith(reader),
  $facet: facet,
})
