/** Text operators that MongoDB and mingo read differently. */
import { evalExpr } from "mingo/core"
import { badValue, ServerError } from "../../errors.ts"
import { BSONRegExp, isDocument } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { isRegex, regexOf, typeNameOf } from "../value-tests.ts"
import { refuseMeta } from "./meta.ts"
import { argumentsOf, isNothing, type Operator, type Operators, withArguments } from "./operator.ts"

const $concat: Operator = (object, operand, options) => {
  const values = argumentsOf(object, operand, options)
  if (values.some(isNothing)) return null
  for (const value of values)
    if (typeof value !== "string")
      throw new ServerError(16702, `$concat only supports strings, not ${typeNameOf(value)}`)
  return values.join("")
}

const inCase = (name: string, change: (text: string) => string): Operator =>
  withArguments(name, [1], (value) => {
    if (isNothing(value)) return ""
    if (value instanceof Date) return change(value.toISOString())
    if (typeof value !== "string" && !isNumeric(value))
      throw new ServerError(16007, `can't convert from BSON type ${typeNameOf(value)} to String`)
    return change(String(value))
  })

const length = (name: string, code: number, measure: (text: string) => number): Operator =>
  withArguments(name, [1], (value) => {
    if (typeof value !== "string")
      throw new ServerError(
        code,
        `${name} requires a string argument, found: ${value === undefined ? "missing" : typeNameOf(value)}`,
      )
    return measure(value)
  })

const $indexOfCP = withArguments("$indexOfCP", [2, 3, 4], (text, wanted, from = 0, to) => {
  if (isNothing(text)) return null
  if (typeof text !== "string" || typeof wanted !== "string")
    throw new ServerError(40093, "$indexOfCP requires strings as its first two arguments")
  const points = [...text]
  const start = toDouble(from)
  const end = to === undefined ? points.length : toDouble(to)
  if (start > points.length) return -1
  const before = points.slice(0, start).join("")
  const found = points.slice(0, end).join("").indexOf(wanted, before.length)
  return found < 0 ? -1 : [...text.slice(0, found)].length
})

/** By bytes, as MongoDB counts here; a length below 0 means the rest. @throws ServerError 28656 inside a character */
const substrBytes = (name: string): Operator =>
  withArguments(name, [3], (value, from, count) => {
    const bytes = Buffer.from(
      isNothing(value) ? "" : value instanceof Date ? value.toISOString() : String(value),
    )
    const start = toDouble(from)
    const length = toDouble(count)
    if (!(start >= 0)) throw new ServerError(50752, `${name}: starting index must be non-negative`)
    const end = length < 0 ? bytes.length : Math.min(bytes.length, start + length)
    const isInside = (at: number) => at < bytes.length && ((bytes[at] as number) & 0xc0) === 0x80
    if (isInside(start) || isInside(end))
      throw new ServerError(
        28656,
        `${name}: Invalid range, starting or ending in the middle of a UTF-8 character.`,
      )
    return bytes.subarray(start, end).toString()
  })

const $indexOfBytes = withArguments("$indexOfBytes", [2, 3, 4], (text, wanted, from = 0, to) => {
  if (isNothing(text)) return null
  if (typeof text !== "string" || typeof wanted !== "string")
    throw new ServerError(40091, "$indexOfBytes requires strings as its first two arguments")
  const bytes = Buffer.from(text)
  const end = to === undefined ? bytes.length : toDouble(to)
  return bytes.subarray(0, end).indexOf(wanted, toDouble(from))
})

type Found = { match: string; idx: number; captures: (string | null)[] }

/** Every place a pattern is found, positions counted in characters; null when the input is missing. */
function* matches(object: unknown, operand: unknown, options: Parameters<Operator>[2]): Generator<Found> {
  if (!isDocument(operand)) throw badValue("$regex operators expect an object with 'input' and 'regex'")
  const input = evalExpr(object, operand["input"], options)
  const pattern = evalExpr(object, operand["regex"], options)
  const flags = operand["options"] === undefined ? null : evalExpr(object, operand["options"], options)
  if (isNothing(input) || isNothing(pattern)) return
  if (typeof input !== "string") throw new ServerError(51104, "'input' must evaluate to a string")
  if (typeof pattern !== "string" && !isRegex(pattern))
    throw new ServerError(51105, "'regex' must evaluate to a string or a regex")
  if (pattern instanceof BSONRegExp && pattern.options && flags)
    throw new ServerError(51107, "options specified in both 'regex' and 'options'")
  const regex = isNothing(flags) ? regexOf(pattern) : regexOf(pattern, flags)
  for (const found of input.matchAll(new RegExp(regex.source, `${regex.flags.replace("g", "")}g`)))
    yield {
      match: found[0],
      idx: [...input.slice(0, found.index)].length,
      captures: found.slice(1).map((capture) => capture ?? null),
    }
}

const firstOf = (found: Generator<Found>): Found | null => {
  for (const one of found) return one
  return null
}

export const text: Operators = {
  $concat,
  $indexOfCP,
  $indexOfBytes,
  $substr: substrBytes("$substr"),
  $substrBytes: substrBytes("$substrBytes"),
  $meta: (_object, operand) => refuseMeta(operand),
  $toUpper: inCase("$toUpper", (value) => value.toUpperCase()),
  $toLower: inCase("$toLower", (value) => value.toLowerCase()),
  $strLenCP: length("$strLenCP", 34471, (value) => [...value].length),
  $strLenBytes: length("$strLenBytes", 34473, (value) => Buffer.byteLength(value)),
  $regexMatch: (object, operand, options) => firstOf(matches(object, operand, options)) !== null,
  $regexFind: (object, operand, options) => firstOf(matches(object, operand, options)),
  $regexFindAll: (object, operand, options) => [...matches(object, operand, options)],
}
