/** What `$group` gathers from a group's documents, and the same in an expression, by MongoDB's numbers and order. */
import { ServerError } from "../../errors.ts"
import { added, divided } from "../../values/arithmetic.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { isNumeric } from "../../values/exact-number.ts"
import { keyOf } from "../../values/order.ts"
import { argumentsOf, isNothing, type Operator, type Operators } from "./operator.ts"

type Gathering = (values: unknown[]) => unknown

const sumOf: Gathering = (values) =>
  values.reduce((sum, value) => (isNumeric(value) ? added(sum, value, "DOUBLE") : sum), 0)

const meanOf: Gathering = (values) => {
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

const mergedOf: Gathering = (values) => {
  const merged: Document = {}
  for (const value of values) {
    if (isNothing(value)) continue
    if (!isDocument(value)) throw new ServerError(40400, "$mergeObjects requires object inputs")
    Object.assign(merged, value)
  }
  return merged
}

/** Ways to gather that expressions have too. */
const SHARED: Record<string, Gathering> = {
  $sum: sumOf,
  $avg: meanOf,
  $min: (values) => extremeOf(values, 1),
  $max: (values) => extremeOf(values, -1),
  $mergeObjects: mergedOf,
}

/** By their names, what is made of the values in a group; one that is missing is `undefined`. */
export const accumulators: Record<string, Gathering> = {
  ...SHARED,
  $push: (values) => values.filter((value) => value !== undefined),
  $addToSet: (values) => [
    ...new Map(values.filter((value) => value !== undefined).map((value) => [keyOf(value), value])).values(),
  ],
  $first: (values) => values[0] ?? null,
  $last: (values) => values.at(-1) ?? null,
  $count: (values) => values.length,
}

/** Over one array, or over several arguments. */
const inExpression =
  (gather: Gathering): Operator =>
  (object, operand, options) => {
    const values = argumentsOf(object, operand, options)
    const [only] = values
    return gather(values.length === 1 && Array.isArray(only) ? only : values)
  }

export const gatheringExpressions: Operators = Object.fromEntries(
  Object.entries(SHARED).map(([name, gather]) => [name, inExpression(gather)]),
)
