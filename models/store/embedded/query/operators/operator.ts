/** What our expression operators share: reading arguments, telling missing from null, whole doubles. */
import { evalExpr } from "mingo/core"
import type { Options } from "mingo/types"
import { ServerError } from "../../errors.ts"
import { Double } from "../../values/bson.server.ts"
import { isInt32 } from "../../values/codec.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { keyOf, UNDEFINED_KEY } from "../../values/order.ts"

/** An operator of expressions (or an accumulator, given the group in place of the document). */
export type Operator = (object: unknown, operand: unknown, options: Options) => unknown
export type Operators = Record<string, Operator>

export const isNothing = (value: unknown): value is null | undefined => value === undefined || value === null

/** The arguments of an operator; one that is no list counts as a list of one. */
export const argumentsOf = (object: unknown, operand: unknown, options: Options): unknown[] =>
  Array.isArray(operand)
    ? operand.map((one) => evalExpr(object, one, options))
    : [evalExpr(object, operand, options)]

/** @throws ServerError 16020 unless the number of arguments is among those given */
export const withArguments =
  (name: string, counts: number[], apply: (...values: unknown[]) => unknown): Operator =>
  (object, operand, options) => {
    const values = argumentsOf(object, operand, options)
    if (!counts.includes(values.length))
      throw new ServerError(
        16020,
        `Expression ${name} takes ${counts.length === 1 ? `exactly ${counts[0]}` : `${counts[0]} to ${counts.at(-1)}`} arguments. ${values.length} were passed in.`,
      )
    return apply(...values)
  }

/** A result counted in doubles stays a double when it is whole. */
export const double = (value: number): unknown => (isInt32(value) ? new Double(value) : value)

/** Nothing, false and zero of any type are false; all else, empty text included, is true. */
export const isTruthy = (value: unknown): boolean =>
  !isNothing(value) && value !== false && !(isNumeric(value) && toDouble(value) === 0)

/** Missing sorts before null here, as in MongoDB's expressions. */
export const expressionKey = (value: unknown): string => (value === undefined ? UNDEFINED_KEY : keyOf(value))

/** Every BSON number as JavaScript counts it, for mingo's operators; whole documents and lists are left alone. */
export const asNumber = (value: unknown): unknown => (isNumeric(value) ? toDouble(value) : value)
