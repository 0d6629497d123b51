/** What `$group` gathers from a group's documents, and the same in an expression, by MongoDB's numbers and order. */
import type { Options } from "mingo/types"
import { ServerError } from "../../errors.ts"
import { added, divided } from "../../values/arithmetic.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { isNumeric } from "../../values/exact-number.ts"
import { keyOf } from "../../values/order.ts"
import { type Evaluation, evaluate } from "../evaluate.ts"
import { distinct } from "./arrays.ts"
import { argumentsOf, isNothing, type Operator, type Operators } from "./operator.ts"

/** The expression's value for each document of a group; what is missing is `undefined`. */
const valuesIn = (group: unknown, operand: unknown, options: Options): unknown[] => {
  if (!Array.isArray(group)) return []
  const evaluation = options as Evaluation
  return group.map((root) => evaluate(operand, root, evaluation))
}

const present = (values: unknown[]): unknown[] => values.filter((value) => value !== undefined)
const notNull = (values: unknown[]): unknown[] => values.filter((value) => !isNothing(value))

const sumOf = (values: unknown[]): unknown =>
  values.reduce((sum, value) => (isNumeric(value) ? added(sum, value, "DOUBLE") : sum), 0)

const meanOf = (values: unknown[]): unknown => {
  const numbers = values.filter(isNumeric)
  return numbers.length === 0 ? null : divided(sumOf(numbers), numbers.length)
}

const extremeOf = (values: unknown[], sign: 1 | -1): unknown => {
  let best: unknown = null
  let bestKey: string | null = null
  for (const value of values) {
    if (isNothing(value)) continue
    const key = keyOf(value)
    if (bestKey === null || (sign === 1 ? key < bestKey : key > bestKey)) [best, bestKey] = [value, key]
  }
  return best
}

const mergedOf = (values: unknown[]): Document => {
  const merged: Document = {}
  for (const value of notNull(values)) {
    if (!isDocument(value)) throw new ServerError(40400, "$mergeObjects requires object inputs")
    Object.assign(merged, value)
  }
  return merged
}

/** Ways to gather that expressions have too. */
const SHARED: Record<string, (values: unknown[]) => unknown> = {
  $sum: sumOf,
  $avg: meanOf,
  $min: (values) => extremeOf(values, 1),
  $max: (values) => extremeOf(values, -1),
  $mergeObjects: mergedOf,
}

const OF_GROUPS: Record<string, (values: unknown[]) => unknown> = {
  ...SHARED,
  $push: present,
  $addToSet: (values) => distinct(present(values)),
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
}

const overGroup =
  (apply: (values: unknown[]) => unknown): Operator =>
  (group, operand, options) =>
    apply(valuesIn(group, operand, options))

/** Over one array, or over several arguments. */
const inExpression =
  (apply: (values: unknown[]) => unknown): Operator =>
  (object, operand, options) => {
    const values = argumentsOf(object, operand, options)
    const [only] = values
    return apply(values.length === 1 && Array.isArray(only) ? only : values)
  }

const each = (table: typeof SHARED, make: typeof overGroup): Operators =>
  Object.fromEntries(Object.entries(table).map(([name, apply]) => [name, make(apply)]))

const gathering = each(OF_GROUPS, overGroup)

export const accumulators: Operators = {
  ...gathering,
  $sum: (group, operand, options) =>
    typeof operand === "number" && Number.isInteger(operand) && Array.isArray(group)
      ? operand * group.length
      : gathering["$sum"]?.(group, operand, options),
  $count: (group) => (Array.isArray(group) ? group.length : 0),
}

export const gatheringExpressions: Operators = each(SHARED, inExpression)
