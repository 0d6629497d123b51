import * as theirs from "mingo/operators/expression"
import { notSupported, ServerError } from "../errors.ts"
import { isDocument } from "../values/bson.server.ts"
import { unknownExpression } from "./evaluate.ts"
import { ownExpressions } from "./operators/index.ts"
import { LEFT_OUT } from "./operators/left-out.ts"

const KNOWN = new Set([...Object.keys(theirs), ...Object.keys(ownExpressions)])

export const isExpressionName = (name: string): boolean =>
  name === "$literal" || KNOWN.has(name) || LEFT_OUT.has(name)

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
    if (!KNOWN.has(name)) throw unknownExpression(name)
  }
  for (const value of Object.values(expression)) checkExpression(value)
}
