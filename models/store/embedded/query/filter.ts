import { badValue, notSupported, ServerError } from "../errors.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import { BINARY, type Comparison } from "./collation.ts"
import { checkExpression, evaluateCondition } from "./expressions.ts"
import { isTruthy } from "./operators/operator.ts"
import { MISSING, someValue, splitPath, valueAt } from "./paths.ts"
import {
  comparedTo,
  documentOf,
  equalTo,
  isRegex,
  matchingRegex,
  modulo,
  ofType,
  oneOf,
  regexOf,
  type ValueTest,
} from "./value-tests.ts"

/** Fields of a reference to a document, not operators. */
const DBREF = ["$ref", "$id", "$db"]

export type Predicate = (document: Document) => boolean
export type FilterContext = {
  comparison: Comparison
  variables: Document
}

const PLAIN: FilterContext = { comparison: BINARY, variables: {} }

/** A test of one value at a path; `whole` ones look at an array itself, the others also at each of its elements. */
type FieldTest = { test: ValueTest; whole?: boolean; negated?: boolean }

/**
 * Turns a filter into a predicate over decoded documents.
 * @throws ServerError 2 (BadValue) on what MongoDB refuses, 238 on what only the embedded store refuses
 */
export const compileFilter = (filter: Document, context: FilterContext = PLAIN): Predicate => {
  const predicates = Object.entries(filter).map(([key, operand]) => compileEntry(key, operand, context))
  const [first, second] = predicates
  if (!first) return () => true
  if (!second) return first
  return (document) => predicates.every((predicate) => predicate(document))
}

function compileEntry(key: string, operand: unknown, context: FilterContext): Predicate {
  if (!key.startsWith("$")) return compileField(key, operand, context)
  switch (key) {
    case "$and":
    case "$or":
    case "$nor": {
      const clauses = clausesOf(key, operand).map((clause) => compileFilter(clause, context))
      if (key === "$and") return (document) => clauses.every((clause) => clause(document))
      const wanted = key === "$or"
      return (document) => clauses.some((clause) => clause(document)) === wanted
    }
    case "$expr":
      checkExpression(operand)
      return (document) => evaluateCondition(operand, document, context.variables)
    case "$comment":
      return () => true
    case "$sampleRate":
    case "$where":
    case "$text":
    case "$jsonSchema":
      throw notSupported(key)
    default:
      throw badValue(
        `unknown top level operator: ${key}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      )
  }
}

const clausesOf = (key: string, operand: unknown): Document[] => {
  if (!Array.isArray(operand) || operand.length === 0) throw badValue(`${key} must be a nonempty array`)
  if (!operand.every(isDocument)) throw badValue(`${key} entries need to be full objects`)
  return operand
}

/** True for `{ $gt: 1, … }`, false for a value to equal. @throws ServerError 2 when the two are mixed */
export const isOperatorDocument = (operand: unknown): operand is Document => {
  if (!isDocument(operand)) return false
  const first = Object.keys(operand)[0]
  return first?.startsWith("$") === true && !DBREF.includes(first)
}

function compileField(path: string, operand: unknown, context: FilterContext): Predicate {
  const parts = splitPath(path)
  if (isOperatorDocument(operand) && "$not" in operand) {
    const { $not, ...rest } = operand
    if (!isRegex($not) && (!isOperatorDocument($not) || Object.keys($not).length === 0))
      throw badValue("$not needs a regex or a document")
    const denied = compileField(path, $not, context)
    const others = Object.keys(rest).length > 0 ? compileField(path, rest, context) : () => true
    return (document) => !denied(document) && others(document)
  }
  const tests = fieldTests(operand, context)
  const predicates = tests.map(({ test, whole, negated }): Predicate => {
    const visit = whole
      ? test
      : (value: unknown) => test(value) || (Array.isArray(value) && value.some((element) => test(element)))
    return negated
      ? (document) => !someValue(document, parts, visit)
      : (document) => someValue(document, parts, visit)
  })
  const [first, second] = predicates
  if (first && !second) return first
  return (document) => predicates.every((predicate) => predicate(document))
}

/** The condition on one value without looking into arrays: for $elemMatch over values, $pull, array filters. */
export const compileValueTest = (operand: unknown, context: FilterContext = PLAIN): ValueTest => {
  const tests = fieldTests(operand, context)
  return (value) => tests.every(({ test, negated }) => test(value) !== (negated === true))
}

function fieldTests(operand: unknown, context: FilterContext): FieldTest[] {
  if (isRegex(operand)) return [{ test: matchingRegex(regexOf(operand)) }]
  if (!isOperatorDocument(operand)) return [{ test: equalTo(operand, context.comparison) }]
  return Object.entries(operand).flatMap(([operator, value]) =>
    operatorTests(operator, value, operand, context),
  )
}

const PASSES = {
  $lt: (order: number) => order < 0,
  $lte: (order: number) => order <= 0,
  $gt: (order: number) => order > 0,
  $gte: (order: number) => order >= 0,
}

function operatorTests(
  operator: string,
  operand: unknown,
  siblings: Document,
  context: FilterContext,
): FieldTest[] {
  const { comparison } = context
  switch (operator) {
    case "$eq":
      return [{ test: equalTo(operand, comparison) }]
    case "$ne":
      if (isRegex(operand)) throw badValue("Can't have regex as arg to $ne.")
      return [{ test: equalTo(operand, comparison), negated: true }]
    case "$lt":
    case "$lte":
    case "$gt":
    case "$gte":
      return [{ test: comparedTo(operand, PASSES[operator], comparison) }]
    case "$in":
      return [{ test: oneOf(operand, comparison) }]
    case "$nin":
      if (!Array.isArray(operand)) throw badValue("$nin needs an array")
      return [{ test: oneOf(operand, comparison), negated: true }]
    case "$exists":
      return [{ test: (value) => value !== MISSING, whole: true, negated: !isTruthy(operand) }]
    case "$type":
      return [{ test: ofType(operand) }]
    case "$mod":
      return [{ test: modulo(operand) }]
    case "$regex":
      return [{ test: matchingRegex(regexOf(operand, siblings["$options"])) }]
    case "$options":
      if (!("$regex" in siblings)) throw badValue("$options needs a $regex")
      return []
    case "$size": {
      const size = toDouble(operand)
      if (!Number.isInteger(size) || size < 0)
        throw badValue(`Failed to parse $size. Expected a non-negative number`)
      return [{ test: (value) => Array.isArray(value) && value.length === size, whole: true }]
    }
    case "$elemMatch":
      return [{ test: elementMatch(documentOf(operand, "$elemMatch"), context), whole: true }]
    case "$all":
      return allTests(operand, context)
    case "$not": {
      const denied = compileValueTest(operand, context)
      return [{ test: (value) => !denied(value) }]
    }
    case "$comment":
      return []
    case "$bitsAllSet":
    case "$bitsAnySet":
    case "$bitsAllClear":
    case "$bitsAnyClear":
    case "$near":
    case "$nearSphere":
    case "$geoWithin":
    case "$within":
    case "$geoIntersects":
      throw notSupported(operator)
    default:
      throw new ServerError(2, `unknown operator: ${operator}`)
  }
}

/** The condition on one element of an array: on the value itself (`{ $gt: 1 }`), or on the fields of a document. */
export const compileElementTest = (criteria: Document, context: FilterContext = PLAIN): ValueTest => {
  const ofFields = Object.keys(criteria).some((key) => ["$and", "$or", "$nor", "$expr"].includes(key))
  if (isOperatorDocument(criteria) && !ofFields) return compileValueTest(criteria, context)
  const predicates = Object.entries(criteria).map(([key, operand]) =>
    DBREF.includes(key) ? compileField(key, operand, context) : compileEntry(key, operand, context),
  )
  const predicate: Predicate = (document) => predicates.every((holds) => holds(document))
  return (element) =>
    isDocument(element) ? predicate(element) : Array.isArray(element) && predicate({ ...element })
}

function elementMatch(criteria: Document, context: FilterContext): ValueTest {
  const test = compileElementTest(criteria, context)
  return (value) => Array.isArray(value) && value.some((element) => test(element))
}

function allTests(operand: unknown, context: FilterContext): FieldTest[] {
  if (!Array.isArray(operand)) throw badValue("$all needs an array")
  if (operand.length === 0) return [{ test: () => false }]
  return operand.map((item): FieldTest => {
    if (isDocument(item) && "$elemMatch" in item)
      return { test: elementMatch(documentOf(item["$elemMatch"], "$elemMatch"), context), whole: true }
    return { test: isRegex(item) ? matchingRegex(regexOf(item)) : equalTo(item, context.comparison) }
  })
}

/**
 * Which element of the array at `path` the filter met: what the positional `$` stands for. Null when the filter says
 * nothing about the array. Conditions on the array are tried on one element at a time.
 */
export const positionIn = (filter: Document, document: Document, path: string): number | null => {
  const array = valueAt(document, splitPath(path))
  if (!Array.isArray(array)) return null
  const conditions = conditionsOn(filter, path)
  if (conditions.length === 0) return null
  const predicates = conditions.map((condition) => compileFilter(condition))
  const meets = (element: unknown) => {
    const alone = nested(splitPath(path), [element])
    return predicates.map((predicate) => predicate(alone))
  }
  const results = array.map(meets)
  const all = results.findIndex((result) => result.every(Boolean))
  const index = all >= 0 ? all : results.findIndex((result) => result.some(Boolean))
  return index >= 0 ? index : null
}

function conditionsOn(filter: Document, path: string): Document[] {
  return Object.entries(filter).flatMap(([key, operand]) => {
    if ((key === "$and" || key === "$or") && Array.isArray(operand))
      return operand.filter(isDocument).flatMap((clause) => conditionsOn(clause, path))
    return key === path || key.startsWith(`${path}.`) ? [{ [key]: operand }] : []
  })
}

const nested = (parts: string[], value: unknown): Document =>
  parts.reduceRight<unknown>((inner, part) => ({ [part]: inner }), value) as Document
