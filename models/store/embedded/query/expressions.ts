/** Aggregation expressions: mingo's, with BSON's own order and equality in place of JavaScript's. */
import { Aggregator } from "mingo/aggregator"
import { Context } from "mingo/core"
import type { Iterator } from "mingo/lazy"
import * as accumulators from "mingo/operators/accumulator"
import * as expressions from "mingo/operators/expression"
import * as pipeline from "mingo/operators/pipeline"
import * as projections from "mingo/operators/projection"
import * as queries from "mingo/operators/query"
import type { Options } from "mingo/types"
import { ServerError } from "../errors.ts"
import type { Document } from "../values/bson.server.ts"
import { type Evaluation, evaluate } from "./evaluate.ts"
import { ownAccumulators, ownExpressions } from "./operators/index.ts"
import { isTruthy } from "./operators/operator.ts"

type Stage = (documents: Iterator, specification: unknown, options: Options) => Iterator

/** A context of mingo's operators with the given stages in place of its own. */
export const contextWith = (stages: Record<string, Stage>): Context => {
  // Mingo types its tables by the functions it ships; ours keep to the same call.
  const table = (own: object, theirs: object) => ({ ...theirs, ...own }) as never
  return Context.init({
    accumulator: table(ownAccumulators, accumulators),
    expression: table(ownExpressions, expressions),
    pipeline: table(stages, pipeline),
    projection: projections as never,
    query: queries as never,
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
