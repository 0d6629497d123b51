/** Expression operators and accumulators in which BSON's values matter; the rest are mingo's. */
import { evalExpr } from "mingo/core"
import * as expressions from "mingo/operators/expression"
import type { Options } from "mingo/types"
import { badValue, notSupported, ServerError } from "../errors.ts"
import { Double, Long } from "../values/bson.server.ts"
import { keyOf, UNDEFINED_KEY } from "../values/order.ts"
import { type Evaluation, evaluate } from "./evaluate.ts"

type Operator = (object: unknown, operand: unknown, options: Options) => unknown

/** Operators that would run code a client sends. */
const refused =
  (name: string): Operator =>
  () => {
    throw notSupported(name)
  }

/** Missing sorts before null here, as in MongoDB's expressions. */
const expressionKey = (value: unknown): string => (value === undefined ? UNDEFINED_KEY : keyOf(value))

const comparing =
  (name: string, passes: (order: number) => unknown): Operator =>
  (object, operand, options) => {
    if (!Array.isArray(operand) || operand.length !== 2)
      throw badValue(`Expression ${name} takes exactly 2 arguments`)
    const left = expressionKey(evalExpr(object, operand[0], options))
    const right = expressionKey(evalExpr(object, operand[1], options))
    return passes(left < right ? -1 : left > right ? 1 : 0)
  }

const comparisons: Record<string, Operator> = {
  $cmp: comparing("$cmp", (order) => order),
  $eq: comparing("$eq", (order) => order === 0),
  $ne: comparing("$ne", (order) => order !== 0),
  $lt: comparing("$lt", (order) => order < 0),
  $lte: comparing("$lte", (order) => order <= 0),
  $gt: comparing("$gt", (order) => order > 0),
  $gte: comparing("$gte", (order) => order >= 0),
  $in: (object, operand, options) => {
    const [value, list] = evalExpr(object, operand, options) as [unknown, unknown]
    if (!Array.isArray(list)) throw new ServerError(40081, "$in requires an array as a second argument")
    const key = expressionKey(value)
    return list.some((item) => expressionKey(item) === key)
  },
}

/** Long and Double of a size JavaScript counts exactly, for mingo's arithmetic. */
export const asNumber = (value: unknown): unknown =>
  value instanceof Double || (value instanceof Long && Number.isSafeInteger(value.toNumber()))
    ? Number(value)
    : value

/** The expression's value for each document of a group, leaving out what is missing. */
const collected = (group: unknown, operand: unknown, options: Options): unknown[] => {
  if (!Array.isArray(group)) return []
  if (operand === null || operand === undefined) return group
  const evaluation = options as Evaluation
  const values: unknown[] = []
  for (const root of group) {
    const value = evaluate(operand, root, evaluation)
    if (value !== undefined) values.push(value)
  }
  return values
}

const extreme =
  (isBetter: (candidate: string, best: string) => boolean): Operator =>
  (group, operand, options) => {
    let best: unknown = null
    let bestKey: string | null = null
    for (const value of collected(group, operand, options)) {
      if (value === null) continue
      const key = keyOf(value)
      if (bestKey === null || isBetter(key, bestKey)) [best, bestKey] = [value, key]
    }
    return best
  }

export const ownAccumulators: Record<string, Operator> = {
  $accumulator: refused("$accumulator"),
  $push: collected,
  $addToSet: (group, operand, options) => [
    ...new Map(collected(group, operand, options).map((value) => [keyOf(value), value])).values(),
  ],
  $min: extreme((candidate, best) => candidate < best),
  $max: extreme((candidate, best) => candidate > best),
  $sum: (group, operand, options) =>
    typeof operand === "number" && Array.isArray(group)
      ? operand * group.length
      : collected(group, operand, options)
          .flat()
          .map(asNumber)
          .reduce<number>((sum, value) => (typeof value === "number" ? sum + value : sum), 0),
  $avg: (group, operand, options) => {
    const numbers = collected(group, operand, options)
      .flat()
      .map(asNumber)
      .filter((value) => typeof value === "number")
    return numbers.length === 0 ? null : numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  },
}

/** Operators of numbers: what they are given is first made into what mingo counts with. */
const ARITHMETIC = [
  ...["$abs", "$add", "$ceil", "$divide", "$exp", "$floor", "$ln", "$log", "$log10", "$mod", "$multiply"],
  ...["$pow", "$round", "$sqrt", "$subtract", "$trunc"],
]

export const ownExpressions: Record<string, Operator> = {
  ...comparisons,
  $function: refused("$function"),
  ...Object.fromEntries(
    ARITHMETIC.map((name) => {
      const theirs = (expressions as unknown as Record<string, Operator>)[name]
      if (!theirs) throw new Error(`mingo has no ${name}`)
      const ours: Operator = (object, operand, options) => {
        const value = evalExpr(object, operand, options)
        return theirs(object, Array.isArray(value) ? value.map(asNumber) : asNumber(value), options)
      }
      return [name, ours]
    }),
  ),
}
