/** Arrays and sets, compared by MongoDB's equality and order. */
import { evalExpr } from "mingo/core"
import * as theirs from "mingo/operators/expression"
import { badValue, ServerError } from "../../errors.ts"
import { type Document, isDocument, setField } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { parseSort, sortBy } from "../sort.ts"
import { typeNameOf } from "../value-tests.ts"
import {
  argumentsOf,
  expressionKey,
  isNothing,
  isTruthy,
  type Operator,
  type Operators,
  withArguments,
} from "./operator.ts"

const bySort = (a: unknown, b: unknown): number => {
  const [left, right] = [expressionKey(a), expressionKey(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

const uniqueByKey = (items: unknown[]): Map<string, unknown> =>
  new Map(items.map((item) => [expressionKey(item), item ?? null]))

const setArguments = (name: string, values: unknown[], code: number): unknown[][] | null => {
  if (values.some(isNothing)) return null
  for (const value of values)
    if (!Array.isArray(value))
      throw new ServerError(
        code,
        `All operands of ${name} must be arrays. One argument is of type: ${typeNameOf(value)}`,
      )
  return values as unknown[][]
}

const ordered = (set: Map<string, unknown>): unknown[] => [...set.values()].sort(bySort)

const $setUnion: Operator = (object, operand, options) => {
  const sets = setArguments("$setUnion", argumentsOf(object, operand, options), 17043)
  return sets && ordered(uniqueByKey(sets.flat()))
}

const $setIntersection: Operator = (object, operand, options) => {
  const sets = setArguments("$setIntersection", argumentsOf(object, operand, options), 17047)
  if (!sets) return null
  const [first = [], ...others] = sets
  const keys = others.map((set) => new Set(set.map(expressionKey)))
  return ordered(new Map([...uniqueByKey(first)].filter(([key]) => keys.every((known) => known.has(key)))))
}

const $setDifference = withArguments("$setDifference", [2], (left, right) => {
  const sets = setArguments("$setDifference", [left, right], 17048)
  if (!sets) return null
  const gone = new Set((sets[1] ?? []).map(expressionKey))
  return [...uniqueByKey(sets[0] ?? [])].filter(([key]) => !gone.has(key)).map(([, item]) => item)
})

const $setEquals: Operator = (object, operand, options) => {
  const values = argumentsOf(object, operand, options)
  if (!values.every(Array.isArray)) throw new ServerError(17044, "All operands of $setEquals must be arrays.")
  const [first = new Map(), ...others] = values.map((value) => uniqueByKey(value as unknown[]))
  return others.every((set) => set.size === first.size && [...set.keys()].every((key) => first.has(key)))
}

const $setIsSubset = withArguments("$setIsSubset", [2], (left, right) => {
  if (!Array.isArray(left) || !Array.isArray(right))
    throw new ServerError(17042, "both operands of $setIsSubset must be arrays.")
  const known = new Set(right.map(expressionKey))
  return left.every((item) => known.has(expressionKey(item)))
})

const $in = withArguments("$in", [2], (value, list) => {
  if (!Array.isArray(list))
    throw new ServerError(40081, `$in requires an array as a second argument, found: ${typeNameOf(list)}`)
  const key = expressionKey(value)
  return list.some((item) => expressionKey(item) === key)
})

const $indexOfArray = withArguments("$indexOfArray", [2, 3, 4], (list, wanted, from = 0, to) => {
  if (isNothing(list)) return null
  if (!Array.isArray(list))
    throw new ServerError(40090, "$indexOfArray requires an array as a first argument")
  const key = expressionKey(wanted)
  const end = to === undefined ? list.length : Math.min(toDouble(to), list.length)
  for (let i = toDouble(from); i < end; i++) if (expressionKey(list[i]) === key) return i
  return -1
})

const $size = withArguments("$size", [1], (list) => {
  if (!Array.isArray(list))
    throw new ServerError(
      17124,
      `The argument to $size must be an array, but was of type: ${list === undefined ? "missing" : typeNameOf(list)}`,
    )
  return list.length
})

const $arrayElemAt = withArguments("$arrayElemAt", [2], (list, position) => {
  if (isNothing(list) || isNothing(position)) return null
  if (!Array.isArray(list))
    throw new ServerError(28689, `$arrayElemAt's first argument must be an array, but is ${typeNameOf(list)}`)
  if (!isNumeric(position) || !Number.isInteger(toDouble(position)))
    throw new ServerError(28690, "$arrayElemAt's second argument must be a whole number")
  return list.at(toDouble(position))
})

const $sortArray: Operator = (object, operand, options) => {
  const { input, sortBy: order } = isDocument(operand) ? operand : {}
  const list = evalExpr(object, input, options)
  if (isNothing(list)) return null
  if (!Array.isArray(list))
    throw new ServerError(2942504, "The input argument to $sortArray must be an array")
  if (!isDocument(order)) {
    const direction = toDouble(order)
    return [...list].sort((a, b) => bySort(a, b) * direction)
  }
  return sortBy(list, (item) => (isDocument(item) ? item : {}), parseSort(order))
}

/** Mingo binds the item; what is true is ours. */
const $filter: Operator = (object, operand, options) => {
  if (!isDocument(operand)) throw badValue("$filter only supports an object as its argument")
  const list = evalExpr(object, operand["input"], options)
  if (isNothing(list)) return null
  if (!Array.isArray(list))
    throw new ServerError(28651, `input to $filter must be an array not ${typeNameOf(list)}`)
  const { as, cond, limit } = operand
  const most = isNothing(limit) ? null : evalExpr(object, limit, options)
  return theirs.$filter(
    object as Document,
    {
      input: { $literal: list },
      cond: { $cond: [cond, true, false] },
      ...(isNothing(as) ? {} : { as: String(as) }),
      ...(isNothing(most) ? {} : { limit: toDouble(most) }),
    },
    options,
  )
}

const $arrayToObject = withArguments("$arrayToObject", [1], (pairs) => {
  if (isNothing(pairs)) return null
  if (!Array.isArray(pairs)) throw new ServerError(40386, "$arrayToObject requires an array input")
  const result: Document = {}
  for (const pair of pairs as unknown[]) {
    const [name, value] = Array.isArray(pair) ? pair : isDocument(pair) ? [pair["k"], pair["v"]] : []
    if (typeof name !== "string")
      throw new ServerError(40394, "$arrayToObject requires pairs whose key is a string")
    setField(result, name, value)
  }
  return result
})

const $concatArrays: Operator = (object, operand, options) => {
  const values = argumentsOf(object, operand, options)
  if (values.some(isNothing)) return null
  for (const value of values)
    if (!Array.isArray(value))
      throw new ServerError(28664, `$concatArrays only supports arrays, not ${typeNameOf(value)}`)
  return values.flat()
}

/** `$firstN`, `$lastN`, `$maxN`, `$minN` over an array. */
const severalOf =
  (choose: (list: unknown[], n: number) => unknown[]): Operator =>
  (object, operand, options) => {
    const { n, input } = isDocument(operand) ? operand : {}
    const list = evalExpr(object, input, options)
    if (!Array.isArray(list)) throw new ServerError(5788200, "Expected an array input")
    return choose(list, toDouble(evalExpr(object, n, options)))
  }

const present = (list: unknown[]) => list.filter((item) => !isNothing(item))

export const arrays: Operators = {
  $setUnion,
  $setIntersection,
  $setDifference,
  $setEquals,
  $setIsSubset,
  $in,
  $indexOfArray,
  $size,
  $arrayElemAt,
  $sortArray,
  $filter,
  $arrayToObject,
  $concatArrays,
  $firstN: severalOf((list, n) => list.slice(0, n)),
  $lastN: severalOf((list, n) => list.slice(-n)),
  $maxN: severalOf((list, n) =>
    present(list)
      .sort((a, b) => bySort(b, a))
      .slice(0, n),
  ),
  $minN: severalOf((list, n) => present(list).sort(bySort).slice(0, n)),
  $first: withArguments("$first", [1], (list) => (Array.isArray(list) ? list[0] : null)),
  $last: withArguments("$last", [1], (list) => (Array.isArray(list) ? list.at(-1) : null)),
  $anyElementTrue: withArguments(
    "$anyElementTrue",
    [1],
    (list) => Array.isArray(list) && list.some(isTruthy),
  ),
  $allElementsTrue: withArguments(
    "$allElementsTrue",
    [1],
    (list) => Array.isArray(list) && list.every(isTruthy),
  ),
}
