import { badValue, notSupported, ServerError } from "../errors.ts"
import {
  Binary,
  BSONRegExp,
  BSONSymbol,
  Code,
  Decimal128,
  type Document,
  Double,
  Int32,
  isDocument,
  Long,
  MaxKey,
  MinKey,
  ObjectId,
  Timestamp,
} from "../values/bson.server.ts"
import { isInt32 } from "../values/decode.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { RANK, rankOf } from "../values/order.ts"
import type { Comparison } from "./collation.ts"
import { MISSING } from "./paths.ts"

/** Says whether one value (never the elements of an array) passes. */
export type ValueTest = (value: unknown) => boolean

const isNothing = (value: unknown): boolean => value === MISSING || value === null || value === undefined

export const isRegex = (value: unknown): boolean => value instanceof RegExp || value instanceof BSONRegExp

export const equalTo = (operand: unknown, { equal }: Comparison): ValueTest =>
  operand === null || operand === undefined
    ? isNothing
    : (value) => value !== MISSING && equal(value, operand)

/** $lt, $lte, $gt, $gte: only values of the operand's own type compare (MinKey and MaxKey with all). */
export const comparedTo = (
  operand: unknown,
  passes: (order: number) => boolean,
  { compare }: Comparison,
): ValueTest => {
  if (isRegex(operand)) throw badValue("Can't have RegEx as arg to predicate over field")
  if (operand === null || operand === undefined) return (value) => passes(0) && isNothing(value)
  const rank = rankOf(operand)
  const withAll = rank === RANK.minKey || rank === RANK.maxKey
  const isNan = rank === RANK.number && Number.isNaN(toDouble(operand))
  return (value) => {
    if (value === MISSING || value === undefined) return false
    const valueRank = rankOf(value)
    if (valueRank !== rank) return withAll && passes(compare(value, operand))
    if (rank === RANK.number && Number.isNaN(toDouble(value)) !== isNan) return false
    return passes(compare(value, operand))
  }
}

const REGEX_FLAGS = /^[imsu]*$/

/** @throws ServerError 51091 on a pattern that is none, 51108 on unknown options */
export const regexOf = (pattern: unknown, options?: unknown): RegExp => {
  const source =
    pattern instanceof BSONRegExp ? pattern.pattern : pattern instanceof RegExp ? pattern.source : pattern
  const own = pattern instanceof BSONRegExp ? pattern.options : pattern instanceof RegExp ? pattern.flags : ""
  const flags = String(options ?? own).replaceAll("l", "")
  if (typeof source !== "string") throw badValue("$regex has to be a string")
  if (flags.includes("x")) throw notSupported("the option x of $regex")
  const wrong = [...flags].find((flag) => !REGEX_FLAGS.test(flag))
  if (wrong) throw new ServerError(51108, `invalid flag in regex options: ${wrong}`)
  const inline = /^\(\?([ims]+)\)/.exec(source)
  const all = new Set([...flags, ...(inline?.[1] ?? "")])
  const body = inline ? source.slice(inline[0].length) : source
  all.delete("u")
  try {
    return new RegExp(body, [...all, "u"].join(""))
  } catch {
    try {
      return new RegExp(body, [...all].join(""))
    } catch (error) {
      throw new ServerError(51091, `Regular expression is invalid: ${(error as Error).message}`)
    }
  }
}

export const matchingRegex =
  (regex: RegExp): ValueTest =>
  (value) =>
    (typeof value === "string" && regex.test(value)) ||
    (value instanceof BSONSymbol && regex.test(value.value)) ||
    (value instanceof BSONRegExp && value.pattern === regex.source)

export const oneOf = (operand: unknown, comparison: Comparison): ValueTest => {
  if (!Array.isArray(operand)) throw badValue("$in needs an array")
  if (operand.some((item) => isDocument(item) && Object.keys(item)[0]?.startsWith("$")))
    throw badValue("cannot nest $ under $in")
  const strings = new Set(operand.filter((item) => typeof item === "string"))
  const others = operand
    .filter((item) => typeof item !== "string")
    .map((item) => (isRegex(item) ? matchingRegex(regexOf(item)) : equalTo(item, comparison)))
  const collated = comparison.isBinary ? [] : [...strings].map((item) => equalTo(item, comparison))
  return (value) =>
    (typeof value === "string" && strings.has(value)) ||
    others.some((test) => test(value)) ||
    collated.some((test) => test(value))
}

export const modulo = (operand: unknown): ValueTest => {
  if (!Array.isArray(operand) || operand.length !== 2)
    throw badValue("malformed mod, needs to be an array of two")
  const divisor = Math.trunc(toDouble(operand[0]))
  const remainder = Math.trunc(toDouble(operand[1]))
  if (!divisor || Number.isNaN(remainder)) throw badValue("divisor cannot be 0")
  return (value) => {
    const number = toDouble(value)
    return Number.isFinite(number) && Math.trunc(number) % divisor === remainder
  }
}

/** Types by their names in `$type`, with their numbers and what tells them. */
const TYPES: Record<string, [number: number, test: ValueTest]> = {
  double: [1, (v) => (typeof v === "number" && !isInt32(v)) || v instanceof Double],
  string: [2, (v) => typeof v === "string"],
  object: [3, isDocument],
  array: [4, Array.isArray],
  binData: [5, (v) => v instanceof Binary],
  undefined: [6, (v) => v === undefined],
  objectId: [7, (v) => v instanceof ObjectId],
  bool: [8, (v) => typeof v === "boolean"],
  date: [9, (v) => v instanceof Date],
  null: [10, (v) => v === null],
  regex: [11, isRegex],
  javascript: [13, (v) => v instanceof Code && !v.scope],
  symbol: [14, (v) => v instanceof BSONSymbol],
  javascriptWithScope: [15, (v) => v instanceof Code && !!v.scope],
  int: [16, (v) => (typeof v === "number" && isInt32(v)) || v instanceof Int32],
  timestamp: [17, (v) => v instanceof Timestamp],
  long: [18, (v) => v instanceof Long && !(v instanceof Timestamp)],
  decimal: [19, (v) => v instanceof Decimal128],
  minKey: [-1, (v) => v instanceof MinKey],
  maxKey: [127, (v) => v instanceof MaxKey],
}

/** The name of a type given by name or number; undefined when there is none such. */
const typeNamed = (type: unknown): string | undefined =>
  typeof type === "string" ? type : Object.keys(TYPES).find((name) => TYPES[name]?.[0] === toDouble(type))

export const ofType = (operand: unknown): ValueTest => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((type) => {
    const test = type === "number" ? isNumeric : TYPES[typeNamed(type) ?? ""]?.[1]
    if (!test) throw badValue(`Unknown type name alias: ${String(type)}`)
    return test
  })
  return (value) => value !== MISSING && tests.some((test) => test(value))
}

/** The name `$type` has for a value, as error messages give it. */
export const typeNameOf = (value: unknown): string =>
  Object.keys(TYPES).find((name) => TYPES[name]?.[1](value)) ?? "missing"

export const documentOf = (operand: unknown, operator: string): Document => {
  if (!isDocument(operand)) throw badValue(`${operator} needs an Object`)
  return operand
}
