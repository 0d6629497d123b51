/** Arrays and text, where MongoDB and mingo read them differently. */
import { evalExpr } from "mingo/core"
import * as theirs from "mingo/operators/expression"
import { badValue, ServerError } from "../../errors.ts"
import { type Document, isDocument, setField } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { isRegex, regexOf } from "../value-tests.ts"
import {
  demand,
  expressionKey,
  isNothing,
  type Operator,
  type Operators,
  ofSomething,
  withArguments,
} from "./operator.ts"

const $in = withArguments("$in", [2], (value, list) => {
  demand(Array.isArray(list), "$in", 40081, "an array as a second argument", list)
  const wanted = expressionKey(value)
  return list.some((item) => expressionKey(item) === wanted)
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

/** Mingo's, but what is true is ours. */
const $filter: Operator = (object, operand, options) => {
  if (!isDocument(operand)) throw badValue("$filter only supports an object as its argument")
  const filter = { ...operand, cond: { $cond: [operand["cond"], true, false] } }
  return theirs.$filter(object as Document, filter as never, options)
}

const $concatArrays = ofSomething("$concatArrays", [], (...lists) => {
  for (const list of lists) demand(Array.isArray(list), "$concatArrays", 28664, "arrays", list)
  return lists.flat()
})

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

const $concat = ofSomething("$concat", [], (...values) => {
  for (const value of values) demand(typeof value === "string", "$concat", 16702, "strings", value)
  return values.join("")
})

const inCase = (name: string, change: (text: string) => string): Operator =>
  withArguments(name, [1], (value) => {
    if (isNothing(value)) return ""
    if (value instanceof Date) return change(value.toISOString())
    demand(typeof value === "string" || isNumeric(value), name, 16007, "what can be a string", value)
    return change(String(value))
  })

const $strLenCP = withArguments("$strLenCP", [1], (value) => {
  demand(typeof value === "string", "$strLenCP", 34471, "a string", value)
  return [...value].length
})

/** Not so when the input is missing. */
const $regexMatch: Operator = (object, operand, options) => {
  if (!isDocument(operand)) throw badValue("$regexMatch expects an object with 'input' and 'regex'")
  const [input, pattern, flags] = ["input", "regex", "options"].map((field) =>
    evalExpr(object, operand[field] ?? null, options),
  )
  if (isNothing(input) || isNothing(pattern)) return false
  demand(typeof input === "string", "$regexMatch", 51104, "a string as its input", input)
  demand(
    typeof pattern === "string" || isRegex(pattern),
    "$regexMatch",
    51105,
    "a string or a regex",
    pattern,
  )
  return regexOf(pattern, flags ?? undefined).test(input)
}

export const arraysAndText: Operators = {
  $in,
  $size,
  $arrayElemAt,
  $filter,
  $concatArrays,
  $arrayToObject,
  $first: withArguments("$first", [1], (list) => (Array.isArray(list) ? list[0] : null)),
  $last: withArguments("$last", [1], (list) => (Array.isArray(list) ? list.at(-1) : null)),
  $concat,
  $strLenCP,
  $toUpper: inCase("$toUpper", (value) => value.toUpperCase()),
  $toLower: inCase("$toLower", (value) => value.toLowerCase()),
  $regexMatch,
}
