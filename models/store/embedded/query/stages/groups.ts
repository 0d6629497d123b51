/** `$group` and the stages that are groups by another name. */
import { badValue, ServerError } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { toDouble } from "../../values/exact-number.ts"
import { keyOf, UNDEFINED_KEY } from "../../values/order.ts"
import { type Evaluation, evaluate } from "../evaluate.ts"
import { checkExpression } from "../expression-check.ts"
import { ownAccumulators } from "../operators/index.ts"
import { expressionKey } from "../operators/operator.ts"
import { parseSort, sortBy } from "../sort.ts"
import { asDocument, type Stages, whole } from "./stage.ts"

const group = whole((documents, specification, evaluation) => {
  const { _id: id, ...fields } = asDocument(specification, "$group")
  if (id === undefined) throw new ServerError(15955, "a group specification must include an _id")
  checkExpression(id)
  checkAccumulators(fields)
  return groupedBy(documents, (document) => evaluate(id, document, evaluation), fields, evaluation)
})

function checkAccumulators(fields: Document): void {
  for (const [name, accumulator] of Object.entries(fields)) {
    if (name.includes(".")) throw new ServerError(40235, `The field name '${name}' cannot contain '.'`)
    if (name.startsWith("$"))
      throw new ServerError(40236, `The field name '${name}' cannot be an operator name`)
    if (!isDocument(accumulator))
      throw new ServerError(40234, `The field '${name}' must be an accumulator object`)
    const [operator = "", more] = Object.keys(accumulator)
    if (more !== undefined) throw new ServerError(40238, `The field '${name}' must specify one accumulator`)
    if (!Object.hasOwn(ownAccumulators, operator))
      throw new ServerError(15952, `unknown group operator '${operator}'`)
  }
}

/** `$bucket`: the greatest boundary not above the value, or the default outside all. */
const bucket = whole((documents, specification, evaluation) => {
  const {
    groupBy,
    boundaries,
    default: otherwise,
    output = { count: { $sum: 1 } },
  } = asDocument(specification, "$bucket")
  if (!Array.isArray(boundaries) || boundaries.length < 2)
    throw new ServerError(40192, "The $bucket 'boundaries' field must be an array of at least 2 values")
  if (!isDocument(output)) throw new ServerError(40196, "The $bucket 'output' field must be an object")
  checkAccumulators(output)
  const keys = boundaries.map(keyOf)
  if (keys.some((key, index) => index > 0 && key <= (keys[index - 1] as string)))
    throw new ServerError(40194, "The 'boundaries' option to $bucket must be sorted")
  const boundaryOf = (document: Document): unknown => {
    const key = expressionKey(evaluate(groupBy, document, evaluation))
    const above = keys.findIndex((boundary) => key < boundary)
    if (above > 0) return boundaries[above - 1]
    if (otherwise !== undefined) return otherwise
    throw new ServerError(
      40066,
      "$switch could not find a matching branch for an input, and no default was specified.",
    )
  }
  const buckets = groupedBy(documents, boundaryOf, output, evaluation)
  return sortBy(buckets, (one) => one, parseSort({ _id: 1 }))
})

/** `$bucketAuto`: about equally many documents in each, equal values never parted. */
const bucketAuto = whole((documents, specification, evaluation) => {
  const {
    groupBy,
    buckets,
    granularity,
    output = { count: { $sum: 1 } },
  } = asDocument(specification, "$bucketAuto")
  const wanted = toDouble(buckets)
  if (!Number.isInteger(wanted) || wanted < 1)
    throw new ServerError(40243, "The $bucketAuto 'buckets' field must be a positive whole number")
  if (granularity !== undefined)
    throw badValue("$bucketAuto 'granularity' is not supported by the embedded store")
  if (!isDocument(output)) throw new ServerError(40244, "The $bucketAuto 'output' field must be an object")
  checkAccumulators(output)
  const rows = documents
    .map((document) => {
      const value = evaluate(groupBy, document, evaluation) ?? null
      return { document, value, key: keyOf(value) }
    })
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
  const size = Math.max(1, Math.round(rows.length / wanted))
  const result: Document[] = []
  for (let at = 0; at < rows.length; ) {
    const isLast = result.length === wanted - 1
    let end = isLast ? rows.length : Math.min(rows.length, at + size)
    while (end < rows.length && rows[end]?.key === rows[end - 1]?.key) end += 1
    const members = rows.slice(at, end).map(({ document }) => document)
    const max = (rows[end] ?? rows.at(-1))?.value
    result.push({ _id: { min: rows[at]?.value, max }, ...gathered(output, members, evaluation) })
    at = end
  }
  return result
})

const sortByCount = whole((documents, expression, evaluation) => {
  checkExpression(expression)
  const groups = groupedBy(
    documents,
    (document) => evaluate(expression, document, evaluation),
    { count: { $sum: 1 } },
    evaluation,
  )
  return sortBy(groups, (one) => one, parseSort({ count: -1 }))
})

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
    const known = groups.get(key)
    if (known) known.members.push(document)
    else groups.set(key, { id: id ?? null, members: [document] })
  }
  return [...groups.values()].map(({ id, members }) => ({
    _id: id,
    ...gathered(fields, members, evaluation),
  }))
}

const gathered = (fields: Document, members: Document[], evaluation: Evaluation): Document => {
  const result: Document = {}
  for (const [name, accumulator] of Object.entries(fields)) {
    const [operator, operand] = Object.entries(accumulator as Document)[0] as [string, unknown]
    result[name] = accumulate(operator, operand, members, evaluation) ?? null
  }
  return result
}

/** Runs an accumulator over documents; expressions inside see each of them as `$$ROOT`. */
const accumulate = (
  operator: string,
  operand: unknown,
  members: Document[],
  evaluation: Evaluation,
): unknown => ownAccumulators[operator]?.(members, operand, evaluation.update({ root: null }))

export const groupStages: Stages = {
  $group: group,
  $bucket: bucket,
  $bucketAuto: bucketAuto,
  $sortByCount: sortByCount,
}
