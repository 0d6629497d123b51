/** Pipeline stages that know BSON's values or the store's collections. */
import { notSupported, ServerError, searchNotEnabled } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { toDouble } from "../../values/exact-number.ts"
import { keyOf, UNDEFINED_KEY } from "../../values/order.ts"
import { BINARY } from "../collation.ts"
import { checkExpression, type Evaluation, evaluate, evaluationWith } from "../expressions.ts"
import { compileFilter } from "../filter.ts"
import { accumulators } from "../operators/accumulators.ts"
import { LEFT_OUT_ACCUMULATORS } from "../operators/left-out.ts"
import { compileProjection } from "../projection.ts"
import { parseSort, sortBy } from "../sort.ts"
import { fieldStages } from "./fields.ts"
import { joinStages } from "./joins.ts"
import { asDocument, each, type Run, type Stage, type Stages } from "./stage.ts"

/** Stages of MongoDB that nobody here asks for: windows, places, changes as they happen, statistics, walks, even buckets. */
export const LEFT_OUT = [
  ...["$setWindowFields", "$densify", "$fill", "$geoNear", "$changeStream", "$currentOp", "$collStats"],
  ...["$indexStats", "$graphLookup", "$bucket", "$bucketAuto", "$redact", "$merge", "$documents"],
]

/**
 * Runs a pipeline over documents; none of them is altered.
 * @throws ServerError 40324 on a stage there is not, 238 on one left out
 */
export const runStages = (
  stages: Document[],
  documents: Document[],
  {
    variables,
    find = () => [],
    comparison = BINARY,
  }: Pick<Run, "variables"> & Partial<Pick<Run, "find" | "comparison">>,
): Document[] => {
  const nested: Run["nested"] = (inner, found, bound = {}) =>
    runStages(inner, found, { variables: { ...variables, ...bound }, find, comparison })
  const run: Run = { variables, find, comparison, nested, evaluation: evaluationWith(variables) }
  return stages.reduce((found, one) => {
    const [name = "", specification] = Object.entries(one)[0] ?? []
    if (LEFT_OUT.includes(name)) throw notSupported(name)
    if (name === "$listSearchIndexes") throw searchNotEnabled()
    const stage = STAGES[name]
    if (!stage) throw new ServerError(40324, `Unrecognized pipeline stage name: '${name}'`)
    return stage(found, specification, run)
  }, documents)
}

const match: Stage = (documents, filter, { comparison, variables }) =>
  documents.filter(compileFilter(asDocument(filter, "$match"), { comparison, variables }))

const sort: Stage = (documents, specification, { comparison }) => {
  if (!isDocument(specification) || Object.keys(specification).length === 0)
    throw new ServerError(15976, "$sort stage must have at least one sort key")
  return sortBy(documents, (document) => document, parseSort(specification), comparison)
}

const project = each((specification, { evaluation }) => {
  const projection = asDocument(specification, "$project")
  if (Object.keys(projection).length === 0)
    throw new ServerError(51272, "Invalid $project :: caused by :: it must have at least one field")
  return compileProjection(projection, { evaluation })
})

const count: Stage = (documents, name) => {
  if (typeof name !== "string" || name === "" || name.startsWith("$") || name.includes("."))
    throw new ServerError(40156, "the count field must be a non-empty string without '$' and '.'")
  return documents.length > 0 ? [{ [name]: documents.length }] : []
}

const sample: Stage = (documents, specification) => {
  const size = isDocument(specification) ? toDouble(specification["size"]) : Number.NaN
  if (!(size >= 1)) throw new ServerError(28747, "size argument to $sample must be a positive number")
  const drawn = documents.map((document) => ({ document, at: Math.random() })).sort((a, b) => a.at - b.at)
  return drawn.slice(0, size).map(({ document }) => document)
}

const group: Stage = (documents, specification, { evaluation }) => {
  const { _id: id, ...fields } = asDocument(specification, "$group")
  if (id === undefined) throw new ServerError(15955, "a group specification must include an _id")
  checkExpression(id)
  checkAccumulators(fields)
  return groupedBy(documents, id, fields, evaluation)
}

function checkAccumulators(fields: Document): void {
  for (const [name, accumulator] of Object.entries(fields)) {
    if (name.includes(".")) throw new ServerError(40235, `The field name '${name}' cannot contain '.'`)
    if (name.startsWith("$"))
      throw new ServerError(40236, `The field name '${name}' cannot be an operator name`)
    if (!isDocument(accumulator))
      throw new ServerError(40234, `The field '${name}' must be an accumulator object`)
    const [operator = "", more] = Object.keys(accumulator)
    checkExpression(accumulator[operator])
    if (more !== undefined) throw new ServerError(40238, `The field '${name}' must specify one accumulator`)
    if (LEFT_OUT_ACCUMULATORS.includes(operator)) throw notSupported(operator)
    if (!Object.hasOwn(accumulators, operator))
      throw new ServerError(15952, `unknown group operator '${operator}'`)
  }
}

const sortByCount: Stage = (documents, expression, { evaluation }) => {
  checkExpression(expression)
  const groups = groupedBy(documents, expression, { count: { $sum: 1 } }, evaluation)
  return sortBy(groups, (one) => one, parseSort({ count: -1 }))
}

function groupedBy(documents: Document[], id: unknown, fields: Document, evaluation: Evaluation): Document[] {
  const groups = new Map<string, { _id: unknown; members: Document[] }>()
  for (const document of documents) {
    const value = evaluate(id, document, evaluation)
    const key = value === undefined ? UNDEFINED_KEY : keyOf(value)
    const known = groups.get(key)
    if (known) known.members.push(document)
    else groups.set(key, { _id: value ?? null, members: [document] })
  }
  return [...groups.values()].map(({ _id, members }) => {
    const result: Document = { _id }
    for (const [name, accumulator] of Object.entries(fields)) {
      const [operator = "", operand] = Object.entries(accumulator as Document)[0] ?? []
      result[name] =
        accumulators[operator]?.(members.map((one) => evaluate(operand, one, evaluation))) ?? null
    }
    return result
  })
}

const STAGES: Stages = {
  ...fieldStages,
  $group: group,
  $sortByCount: sortByCount,
  ...joinStages,
  $match: match,
  $sort: sort,
  $project: project,
  $limit: (documents, most) => documents.slice(0, wholeNumber("$limit", most, 1)),
  $skip: (documents, first) => documents.slice(wholeNumber("$skip", first, 0)),
  $count: count,
  $sample: sample,
  $out: () => {
    throw new ServerError(40601, "$out can only be the final stage in the pipeline")
  },
}

/** @throws ServerError 15958, 5107200 on what is no whole number or too small */
export function wholeNumber(stage: string, value: unknown, least: number): number {
  const number = toDouble(value)
  if (Number.isNaN(number) || number < least || !Number.isInteger(number))
    throw stage === "$limit" && number === 0
      ? new ServerError(15958, "the limit must be positive")
      : new ServerError(5107200, `invalid argument to ${stage} stage: found ${String(value)}`)
  return number
}
