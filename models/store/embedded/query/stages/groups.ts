/** `$group` and the stages that are groups by another name. */
import { notSupported, ServerError } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { keyOf, UNDEFINED_KEY } from "../../values/order.ts"
import { checkExpression, type Evaluation, evaluate } from "../expressions.ts"
import { accumulators } from "../operators/accumulators.ts"
import { LEFT_OUT_ACCUMULATORS } from "../operators/left-out.ts"
import { parseSort, sortBy } from "../sort.ts"
import { asDocument, type Stage, type Stages } from "./stage.ts"

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

export const groupStages: Stages = {
  $group: group,
  $sortByCount: sortByCount,
}
