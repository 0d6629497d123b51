/** Expression operators in which BSON's values matter; the rest are mingo's. */
import * as theirs from "mingo/operators/expression"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { gatheringExpressions } from "./accumulators.ts"
import { arraysAndText } from "./arrays-and-text.ts"
import { conditions } from "./conditions.ts"
import { conversions } from "./conversions.ts"
import { dates } from "./dates.ts"
import { numbers } from "./numbers.ts"
import { argumentsOf, type Operator, type Operators } from "./operator.ts"

/** Mingo's operators that count: what they are given is first made into JavaScript's numbers. */
const counting = (operator: unknown): Operator => {
  const literal = (value: unknown) => ({ $literal: isNumeric(value) ? toDouble(value) : value })
  return (object, operand, options) => {
    const values = argumentsOf(object, operand, options).map(literal)
    return (operator as Operator)(object, Array.isArray(operand) ? values : values[0], options)
  }
}

export const ownExpressions: Operators = {
  $slice: counting(theirs.$slice),
  $range: counting(theirs.$range),
  $substrCP: counting(theirs.$substrCP),
  ...gatheringExpressions,
  ...arraysAndText,
  ...conditions,
  ...conversions,
  ...dates,
  ...numbers,
}
