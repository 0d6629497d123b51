import { ServerError } from "../../errors.ts"
import { double } from "../../values/arithmetic.ts"
import { Binary, Long, ObjectId, Timestamp } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { typeNameOf } from "../value-tests.ts"
import { argumentsOf, isNothing, isTruthy, type Operator, type Operators } from "./operator.ts"

const failed = (message: string) => new ServerError(241, `${message} in $convert with no onError value`)

const unparsed = (text: unknown) => failed(`Failed to parse '${String(text)}'`)

const unsupported = (value: unknown, to: string): never => {
  throw failed(`Unsupported conversion from ${typeNameOf(value)} to ${to}`)
}

const dateOf = (value: unknown): Date => {
  if (value instanceof Date) return value
  if (value instanceof ObjectId) return value.getTimestamp()
  if (value instanceof Timestamp) return new Date(value.t * 1000)
  // An int32 is too short for a date.
  if (isNumeric(value) && typeNameOf(value) !== "int") return new Date(Math.trunc(toDouble(value)))
  if (typeof value !== "string") return unsupported(value, "date")
  const isZoned = /(z|[+-]\d{2}:?\d{2})$/i.test(value.trim())
  const date = new Date(isZoned || !/\d[t ]\d/i.test(value) ? value : `${value.replace(" ", "T")}Z`)
  if (Number.isNaN(date.getTime()) || !/^\d{4}-\d{2}/.test(value)) throw unparsed(value)
  return date
}

const numberOf = (value: unknown, to: string): number => {
  if (typeof value === "boolean") return value ? 1 : 0
  if (value instanceof Date) return value.getTime()
  if (typeof value !== "string") return isNumeric(value) ? toDouble(value) : unsupported(value, to)
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(value)) throw unparsed(value)
  return Number(value)
}

const integerOf = (value: unknown, to: string, limit: bigint): bigint => {
  if (value instanceof Date && to === "int") return unsupported(value, to)
  const isExact = value instanceof Long || typeof value === "string"
  if (typeof value === "string" && !/^[+-]?\d+$/.test(value)) throw unparsed(value)
  const number = isExact ? 0 : Math.trunc(numberOf(value, to))
  if (!Number.isFinite(number)) throw failed("Attempt to convert infinity or NaN to integer type")
  const result = BigInt(isExact ? value.toString() : number)
  if (result >= limit || result < -limit) throw failed(`Conversion would overflow target type: ${result}`)
  return result
}

const textOf = (value: unknown): string => {
  if (typeof value === "string") return value
  if (value instanceof Date) return value.toISOString()
  if (value instanceof ObjectId) return value.toHexString()
  if (value instanceof Binary)
    return value.sub_type === Binary.SUBTYPE_UUID ? value.toUUID().toString() : value.toString("base64")
  return typeof value === "boolean" || isNumeric(value) ? String(value) : unsupported(value, "string")
}

const idOf = (value: unknown): unknown => {
  if (value instanceof ObjectId) return value
  if (typeof value !== "string") return unsupported(value, "objectId")
  if (!/^[0-9a-f]{24}$/i.test(value)) throw unparsed(value)
  return new ObjectId(value)
}

const CONVERSIONS: Record<string, (value: unknown) => unknown> = {
  string: textOf,
  date: dateOf,
  objectId: idOf,
  bool: isTruthy,
  int: (value) => Number(integerOf(value, "int", 0x80000000n)),
  long: (value) => Long.fromBigInt(integerOf(value, "long", 0x8000000000000000n)),
  double: (value) => double(numberOf(value, "double")),
}

const converting =
  (to: string): Operator =>
  (object, operand, options) => {
    const [value] = argumentsOf(object, operand, options)
    return isNothing(value) ? null : CONVERSIONS[to]?.(value)
  }

export const conversions: Operators = {
  $toInt: converting("int"),
  $toLong: converting("long"),
  $toDouble: converting("double"),
  $toString: converting("string"),
  $toObjectId: converting("objectId"),
  $toDate: converting("date"),
  $toBool: converting("bool"),
  $type: (object, operand, options) => {
    const [value] = argumentsOf(object, operand, options)
    return value === undefined ? "missing" : typeNameOf(value)
  },
  $isNumber: (object, operand, options) => isNumeric(argumentsOf(object, operand, options)[0]),
}
