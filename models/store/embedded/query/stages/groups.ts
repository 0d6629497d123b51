/** `$group` and the stages that are groups by another name. */
import { notSupported, ServerError } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { keyOf, UNDEFINED_KEY } from "../../values/order.ts"
import { type Evaluation, evaluate } from "../evaluate.ts"
import { checkExpression } from "../expression-check.ts"
import { ownAccumulators } from "../operators/index.ts"
import { LEFT_OUT } from "../operators/left-out.ts"
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
    if (LEFT_OUT.has(operator)) throw notSupported(operator)
    if (!Object.hasOwn(ownAccumulators, operator))
      throw new ServerError(15952, `unknown group operator '${operator}'`)
  }
}

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
  $sortByCount: sortByCount,
}
