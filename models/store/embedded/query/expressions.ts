/** Aggregation expressions: mingo's, with BSON's own order and equality in place of JavaScript's. */
import { Context, evalExpr } from "mingo/core"
import * as theirs from "mingo/operators/expression"
import type { Options } from "mingo/types"
import { notSupported, ServerError } from "../errors.ts"
import { type Document, hasField, isDocument } from "../values/bson.server.ts"
import { ownExpressions } from "./operators/index.ts"
import { LEFT_OUT } from "./operators/left-out.ts"
import { isTruthy } from "./operators/operator.ts"

/** Mingo's running options: which document is `$$ROOT`, which variables are bound. */
export type Evaluation = Options & {
  update(locals: { root?: unknown; variables?: Document }): Evaluation
}

const OPERATORS = { ...theirs, ...ownExpressions }
/** Gives the options it runs with: mingo makes them for an expression only. No client may name it. */
const OPTIONS = "$runningOptions"
// Mingo types its table by the functions it ships; ours keep to the same call.
const CONTEXT = Context.init({
  expression: { ...OPERATORS, [OPTIONS]: (_: unknown, __: unknown, options: Options) => options } as never,
})

/** Fresh running options, `let` variables bound. */
export const evaluationWith = (variables: Document): Evaluation =>
  evalExpr({}, { [OPTIONS]: null }, {
    context: CONTEXT,
    scriptEnabled: false,
    variables,
  } as Options) as Evaluation

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

/** The value of an expression for a document; `undefined` when missing. @throws ServerError on what mingo refuses */
export const evaluate = (expression: unknown, document: unknown, evaluation: Evaluation): unknown => {
  if (typeof expression === "number") return expression
  if (typeof expression === "string" && expression[0] === "$" && isDocument(document)) {
    const name = expression.slice(1)
    if (name[0] !== "$" && !name.includes(".")) return hasField(document, name) ? document[name] : undefined
  }
  try {
    return evalExpr(document, expression, evaluation.update({ root: document }) as Options)
  } catch (error) {
    if (error instanceof ServerError || !(error instanceof Error)) throw error
    const isUnbound = error.message.startsWith("Use of undefined variable: ")
    throw new ServerError(isUnbound ? 17276 : 2, error.message)
  }
}

export const isExpressionName = (name: string): boolean =>
  Object.hasOwn(OPERATORS, name) || LEFT_OUT.has(name)

/**
 * Refuses an expression MongoDB would not parse, before a document is read.
 * @throws ServerError 168 on an unknown operator, 238 on one left out, 15983 on two in one place
 */
export const checkExpression = (expression: unknown): void => {
  if (Array.isArray(expression)) {
    for (const item of expression) checkExpression(item)
    return
  }
  if (!isDocument(expression)) return
  const [name, ...more] = Object.keys(expression)
  if (name === "$literal") return
  if (name?.startsWith("$")) {
    if (more.length > 0)
      throw new ServerError(
        15983,
        `an expression specification must contain exactly one field, the name of the expression. Found ${more.length + 1} fields in ${JSON.stringify(expression)}`,
      )
    if (LEFT_OUT.has(name)) throw notSupported(name)
    if (!isExpressionName(name)) throw new ServerError(168, `Unrecognized expression '${name}'`)
  }
  for (const value of Object.values(expression)) checkExpression(value)
}
