import { badValue, failedToParse, ServerError } from "../errors.ts"
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
import { isInt32 } from "../values/codec.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { RANK, rankOf } from "../values/order.ts"
import { shown } from "../values/shown.ts"
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

const REGEX_FLAGS = /^[imsux]*$/

/** A pattern written with `x`: blanks and comments outside of classes do not count. */
const withoutBlanks = (source: string): string =>
  source.replace(/\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|\s+|#[^\n]*/g, (part) =>
    /^[\s#]/.test(part) ? "" : part,
  )

/** @throws ServerError 51091 on a pattern that is none, 51108 on unknown options */
export const regexOf = (pattern: unknown, options?: unknown): RegExp => {
  const source =
    pattern instanceof BSONRegExp ? pattern.pattern : pattern instanceof RegExp ? pattern.source : pattern
  const own = pattern instanceof BSONRegExp ? pattern.options : pattern instanceof RegExp ? pattern.flags : ""
  const flags = String(options ?? own).replaceAll("l", "")
  if (typeof source !== "string") throw badValue("$regex has to be a string")
  const wrong = [...flags].find((flag) => !REGEX_FLAGS.test(flag))
  if (wrong) throw new ServerError(51108, `invalid flag in regex options: ${wrong}`)
  const inline = /^\(\?([imsx]+)\)/.exec(source)
  const all = new Set([...flags, ...(inline?.[1] ?? "")])
  const bare = inline ? source.slice(inline[0].length) : source
  const body = all.delete("x") ? withoutBlanks(bare) : bare
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

const TYPE_TESTS: Record<string, ValueTest> = {
  double: (v) => (typeof v === "number" && !isInt32(v)) || v instanceof Double,
  string: (v) => typeof v === "string",
  object: isDocument,
  array: Array.isArray,
  binData: (v) => v instanceof Binary,
  undefined: (v) => v === undefined,
  objectId: (v) => v instanceof ObjectId,
  bool: (v) => typeof v === "boolean",
  date: (v) => v instanceof Date,
  null: (v) => v === null,
  regex: isRegex,
  javascript: (v) => v instanceof Code && !v.scope,
  symbol: (v) => v instanceof BSONSymbol,
  javascriptWithScope: (v) => v instanceof Code && !!v.scope,
  int: (v) => (typeof v === "number" && isInt32(v)) || v instanceof Int32,
  timestamp: (v) => v instanceof Timestamp,
  long: (v) => v instanceof Long && !(v instanceof Timestamp),
  decimal: (v) => v instanceof Decimal128,
  minKey: (v) => v instanceof MinKey,
  maxKey: (v) => v instanceof MaxKey,
  number: isNumeric,
}

export const TYPE_NUMBERS: Record<number, string> = {
  1: "double",
  2: "string",
  3: "object",
  4: "array",
  5: "binData",
  6: "undefined",
  7: "objectId",
  8: "bool",
  9: "date",
  10: "null",
  11: "regex",
  13: "javascript",
  14: "symbol",
  15: "javascriptWithScope",
  16: "int",
  17: "timestamp",
  18: "long",
  19: "decimal",
  [-1]: "minKey",
  127: "maxKey",
}

export const ofType = (operand: unknown): ValueTest => {
  const tests = (Array.isArray(operand) ? operand : [operand]).map((type) => {
    const name = typeof type === "string" ? type : TYPE_NUMBERS[toDouble(type)]
    const test = name === undefined ? undefined : TYPE_TESTS[name]
    if (!test) throw badValue(`Unknown type name alias: ${String(type)}`)
    return test
  })
  return (value) => value !== MISSING && tests.some((test) => test(value))
}

/** The name `$type` has for a value, as error messages give it. */
export const typeNameOf = (value: unknown): string =>
  Object.entries(TYPE_TESTS).find(([name, test]) => name !== "number" && test(value))?.[0] ?? "missing"

/** Bytes as one number whose bit 0 is the lowest of the first byte. */
const bitsOfBytes = (value: InstanceType<typeof Binary> | Uint8Array): bigint => {
  const bytes = value instanceof Binary ? value.buffer.subarray(0, value.position) : value
  return bytes.reduceRight<bigint>((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}

/** The bits of a whole number or of bytes; null for anything else. */
const bitsOf = (value: unknown): bigint | null => {
  if (value instanceof Binary || value instanceof Uint8Array) return bitsOfBytes(value)
  if (value instanceof Long) return value.toBigInt()
  return isNumeric(value) && Number.isInteger(toDouble(value)) ? BigInt(toDouble(value)) : null
}

const maskOf = (operator: string, operand: unknown): bigint => {
  if (!Array.isArray(operand)) {
    const mask = bitsOf(operand)
    if (mask === null || (mask < 0n && isNumeric(operand)))
      throw failedToParse(
        `${operator} takes an Array, a number, or a BinData but received: ${shown(operand)}`,
      )
    return mask
  }
  return operand.reduce<bigint>((sum, bit) => {
    const position = isNumeric(bit) ? toDouble(bit) : Number.NaN
    if (!Number.isInteger(position) || position < 0)
      throw failedToParse(`bit positions must be integers >= 0 in: ${operator}`)
    return sum | (1n << BigInt(position))
  }, 0n)
}

/** $bitsAllSet, $bitsAnySet, $bitsAllClear, $bitsAnyClear over whole numbers and bytes. */
export const bits = (operator: string, operand: unknown): ValueTest => {
  const mask = maskOf(operator, operand)
  return (value) => {
    const own = bitsOf(value)
    if (own === null) return false
    const set = own & mask
    if (operator === "$bitsAllSet") return set === mask
    if (operator === "$bitsAnySet") return set !== 0n
    return operator === "$bitsAllClear" ? set === 0n : set !== mask
  }
}

export const documentOf = (operand: unknown, operator: string): Document => {
  if (!isDocument(operand)) throw badValue(`${operator} needs an Object`)
  return operand
}
