import { evalExpr } from "mingo/core"
import type { Options } from "mingo/types"
import { ServerError } from "../errors.ts"
import { type Document, hasField, isDocument } from "../values/bson.server.ts"

/** Mingo's running options: which document is `$$ROOT`, which variables are bound. */
export type Evaluation = Options & {
  update(locals: { root?: unknown; variables?: Document; groupId?: unknown }): Evaluation
}

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

/** Mingo's refusals in MongoDB's form. */
export const translated = (error: unknown): unknown => {
  if (error instanceof ServerError || !(error instanceof Error)) return error
  const stage = /unregistered pipeline operator (\S+?)\.?$/.exec(error.message)
  if (stage) return new ServerError(40324, `Unrecognized pipeline stage name: '${stage[1]}'`)
  const operator = /(?:accumulator|operator) '(\$\w+)' is not registered/.exec(error.message)
  if (operator) return unknownExpression(operator[1] as string)
  const variable = /^Use of undefined variable: (.+)$/.exec(error.message)
  return new ServerError(variable ? 17276 : 2, error.message)
}

export const unknownExpression = (name: string): ServerError =>
  new ServerError(168, `Unrecognized expression '${name}'`)
