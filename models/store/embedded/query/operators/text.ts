/** Text operators that MongoDB and mingo read differently. */
import { evalExpr } from "mingo/core"
import { badValue } from "../../errors.ts"
import { isDocument } from "../../values/bson.server.ts"
import { isNumeric } from "../../values/exact-number.ts"
import { isRegex, regexOf } from "../value-tests.ts"
import { demand, isNothing, type Operator, type Operators, ofSomething, withArguments } from "./operator.ts"

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

export const text: Operators = {
  $concat,
  $strLenCP,
  $toUpper: inCase("$toUpper", (value) => value.toUpperCase()),
  $toLower: inCase("$toLower", (value) => value.toLowerCase()),
  $regexMatch,
}
