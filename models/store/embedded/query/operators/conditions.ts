/** Logic and choice: what is true follows MongoDB's numbers, not JavaScript's objects. */
import { evalExpr } from "mingo/core"
import { ServerError } from "../../errors.ts"
import { isDocument } from "../../values/bson.server.ts"
import {
  argumentsOf,
  compareExpressions,
  isNothing,
  isTruthy,
  miscounted,
  type Operator,
  type Operators,
} from "./operator.ts"

const listOf = (operand: unknown): unknown[] => (Array.isArray(operand) ? operand : [operand])

const comparing =
  (name: string, passes: (order: number) => unknown): Operator =>
  (object, operand, options) => {
    if (!Array.isArray(operand) || operand.length !== 2) throw miscounted(name, 2)
    const [left, right] = argumentsOf(object, operand, options)
    return passes(compareExpressions(left, right))
  }

const $cond: Operator = (object, operand, options) => {
  const named = isDocument(operand) ? [operand["if"], operand["then"], operand["else"]] : []
  const [condition, then, otherwise] = Array.isArray(operand) ? operand : named
  if (then === undefined || otherwise === undefined) throw miscounted("$cond", 3)
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
  if (!("default" in operand)) throw noBranch()
  return evalExpr(object, operand["default"], options)
}

const noBranch = (): ServerError =>
  new ServerError(
    40066,
    "$switch could not find a matching branch for an input, and no default was specified.",
  )

const $ifNull: Operator = (object, operand, options) => {
  if (!Array.isArray(operand) || operand.length < 2) throw miscounted("$ifNull", "2 or more")
  for (const one of operand.slice(0, -1)) {
    const value = evalExpr(object, one, options)
    if (!isNothing(value)) return value
  }
  return evalExpr(object, operand.at(-1), options)
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
  $ifNull,
}
