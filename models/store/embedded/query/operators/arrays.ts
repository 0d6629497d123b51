/** Arrays and sets, compared by MongoDB's equality and order. */
import { evalExpr } from "mingo/core"
import * as theirs from "mingo/operators/expression"
import { badValue, ServerError } from "../../errors.ts"
import { type Document, isDocument, setField } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import {
  compareExpressions,
  demand,
  expressionKey,
  isNothing,
  type Operator,
  type Operators,
  ofSomething,
  withArguments,
} from "./operator.ts"

const keysOf = (items: unknown[]): Set<string> => new Set(items.map(expressionKey))

/** Every value once. */
export const distinct = (items: unknown[]): unknown[] => [
  ...new Map(items.map((item) => [expressionKey(item), item ?? null])).values(),
]

/** An operator over several arrays. @throws ServerError `code` on an argument that is none */
const ofArrays =
  (name: string, code: number, apply: (...arrays: unknown[][]) => unknown) =>
  (...values: unknown[]) => {
    for (const value of values) demand(Array.isArray(value), name, code, "arrays", value)
    return apply(...(values as unknown[][]))
  }

const $setIntersection = ofArrays("$setIntersection", 17047, (first = [], ...others) => {
  const keys = others.map(keysOf)
  const isCommon = (item: unknown) => keys.every((known) => known.has(expressionKey(item)))
  return distinct(first.filter(isCommon)).sort(compareExpressions)
})

const $setDifference = ofArrays("$setDifference", 17048, (first = [], second = []) => {
  const gone = keysOf(second)
  return distinct(first).filter((item) => !gone.has(expressionKey(item)))
})

const $in = withArguments("$in", [2], (value, list) => {
  demand(Array.isArray(list), "$in", 40081, "an array as a second argument", list)
  return keysOf(list).has(expressionKey(value))
})

const $size = withArguments("$size", [1], (list) => {
  demand(Array.isArray(list), "$size", 17124, "an array", list)
  return list.length
})

const $arrayElemAt = ofSomething("$arrayElemAt", [2], (list, position) => {
  demand(Array.isArray(list), "$arrayElemAt", 28689, "an array as a first argument", list)
  const at = isNumeric(position) ? toDouble(position) : Number.NaN
  demand(Number.isInteger(at), "$arrayElemAt", 28690, "a whole number as a second argument", position)
  return list.at(at)
})

/** Mingo binds the item; what is true is ours. */
const $filter: Operator = (object, operand, options) => {
  if (!isDocument(operand)) throw badValue("$filter only supports an object as its argument")
  const list = evalExpr(object, operand["input"], options)
  if (isNothing(list)) return null
  demand(Array.isArray(list), "$filter", 28651, "an array as its input", list)
  const { as, cond, limit } = operand
  const most = isNothing(limit) ? null : evalExpr(object, limit, options)
  const filter = {
    input: { $literal: list },
    cond: { $cond: [cond, true, false] },
    ...(isNothing(as) ? {} : { as: String(as) }),
    ...(isNothing(most) ? {} : { limit: toDouble(most) }),
  }
  return theirs.$filter(object as Document, filter, options)
}

const $arrayToObject = ofSomething("$arrayToObject", [1], (pairs) => {
  demand(Array.isArray(pairs), "$arrayToObject", 40386, "an array", pairs)
  const result: Document = {}
  for (const pair of pairs as unknown[]) {
    const [name, value] = Array.isArray(pair) ? pair : isDocument(pair) ? [pair["k"], pair["v"]] : []
    if (typeof name !== "string")
      throw new ServerError(40394, "$arrayToObject requires pairs with a text key")
    setField(result, name, value)
  }
  return result
})

export const arrays: Operators = {
  $setUnion: ofSomething(
    "$setUnion",
    [],
    ofArrays("$setUnion", 17043, (...sets) => distinct(sets.flat()).sort(compareExpressions)),
  ),
  $setIntersection: ofSomething("$setIntersection", [], $setIntersection),
  $setDifference: ofSomething("$setDifference", [2], $setDifference),
  $concatArrays: ofSomething(
    "$concatArrays",
    [],
    ofArrays("$concatArrays", 28664, (...lists) => lists.flat()),
  ),
  $in,
  $size,
  $arrayElemAt,
  $filter,
  $arrayToObject,
  $first: withArguments("$first", [1], (list) => (Array.isArray(list) ? list[0] : null)),
  $last: withArguments("$last", [1], (list) => (Array.isArray(list) ? list.at(-1) : null)),
}
