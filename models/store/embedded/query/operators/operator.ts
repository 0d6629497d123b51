/** What our expression operators share: reading and checking arguments, telling missing from null, whole doubles. */
import { evalExpr } from "mingo/core"
import type { Options } from "mingo/types"
import { ServerError } from "../../errors.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { keyOf, UNDEFINED_KEY } from "../../values/order.ts"
import { typeNameOf } from "../value-tests.ts"

/** An operator of expressions (or an accumulator, given the group in place of the document). */
export type Operator = (object: unknown, operand: unknown, options: Options) => unknown
export type Operators = Record<string, Operator>

export const isNothing = (value: unknown): value is null | undefined => value === undefined || value === null

/** The arguments of an operator; one that is no list counts as a list of one. */
export const argumentsOf = (object: unknown, operand: unknown, options: Options): unknown[] =>
  Array.isArray(operand)
    ? operand.map((one) => evalExpr(object, one, options))
    : [evalExpr(object, operand, options)]

/** @throws ServerError 16020 unless the number of arguments is among those given; none given means any */
export const withArguments =
  (name: string, counts: number[], apply: (...values: unknown[]) => unknown): Operator =>
  (object, operand, options) => {
    const values = argumentsOf(object, operand, options)
    if (counts.length > 0 && !counts.includes(values.length)) throw miscounted(name, counts.join(" or "))
    return apply(...values)
  }

export const miscounted = (name: string, counts: string | number): ServerError =>
  new ServerError(16020, `Expression ${name} takes exactly ${counts} arguments.`)

/** The same for an operator that gives nothing when any of its arguments is nothing. */
export const ofSomething = (
  name: string,
  counts: number[],
  apply: (...values: unknown[]) => unknown,
): Operator => withArguments(name, counts, (...values) => (values.some(isNothing) ? null : apply(...values)))

/** Refuses an argument of another type, with MongoDB's number for it. @throws ServerError */
export function demand(
  holds: boolean,
  name: string,
  code: number,
  wanted: string,
  value: unknown,
): asserts holds {
  if (!holds) throw new ServerError(code, `${name} requires ${wanted}, found: ${typeNameOf(value)}`)
}

/** Nothing, false and zero of any type are false; all else, empty text included, is true. */
export const isTruthy = (value: unknown): boolean =>
  !isNothing(value) && value !== false && !(isNumeric(value) && toDouble(value) === 0)

/** Missing sorts before null here, as in MongoDB's expressions. */
export const expressionKey = (value: unknown): string => (value === undefined ? UNDEFINED_KEY : keyOf(value))

/** Negative, zero or positive as a sorts before, with or after b, missing before null. */
export const compareExpressions = (a: unknown, b: unknown): number => {
  const [left, right] = [expressionKey(a), expressionKey(b)]
  return left < right ? -1 : left > right ? 1 : 0
}
