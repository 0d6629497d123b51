/** Pipeline stages that know BSON's values or the store's collections. */
import { Lazy } from "mingo/lazy"
import { notSupported, ServerError } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { toDouble } from "../../values/exact-number.ts"
import { comparisonOf } from "../collation.ts"
import { compileFilter } from "../filter.ts"
import { compileProjection } from "../projection.ts"
import { parseSort, sortBy } from "../sort.ts"
import { fieldStages } from "./fields.ts"
import { groupStages } from "./groups.ts"
import { joinStages } from "./joins.ts"
import {
  asDocument,
  type CollectionReader,
  each,
  type Stage,
  type Stages,
  variablesOf,
  whole,
} from "./stage.ts"

export type { CollectionReader } from "./stage.ts"

const NO_COLLECTIONS: CollectionReader = { find: () => [], isIndexed: () => false }

/** Stages of MongoDB that nobody here asks for: windows, places, changes as they happen, statistics, walks, even buckets. */
export const LEFT_OUT = [
  ...["$setWindowFields", "$densify", "$fill", "$geoNear", "$changeStream", "$currentOp", "$collStats"],
  ...["$indexStats", "$graphLookup", "$bucket", "$bucketAuto", "$redact", "$merge"],
]

export const ownStages = (reader: CollectionReader | null): Stages => ({
  ...fieldStages,
  ...groupStages,
  ...joinStages(reader ?? NO_COLLECTIONS),
  $match: match,
  $sort: sort,
  $project: project,
  $limit: whole((documents, count) => documents.slice(0, wholeNumber("$limit", count, 1))),
  $skip: whole((documents, count) => documents.slice(wholeNumber("$skip", count, 0))),
  $count: whole((documents, name) => {
    if (typeof name !== "string" || name === "" || name.startsWith("$") || name.includes("."))
      throw new ServerError(40156, "the count field must be a non-empty string without '$' and '.'")
    return documents.length > 0 ? [{ [name]: documents.length }] : []
  }),
  $sample: whole((documents, specification) => {
    const size = isDocument(specification) ? toDouble(specification["size"]) : Number.NaN
    if (!(size >= 1)) throw new ServerError(28747, "size argument to $sample must be a positive number")
    return shuffled(documents).slice(0, size)
  }),
  $out: onlyLast("$out"),
  $documents: onlyFirst("$documents"),
  ...Object.fromEntries(LEFT_OUT.map((name) => [name, leftOut(name)])),
})

const match: Stage = (documents, filter, options) => {
  const predicate = compileFilter(asDocument(filter, "$match"), {
    comparison: comparisonOf(options.collation),
    variables: variablesOf(options),
  })
  return documents.filter((document: Document) => predicate(document))
}

const sort: Stage = (documents, specification, options) => {
  if (!isDocument(specification) || Object.keys(specification).length === 0)
    throw new ServerError(15976, "$sort stage must have at least one sort key")
  const fields = parseSort(specification)
  return documents.transform((all: Document[]) =>
    Lazy(sortBy(all, (document) => document, fields, comparisonOf(options.collation))),
  )
}

const project = each((specification, evaluation) => {
  const projection = asDocument(specification, "$project")
  if (Object.keys(projection).length === 0)
    throw new ServerError(51272, "Invalid $project :: caused by :: it must have at least one field")
  return compileProjection(projection, { evaluation })
})

const onlyLast =
  (name: string): Stage =>
  () => {
    throw new ServerError(40601, `${name} can only be the final stage in the pipeline`)
  }

const onlyFirst =
  (name: string): Stage =>
  () => {
    throw new ServerError(40602, `${name} is only valid as the first stage in a pipeline.`)
  }

const leftOut =
  (name: string): Stage =>
  () => {
    throw notSupported(name)
  }

const shuffled = (documents: Document[]): Document[] =>
  documents
    .map((document) => ({ document, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ document }) => document)

/** @throws ServerError 15958, 5107200 on what is no whole number or too small */
export function wholeNumber(stage: string, value: unknown, least: number): number {
  const number = toDouble(value)
  if (Number.isNaN(number) || number < least || !Number.isInteger(number))
    throw stage === "$limit" && number === 0
      ? new ServerError(15958, "the limit must be positive")
      : new ServerError(5107200, `invalid argument to ${stage} stage: found ${String(value)}`)
  return number
}
