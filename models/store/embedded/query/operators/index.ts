/** Expression operators and accumulators in which BSON's values matter; the rest are mingo's. */
import { evalExpr } from "mingo/core"
import * as theirs from "mingo/operators/expression"
import { accumulators, gatheringExpressions } from "./accumulators.ts"
import { arrays } from "./arrays.ts"
import { conditions } from "./conditions.ts"
import { conversions } from "./conversions.ts"
import { dateParts } from "./date-parts.ts"
import { numbers } from "./numbers.ts"
import { asNumber, type Operator, type Operators } from "./operator.ts"
import { text } from "./text.ts"

export const ownAccumulators: Operators = accumulators

/** Mingo's operators that count: what they are given is first made into JavaScript's numbers. */
const COUNTING = ["$slice", "$range", "$substrCP"]

const literal = (value: unknown): unknown => ({ $literal: asNumber(value) })

const counting = Object.fromEntries(
  COUNTING.map((name) => {
    const operator = (theirs as unknown as Operators)[name]
    if (!operator) throw new Error(`mingo has no ${name}`)
    const ours: Operator = (object, operand, options) =>
      operator(
        object,
        Array.isArray(operand)
          ? operand.map((one) => literal(evalExpr(object, one, options)))
          : literal(evalExpr(object, operand, options)),
        options,
      )
    return [name, ours]
  }),
)

export const ownExpressions: Operators = {
  ...counting,
  ...gatheringExpressions,
  ...arrays,
  ...conditions,
  ...conversions,
  ...dateParts,
  ...numbers,
  ...text,
}
