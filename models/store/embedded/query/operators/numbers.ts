/** Arithmetic over numbers and dates: the widest type among the arguments is kept. */
import { badValue, ServerError } from "../../errors.ts"
import {
  added,
  divided,
  double,
  isWhole,
  multiplied,
  refuseDecimals,
  remainder,
  rounded,
  subtracted,
} from "../../values/arithmetic.ts"
import { Long } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { demand, type Operator, type Operators, ofSomething } from "./operator.ts"

const shifted = (date: Date, by: unknown): Date => new Date(date.getTime() + Math.trunc(toDouble(by)))

/** An operator of numbers alone; none given for `counts` means any. @throws ServerError `code` on what is none */
const ofNumbers = (
  name: string,
  counts: number[],
  code: number,
  apply: (...values: unknown[]) => unknown,
): Operator =>
  ofSomething(name, counts, (...values) => {
    for (const value of values) demand(isNumeric(value), name, code, "numeric types", value)
    return apply(...values)
  })

const $add = ofSomething("$add", [], (...values) => {
  let sum: unknown = 0
  let date: Date | null = null
  for (const value of values)
    if (value instanceof Date) {
      if (date) throw new ServerError(16612, "only one date allowed in an $add expression")
      date = value
    } else {
      demand(isNumeric(value), "$add", 14, "numeric or date types", value)
      sum = added(sum, value, "DOUBLE")
    }
  return date ? shifted(date, sum) : sum
})

const $subtract = ofSomething("$subtract", [2], (left, right) => {
  if (left instanceof Date && right instanceof Date) return Long.fromNumber(left.getTime() - right.getTime())
  demand(isNumeric(right), "$subtract", 14, "numeric or date types", right)
  if (left instanceof Date) return shifted(left, -toDouble(right))
  demand(isNumeric(left), "$subtract", 14, "numeric or date types", left)
  return subtracted(left, right)
})

const $divide = ofNumbers("$divide", [2], 14, (left, right) => {
  if (toDouble(right) === 0) throw badValue("can't $divide by zero")
  return divided(left, right)
})

const $mod = ofNumbers("$mod", [2], 16611, (left, right) => {
  if (toDouble(right) === 0) throw new ServerError(16610, "can't $mod by zero")
  return remainder(left, right)
})

const rounding = (name: string, counts: number[], rule: Parameters<typeof rounded>[2]): Operator =>
  ofNumbers(name, counts, 51081, (value, precision = 0) => {
    const places = toDouble(precision)
    if (!Number.isInteger(places) || places < -20 || places > 100)
      throw new ServerError(51082, `cannot apply ${name} with precision value ${String(precision)}`)
    refuseDecimals(value)
    if (isWhole(value)) return places >= 0 ? value : rounded(toDouble(value), places, rule)
    return double(rounded(toDouble(value), places, rule))
  })

export const numbers: Operators = {
  $add,
  $subtract,
  $multiply: ofNumbers("$multiply", [], 14, (...values) =>
    values.reduce((product, value) => multiplied(product, value, "DOUBLE"), 1),
  ),
  $divide,
  $mod,
  $abs: ofNumbers("$abs", [1], 28765, (value) =>
    toDouble(value) < 0 ? multiplied(value, -1, "DOUBLE") : value,
  ),
  $ceil: rounding("$ceil", [1], "CEIL"),
  $floor: rounding("$floor", [1], "FLOOR"),
  $round: rounding("$round", [1, 2], "EVEN"),
  $trunc: rounding("$trunc", [1, 2], "DOWN"),
}
