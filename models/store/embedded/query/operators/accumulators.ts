/** What `$group` gathers from a group's documents, by MongoDB's numbers and order. */
import { evalExpr } from "mingo/core"
import type { Options } from "mingo/types"
import { badValue, notSupported, ServerError } from "../../errors.ts"
import { added, divided } from "../../values/arithmetic.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import { keyOf } from "../../values/order.ts"
import { type Evaluation, evaluate } from "../evaluate.ts"
import { parseSort, sortBy } from "../sort.ts"
import { argumentsOf, double, isNothing, type Operator, type Operators } from "./operator.ts"

/** The expression's value for each document of a group; what is missing is `undefined`. */
const valuesIn = (group: unknown, operand: unknown, options: Options): unknown[] => {
  if (!Array.isArray(group)) return []
  const evaluation = options as Evaluation
  return group.map((root) => evaluate(operand, root, evaluation))
}

const present = (values: unknown[]): unknown[] => values.filter((value) => value !== undefined)
const notNull = (values: unknown[]): unknown[] => values.filter((value) => !isNothing(value))

const sumOf = (values: unknown[]): unknown =>
  values.reduce((sum, value) => (isNumeric(value) ? added(sum, value, "DOUBLE") : sum), 0)

const meanOf = (values: unknown[]): unknown => {
  const numbers = values.filter(isNumeric)
  return numbers.length === 0 ? null : divided(sumOf(numbers), numbers.length)
}

const deviationOf = (values: unknown[], isSample: boolean): unknown => {
  const numbers = values.filter(isNumeric).map(toDouble)
  const count = numbers.length - (isSample ? 1 : 0)
  if (count <= 0) return null
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  return double(Math.sqrt(numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count))
}

const extremeOf = (values: unknown[], sign: 1 | -1): unknown => {
  let best: unknown = null
  let bestKey: string | null = null
  for (const value of values) {
    if (isNothing(value)) continue
    const key = keyOf(value)
    if (bestKey === null || (sign === 1 ? key < bestKey : key > bestKey)) [best, bestKey] = [value, key]
  }
  return best
}

const inOrder = (values: unknown[], sign: 1 | -1): unknown[] =>
  values
    .map((value) => ({ value, key: keyOf(value) }))
    .sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : 0))
    .map(({ value }) => value)

const mergedOf = (values: unknown[]): Document => {
  const merged: Document = {}
  for (const value of notNull(values)) {
    if (!isDocument(value)) throw new ServerError(40400, "$mergeObjects requires object inputs")
    Object.assign(merged, value)
  }
  return merged
}

/** Percentiles by MongoDB's approximate method on few values: the element at the rank. */
const percentilesOf = (values: unknown[], shares: unknown): unknown[] => {
  if (!Array.isArray(shares)) throw badValue("'p' must be an array of numbers between 0 and 1")
  const numbers = values
    .filter(isNumeric)
    .map(toDouble)
    .sort((a, b) => a - b)
  return shares.map((share) =>
    numbers.length === 0
      ? null
      : double(numbers[Math.max(0, Math.ceil(toDouble(share) * numbers.length) - 1)] as number),
  )
}

const over =
  (apply: (values: unknown[]) => unknown): Operator =>
  (group, operand, options) =>
    apply(valuesIn(group, operand, options))

const countOf = (n: unknown, evaluation: Evaluation): number => {
  const count = toDouble(evalExpr({}, n, evaluation as Options))
  if (!Number.isInteger(count) || count < 1)
    throw new ServerError(5787908, "'n' must be greater than 0, found an invalid value")
  return count
}

/** `$firstN` and its kin: `{ input, n }`. */
const several =
  (choose: (values: unknown[], n: number) => unknown[]): Operator =>
  (group, operand, options) => {
    if (!isDocument(operand)) throw new ServerError(5787801, "the specification must be an object")
    const values = valuesIn(group, operand["input"], options)
    return choose(values, countOf(operand["n"], options as Evaluation))
  }

/** `$top`, `$bottom` and theirs of n: `{ sortBy, output, n }`. */
const ranked =
  (choose: (values: unknown[], n: number) => unknown): Operator =>
  (group, operand, options) => {
    if (!isDocument(operand) || !Array.isArray(group))
      throw new ServerError(5788001, "the specification must be an object")
    const sorted = sortBy(group as Document[], (document) => document, parseSort(operand["sortBy"]))
    const values = valuesIn(sorted, operand["output"], options).map((value) => value ?? null)
    return choose(values, operand["n"] === undefined ? 1 : countOf(operand["n"], options as Evaluation))
  }

export const accumulators: Operators = {
  $accumulator: () => {
    throw notSupported("$accumulator")
  },
  $push: over(present),
  $addToSet: over((values) => [...new Map(present(values).map((value) => [keyOf(value), value])).values()]),
  $min: over((values) => extremeOf(values, 1)),
  $max: over((values) => extremeOf(values, -1)),
  $sum: (group, operand, options) =>
    typeof operand === "number" && Number.isInteger(operand) && Array.isArray(group)
      ? operand * group.length
      : sumOf(valuesIn(group, operand, options)),
  $avg: over(meanOf),
  $stdDevPop: over((values) => deviationOf(values, false)),
  $stdDevSamp: over((values) => deviationOf(values, true)),
  $first: over((values) => values[0] ?? null),
  $last: over((values) => values.at(-1) ?? null),
  $count: (group) => (Array.isArray(group) ? group.length : 0),
  $mergeObjects: over(mergedOf),
  $firstN: several((values, n) => values.slice(0, n).map((value) => value ?? null)),
  $lastN: several((values, n) => values.slice(-n).map((value) => value ?? null)),
  $minN: several((values, n) => inOrder(notNull(values), 1).slice(0, n)),
  $maxN: several((values, n) => inOrder(notNull(values), -1).slice(0, n)),
  $top: ranked((values) => values[0] ?? null),
  $topN: ranked((values, n) => values.slice(0, n)),
  $bottom: ranked((values) => values.at(-1) ?? null),
  $bottomN: ranked((values, n) => values.slice(-n)),
  $concatArrays: over((values) => notNull(values).flat()),
  $setUnion: over((values) => [
    ...new Map(
      notNull(values)
        .flat()
        .map((value) => [keyOf(value), value]),
    ).values(),
  ]),
  $median: (group, operand, options) =>
    percentilesOf(valuesIn(group, isDocument(operand) ? operand["input"] : null, options), [0.5])[0] ?? null,
  $percentile: (group, operand, options) =>
    percentilesOf(
      valuesIn(group, isDocument(operand) ? operand["input"] : null, options),
      isDocument(operand) ? operand["p"] : null,
    ),
}

/** The same in an expression: over one array, or over several arguments. */
const inExpression =
  (apply: (values: unknown[]) => unknown): Operator =>
  (object, operand, options) => {
    const values = argumentsOf(object, operand, options)
    const [only] = values
    return apply(values.length === 1 && Array.isArray(only) ? only : values)
  }

const ofInput =
  (apply: (values: unknown[], shares: unknown) => unknown): Operator =>
  (object, operand, options) => {
    const { input, p } = isDocument(operand) ? operand : {}
    const value = evalExpr(object, input, options)
    return apply(Array.isArray(value) ? value : [value], evalExpr(object, p, options))
  }

export const gatheringExpressions: Operators = {
  $sum: inExpression(sumOf),
  $avg: inExpression(meanOf),
  $min: inExpression((values) => extremeOf(values, 1)),
  $max: inExpression((values) => extremeOf(values, -1)),
  $stdDevPop: inExpression((values) => deviationOf(values, false)),
  $stdDevSamp: inExpression((values) => deviationOf(values, true)),
  $mergeObjects: inExpression(mergedOf),
  $median: ofInput((values) => percentilesOf(values, [0.5])[0]),
  $percentile: ofInput(percentilesOf),
}
