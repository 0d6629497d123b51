/** Arithmetic over BSON's numbers and dates: the widest type among the arguments is kept. */
import { badValue, ServerError, typeMismatch } from "../../errors.ts"
import {
  added,
  decimalRounded,
  divided,
  isWhole,
  multiplied,
  remainder,
  subtracted,
} from "../../values/arithmetic.ts"
import { Decimal128, Long } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { typeNameOf } from "../value-tests.ts"
import { argumentsOf, double, isNothing, type Operator, type Operators, withArguments } from "./operator.ts"

const shifted = (date: Date, by: unknown): Date => new Date(date.getTime() + Math.trunc(toDouble(by)))

const $add: Operator = (object, operand, options) => {
  let sum: unknown = 0
  let date: Date | null = null
  for (const value of argumentsOf(object, operand, options)) {
    if (isNothing(value)) return null
    if (value instanceof Date) {
      if (date) throw new ServerError(16612, "only one date allowed in an $add expression")
      date = value
    } else if (isNumeric(value)) sum = added(sum, value, "DOUBLE")
    else throw typeMismatch(`$add only supports numeric or date types, not ${typeNameOf(value)}`)
  }
  return date ? shifted(date, sum) : sum
}

const $subtract = withArguments("$subtract", [2], (left, right) => {
  if (isNothing(left) || isNothing(right)) return null
  if (left instanceof Date) {
    if (right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime())
    if (isNumeric(right)) return shifted(left, -toDouble(right))
  }
  if (!isNumeric(left) || !isNumeric(right))
    throw typeMismatch(`can't $subtract ${typeNameOf(right)} from ${typeNameOf(left)}`)
  return subtracted(left, right)
})

const $multiply: Operator = (object, operand, options) => {
  let product: unknown = 1
  for (const value of argumentsOf(object, operand, options)) {
    if (isNothing(value)) return null
    if (!isNumeric(value))
      throw typeMismatch(`$multiply only supports numeric types, not ${typeNameOf(value)}`)
    product = multiplied(product, value, "DOUBLE")
  }
  return product
}

const $divide = withArguments("$divide", [2], (left, right) => {
  if (isNothing(left) || isNothing(right)) return null
  if (!isNumeric(left) || !isNumeric(right))
    throw typeMismatch(
      `$divide only supports numeric types, not ${typeNameOf(left)} and ${typeNameOf(right)}`,
    )
  if (toDouble(right) === 0) throw badValue("can't $divide by zero")
  return divided(left, right)
})

const $mod = withArguments("$mod", [2], (left, right) => {
  if (isNothing(left) || isNothing(right)) return null
  if (!isNumeric(left) || !isNumeric(right))
    throw new ServerError(
      16611,
      `$mod only supports numeric types, not ${typeNameOf(left)} and ${typeNameOf(right)}`,
    )
  if (toDouble(right) === 0) throw new ServerError(16610, "can't $mod by zero")
  return remainder(left, right)
})

/** An operator of one number whose result is a double. */
const ofDouble = (name: string, apply: (value: number) => number): Operator =>
  withArguments(name, [1], (value) => {
    if (isNothing(value)) return null
    if (!isNumeric(value))
      throw new ServerError(28765, `${name} only supports numeric types, not ${typeNameOf(value)}`)
    const result = apply(toDouble(value))
    return value instanceof Decimal128 ? Decimal128.fromString(String(result)) : double(result)
  })

const atLeast =
  (name: string, code: number, isAllowed: (value: number) => boolean, apply: (value: number) => number) =>
  (value: number): number => {
    if (!Number.isNaN(value) && !isAllowed(value))
      throw new ServerError(code, `${name}'s argument must be a greater number, but is ${value}`)
    return apply(value)
  }

const $abs = withArguments("$abs", [1], (value) => {
  if (isNothing(value)) return null
  if (!isNumeric(value))
    throw new ServerError(28765, `$abs only supports numeric types, not ${typeNameOf(value)}`)
  return toDouble(value) < 0 ? multiplied(value, -1, "DOUBLE") : value
})

type Rule = "EVEN" | "DOWN" | "FLOOR" | "CEIL"

const ROUND: Record<Rule, (value: number) => number> = {
  FLOOR: Math.floor,
  CEIL: Math.ceil,
  DOWN: Math.trunc,
  EVEN: (value) => {
    const low = Math.floor(value)
    const rest = value - low
    return rest < 0.5 || (rest === 0.5 && low % 2 === 0) ? low : low + 1
  },
}

const rounding = (name: string, counts: number[], rule: Rule): Operator =>
  withArguments(name, counts, (value, precision = 0) => {
    if (isNothing(value) || isNothing(precision)) return null
    if (!isNumeric(value))
      throw new ServerError(51081, `${name} only supports numeric types, not ${typeNameOf(value)}`)
    const places = toDouble(precision)
    if (!Number.isInteger(places) || places < -20 || places > 100)
      throw new ServerError(51082, `cannot apply ${name} with precision value ${String(precision)}`)
    if (value instanceof Decimal128) return decimalRounded(value, places, rule)
    if (isWhole(value) && places >= 0) return value
    const number = toDouble(value)
    if (!Number.isFinite(number)) return number
    const exact = decimalRounded(Decimal128.fromString(String(number)), places, rule)
    const rounded = places === 0 ? ROUND[rule](number) : Number(exact.toString())
    return isWhole(value) ? rounded : double(rounded)
  })

const $pow = withArguments("$pow", [2], (base, exponent) => {
  if (isNothing(base) || isNothing(exponent)) return null
  if (!isNumeric(base) || !isNumeric(exponent))
    throw new ServerError(28762, `$pow's base and exponent must be numeric, not ${typeNameOf(base)}`)
  if (toDouble(base) === 0 && toDouble(exponent) < 0)
    throw new ServerError(28764, "$pow cannot take a base of 0 and a negative exponent")
  const result = toDouble(base) ** toDouble(exponent)
  if (base instanceof Decimal128 || exponent instanceof Decimal128)
    return Decimal128.fromString(String(result))
  if (!isWhole(base) || !isWhole(exponent) || !Number.isSafeInteger(result)) return double(result)
  return multiplied(Long.fromNumber(result), 1) instanceof Long && Math.abs(result) > 0x7fffffff
    ? Long.fromNumber(result)
    : result
})

const $log = withArguments("$log", [2], (value, base) => {
  if (isNothing(value) || isNothing(base)) return null
  if (!(toDouble(value) > 0)) throw new ServerError(28758, "$log's argument must be a positive number")
  if (!(toDouble(base) > 0) || toDouble(base) === 1)
    throw new ServerError(28759, "$log's base must be a positive number not equal to 1")
  return double(Math.log(toDouble(value)) / Math.log(toDouble(base)))
})

export const numbers: Operators = {
  $add,
  $subtract,
  $multiply,
  $divide,
  $mod,
  $abs,
  $pow,
  $log,
  $ceil: rounding("$ceil", [1], "CEIL"),
  $floor: rounding("$floor", [1], "FLOOR"),
  $round: rounding("$round", [1, 2], "EVEN"),
  $trunc: rounding("$trunc", [1, 2], "DOWN"),
  $exp: ofDouble("$exp", Math.exp),
  $ln: ofDouble(
    "$ln",
    atLeast("$ln", 28766, (value) => value > 0, Math.log),
  ),
  $log10: ofDouble(
    "$log10",
    atLeast("$log10", 28761, (value) => value > 0, Math.log10),
  ),
  $sqrt: ofDouble(
    "$sqrt",
    atLeast("$sqrt", 28714, (value) => value >= 0, Math.sqrt),
  ),
}
