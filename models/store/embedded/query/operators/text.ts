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

type Found = { match: string; idx: number; captures: (string | null)[] }

/** Every place a pattern is found, positions counted in characters; none when the input is missing. */
function matches(object: unknown, operand: unknown, options: Parameters<Operator>[2]): Found[] {
  if (!isDocument(operand)) throw badValue("$regex operators expect an object with 'input' and 'regex'")
  const [input, pattern, flags] = ["input", "regex", "options"].map(
    (field) => evalExpr(object, operand[field] ?? null, options) ?? null,
  )
  if (isNothing(input) || isNothing(pattern)) return []
  demand(typeof input === "string", "$regex", 51104, "a string as its input", input)
  demand(typeof pattern === "string" || isRegex(pattern), "$regex", 51105, "a string or a regex", pattern)
  const { source, flags: read } = regexOf(pattern, flags ?? undefined)
  return [...input.matchAll(new RegExp(source, `${read}g`))].map((found) => ({
    match: found[0],
    idx: [...input.slice(0, found.index)].length,
    captures: found.slice(1).map((capture) => capture ?? null),
  }))
}

export const text: Operators = {
  $concat,
  $strLenCP,
  $toUpper: inCase("$toUpper", (value) => value.toUpperCase()),
  $toLower: inCase("$toLower", (value) => value.toLowerCase()),
  $regexMatch: (object, operand, options) => matches(object, operand, options).length > 0,
  $regexFind: (object, operand, options) => matches(object, operand, options)[0] ?? null,
  $regexFindAll: matches,
}
