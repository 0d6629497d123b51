/** Aggregation expressions: mingo's, with BSON's own order and equality in place of JavaScript's. */
import { Aggregator } from "mingo/aggregator"
import { Context, evalExpr } from "mingo/core"
import type { Iterator } from "mingo/lazy"
import * as accumulators from "mingo/operators/accumulator"
import * as expressions from "mingo/operators/expression"
import * as pipeline from "mingo/operators/pipeline"
import * as projections from "mingo/operators/projection"
import * as queries from "mingo/operators/query"
import * as windows from "mingo/operators/window"
import type { Options } from "mingo/types"
import { badValue, ServerError } from "../errors.ts"
import { type Document, Double, hasField, isDocument, Long } from "../values/bson.ts"
import { keyOf, UNDEFINED_KEY } from "../values/order.ts"

/** Mingo's running options: which document is `$$ROOT`, which variables are bound. */
export type Evaluation = Options & {
  update(locals: { root?: unknown; variables?: Document; groupId?: unknown }): Evaluation
}

type Operator = (object: unknown, operand: unknown, options: Options) => unknown

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
const asNumber = (value: unknown): unknown =>
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

const ownAccumulators: Record<string, Operator> = {
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

type Stage = (documents: Iterator, specification: unknown, options: Options) => Iterator

/** A context of mingo's operators with the given stages in place of its own. */
export const contextWith = (stages: Record<string, Stage>): Context => {
  // Mingo types its tables by the functions it ships; ours keep to the same call.
  const table = (own: object, theirs: object) => ({ ...theirs, ...own }) as never
  return Context.init({
    accumulator: table(ownAccumulators, accumulators),
    expression: table(comparisons, expressions),
    pipeline: table(stages, pipeline),
    projection: projections as never,
    query: queries as never,
    window: windows as never,
  })
}

/** Fresh running options for one command, `let` variables bound. */
export const evaluationWith = (variables: Document, context: Context = PLAIN_CONTEXT): Evaluation => {
  let captured: Evaluation | null = null
  const capture = (documents: Iterator, _: unknown, options: Options) => {
    captured = options as Evaluation
    return documents
  }
  const capturing = Context.from(context).addPipelineOps({ $capture: capture } as never)
  new Aggregator([{ $capture: {} }], {
    context: capturing,
    scriptEnabled: false,
    variables: { NOW: new Date(), ...variables },
  }).run([])
  if (!captured) throw new ServerError(1, "expression context could not be made")
  return captured
}

const PLAIN_CONTEXT = contextWith({})

/** The value of an expression for a document; `undefined` when missing. @throws ServerError on what mingo refuses */
export const evaluate = (expression: unknown, document: unknown, evaluation: Evaluation): unknown => {
  if (
    typeof expression === "string" &&
    expression[0] === "$" &&
    expression[1] !== "$" &&
    isDocument(document)
  ) {
    const name = expression.slice(1)
    if (!name.includes(".")) return hasField(document, name) ? document[name] : undefined
  }
  try {
    return evalExpr(document, expression, evaluation.update({ root: document }) as Options)
  } catch (error) {
    throw translated(error)
  }
}

export const isTruthy = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== false && asNumber(value) !== 0

const evaluations = new WeakMap<Document, Evaluation>()

/** Whether `$expr` holds for a document. */
export const evaluateCondition = (expression: unknown, document: Document, variables: Document): boolean => {
  let evaluation = evaluations.get(variables)
  if (!evaluation) {
    evaluation = evaluationWith(variables)
    evaluations.set(variables, evaluation)
  }
  return isTruthy(evaluate(expression, document, evaluation))
}

/** Mingo's refusals in MongoDB's form. */
export const translated = (error: unknown): unknown => {
  if (error instanceof ServerError || !(error instanceof Error)) return error
  const stage = /unregistered pipeline operator (\S+?)\.?$/.exec(error.message)
  if (stage) return new ServerError(40324, `Unrecognized pipeline stage name: '${stage[1]}'`)
  return new ServerError(2, error.message)
}
