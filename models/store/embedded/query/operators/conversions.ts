/** `$convert` and its short forms, `$type` and `$isNumber`. */
import { evalExpr } from "mingo/core"
import { badValue, ServerError } from "../../errors.ts"
import {
  Binary,
  Decimal128,
  type Document,
  isDocument,
  Long,
  ObjectId,
  Timestamp,
} from "../../values/bson.server.ts"
import { encode } from "../../values/codec.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { TYPE_NUMBERS, typeNameOf } from "../value-tests.ts"
import { argumentsOf, double, isNothing, isTruthy, type Operator, type Operators } from "./operator.ts"

const failed = (message: string) => new ServerError(241, `${message} in $convert with no onError value`)

const unsupported = (value: unknown, to: string): never => {
  throw failed(`Unsupported conversion from ${typeNameOf(value)} to ${to}`)
}

const numberIn = (text: string): number => {
  const number = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
  if (Number.isNaN(number)) throw failed(`Failed to parse number '${text}'`)
  return number
}

const toDate = (value: unknown): Date => {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  if (value instanceof Timestamp) return new Date(value.t * 1000)
  if (value instanceof Long || value instanceof Decimal128 || typeof value === "number")
    if (value instanceof Long || !Number.isInteger(value) || Math.abs(Number(value)) > 0x7fffffff)
      return new Date(Math.trunc(toDouble(value)))
  if (typeof value !== "string") return unsupported(value, "date")
  const isZoned = /(z|[+-]\d{2}:?\d{2})$/i.test(value.trim())
  const date = new Date(isZoned || !/\d[t ]\d/i.test(value) ? value : `${value.replace(" ", "T")}Z`)
  if (Number.isNaN(date.getTime()) || !/^\d{4}-\d{2}/.test(value))
    throw failed(`Error parsing date string '${value}'`)
  return date
}

const integer = (value: unknown, to: string, limit: bigint): bigint => {
  if (typeof value === "boolean") return value ? 1n : 0n
  if (value instanceof Date && to === "long") return BigInt(value.getTime())
  let result: bigint
  if (typeof value === "string") {
    if (!/^[+-]?\d+$/.test(value)) throw failed(`Failed to parse number '${value}'`)
    result = BigInt(value)
  } else if (value instanceof Long) result = value.toBigInt()
  else if (isNumeric(value)) {
    const number = Math.trunc(toDouble(value))
    if (!Number.isFinite(number)) throw failed("Attempt to convert infinity or NaN to integer type")
    result = BigInt(number)
  } else return unsupported(value, to)
  if (result >= limit || result < -limit)
    throw failed(`Conversion would overflow target type: ${String(value)}`)
  return result
}

const decimalIn = (value: unknown): unknown => {
  if (value instanceof Decimal128) return value
  if (typeof value === "boolean") return Decimal128.fromString(value ? "1" : "0")
  if (value instanceof Date) return Decimal128.fromString(String(value.getTime()))
  if (typeof value === "string") {
    try {
      return Decimal128.fromString(value)
    } catch {
      throw failed(`Failed to parse number '${value}'`)
    }
  }
  return isNumeric(value) ? Decimal128.fromString(String(value)) : unsupported(value, "decimal")
}

const textOf = (value: unknown): string => {
  if (typeof value === "string") return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof ObjectId) return value.toHexString()
  if (value instanceof Binary)
    return value.sub_type === Binary.SUBTYPE_UUID ? value.toUUID().toString() : value.toString("base64")
  return typeof value === "boolean" || isNumeric(value) ? String(value) : unsupported(value, "string")
}

const idIn = (value: unknown): unknown => {
  if (value instanceof ObjectId) return value
  if (typeof value !== "string") return unsupported(value, "objectId")
  if (!/^[0-9a-f]{24}$/i.test(value))
    throw failed(
      `Failed to parse objectId '${value}': Invalid string length for parsing to OID, expected 24 but found ${value.length}`,
    )
  return new ObjectId(value)
}

const CONVERSIONS: Record<string, (value: unknown) => unknown> = {
  string: textOf,
  date: toDate,
  decimal: decimalIn,
  objectId: idIn,
  bool: (value) => isTruthy(value),
  int: (value) => Number(integer(value, "int", 0x80000000n)),
  long: (value) => Long.fromBigInt(integer(value, "long", 0x8000000000000000n)),
  double: (value) => {
    if (typeof value === "boolean") return double(value ? 1 : 0)
    if (value instanceof Date) return double(value.getTime())
    if (typeof value === "string") return double(numberIn(value))
    return isNumeric(value) ? double(toDouble(value)) : unsupported(value, "double")
  },
}

const converting =
  (to: string): Operator =>
  (object, operand, options) => {
    const [value] = argumentsOf(object, operand, options)
    return isNothing(value) ? null : CONVERSIONS[to]?.(value)
  }

const $convert: Operator = (object, operand, options) => {
  if (!isDocument(operand) || !("input" in operand) || !("to" in operand))
    throw new ServerError(9, "$convert requires 'input' and 'to'")
  const optional = (name: string) =>
    name in operand ? evalExpr(object, (operand as Document)[name], options) : undefined
  const input = evalExpr(object, operand["input"], options)
  const target = evalExpr(object, operand["to"], options)
  if (isNothing(input)) return optional("onNull") ?? null
  const wanted = isDocument(target) ? target["type"] : target
  if (isNothing(wanted)) return null
  const name = typeof wanted === "string" ? wanted : TYPE_NUMBERS[toDouble(wanted)]
  const convert = name === undefined ? undefined : CONVERSIONS[name]
  if (!convert) throw badValue(`Unknown type name: ${String(wanted)}`)
  try {
    return convert(input)
  } catch (error) {
    if ("onError" in operand) return optional("onError")
    throw error
  }
}

const ofTimestamp =
  (name: string, read: (stamp: InstanceType<typeof Timestamp>) => number): Operator =>
  (object, operand, options) => {
    const [value] = argumentsOf(object, operand, options)
    if (isNothing(value)) return null
    if (!(value instanceof Timestamp))
      throw new ServerError(5687301, `Argument to ${name} must be a timestamp, but is ${typeNameOf(value)}`)
    return Long.fromNumber(read(value))
  }

export const conversions: Operators = {
  $convert,
  $toInt: converting("int"),
  $toLong: converting("long"),
  $toDouble: converting("double"),
  $toDecimal: converting("decimal"),
  $toString: converting("string"),
  $toObjectId: converting("objectId"),
  $toDate: converting("date"),
  $toBool: converting("bool"),
  $type: (object, operand, options) => {
    const [value] = argumentsOf(object, operand, options)
    return value === undefined ? "missing" : typeNameOf(value)
  },
  $binarySize: (object, operand, options) => {
    const [value] = argumentsOf(object, operand, options)
    if (isNothing(value)) return null
    if (typeof value === "string") return Buffer.byteLength(value)
    if (value instanceof Binary) return value.position
    throw new ServerError(
      51276,
      `$binarySize requires a string or BinData argument, found: ${typeNameOf(value)}`,
    )
  },
  $bsonSize: (object, operand, options) => {
    const [value] = argumentsOf(object, operand, options)
    if (isNothing(value)) return null
    if (!isDocument(value))
      throw new ServerError(31393, `$bsonSize requires a document input, found: ${typeNameOf(value)}`)
    return encode(value).length
  },
  $tsSecond: ofTimestamp("$tsSecond", ({ t }) => t),
  $tsIncrement: ofTimestamp("$tsIncrement", ({ i }) => i),
  $isNumber: (object, operand, options) => isNumeric(argumentsOf(object, operand, options)[0]),
}
