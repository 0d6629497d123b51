/** Logic and choice: what is true follows MongoDB's numbers, not JavaScript's objects. */
import { evalExpr } from "mingo/core"
import { badValue, notSupported, ServerError } from "../../errors.ts"
import { isDocument } from "../../values/bson.server.ts"
import { argumentsOf, expressionKey, isNothing, isTruthy, type Operator, type Operators } from "./operator.ts"

const listOf = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand])

const comparing =
  (name: string, passes: (order: number) => unknown): Operator =>
  (object, operand, options) => {
    if (!Array.isArray(operand) || operand.length !== 2)
      throw new ServerError(16020, `Expression ${name} takes exactly 2 arguments.`)
    const left = expressionKey(evalExpr(object, operand[0], options))
    const right = expressionKey(evalExpr(object, operand[1], options))
    return passes(left < right ? -1 : left > right ? 1 : 0)
  }

const $cond: Operator = (object, operand, options) => {
  const [condition, then, otherwise] = Array.isArray(operand)
    ? operand
    : isDocument(operand)
      ? [operand["if"], operand["then"], operand["else"]]
      : []
  if (then === undefined || otherwise === undefined)
    throw new ServerError(16020, "Expression $cond takes exactly 3 arguments: if, then, else.")
  return evalExpr(object, isTruthy(evalExpr(object, condition, options)) ? then : otherwise, options)
}

const $switch: Operator = (object, operand, options) => {
  const branches = isDocument(operand) ? operand["branches"] : null
  if (!isDocument(operand) || !Array.isArray(branches) || branches.length === 0)
    throw new ServerError(40068, "$switch requires at least one branch")
  for (const branch of branches) {
    if (!isDocument(branch) || !("case" in branch) || !("then" in branch))
      throw new ServerError(40067, "$switch requires each branch have a 'case' and a 'then' expression")
    if (isTruthy(evalExpr(object, branch["case"], options))) return evalExpr(object, branch["then"], options)
  }
  if (!("default" in operand))
    throw new ServerError(
      40066,
      "$switch could not find a matching branch for an input, and no default was specified.",
    )
  return evalExpr(object, operand["default"], options)
}

/** Operators that would run code a client sends. */
const refused =
  (name: string): Operator =>
  () => {
    throw notSupported(name)
  }

export const conditions: Operators = {
  $cmp: comparing("$cmp", (order) => order),
  $eq: comparing("$eq", (order) => order === 0),
  $ne: comparing("$ne", (order) => order !== 0),
  $lt: comparing("$lt", (order) => order < 0),
  $lte: comparing("$lte", (order) => order <= 0),
  $gt: comparing("$gt", (order) => order > 0),
  $gte: comparing("$gte", (order) => order >= 0),
  $and: (object, operand, options) =>
    listOf(operand).every((one) => isTruthy(evalExpr(object, one, options))),
  $or: (object, operand, options) => listOf(operand).some((one) => isTruthy(evalExpr(object, one, options))),
  $not: (object, operand, options) => !isTruthy(argumentsOf(object, operand, options)[0]),
  $cond,
  $switch,
  $ifNull: (object, operand, options) => {
    if (!Array.isArray(operand) || operand.length < 2) throw badValue("$ifNull needs at least two arguments")
    for (const one of operand.slice(0, -1)) {
      const value = evalExpr(object, one, options)
      if (!isNothing(value)) return value
    }
    return evalExpr(object, operand.at(-1), options)
  },
  $function: refused("$function"),
}
