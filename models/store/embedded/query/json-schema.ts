/** `$jsonSchema`: MongoDB's part of JSON Schema draft 4, with `bsonType`. */
import { failedToParse, ServerError } from "../errors.ts"
import { type Document, hasField, isDocument } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { areEqual, keyOf } from "../values/order.ts"
import { ofType, regexOf, type ValueTest } from "./value-tests.ts"

const JSON_TYPES: Record<string, string> = { boolean: "bool", number: "number" }
const IGNORED = new Set(["title", "description"])

type Keyword = (operand: unknown, schema: Document) => ValueTest

/** Says whether a value follows the schema. @throws ServerError 9 on a keyword MongoDB does not know */
export const compileSchema = (schema: unknown): ValueTest => {
  if (!isDocument(schema)) throw new ServerError(14, "$jsonSchema must be an object")
  const tests = Object.entries(schema)
    .filter(([keyword]) => !IGNORED.has(keyword))
    .map(([keyword, operand]) => {
      const compile = KEYWORDS[keyword]
      if (!compile) throw failedToParse(`Unknown $jsonSchema keyword: ${keyword}`)
      return compile(operand, schema)
    })
  return (value) => tests.every((test) => test(value))
}

const schemasIn = (operand: unknown, keyword: string): ValueTest[] => {
  if (!Array.isArray(operand) || operand.length === 0)
    throw failedToParse(`$jsonSchema keyword '${keyword}' must be a non-empty array`)
  return operand.map(compileSchema)
}

const ofNumbers =
  (holds: (value: number, limit: number, schema: Document) => boolean): Keyword =>
  (operand, schema) =>
  (value) =>
    !isNumeric(value) || holds(toDouble(value), toDouble(operand), schema)

const ofSize =
  (sizeOf: (value: unknown) => number | null, holds: (size: number, limit: number) => boolean): Keyword =>
  (operand) =>
  (value) => {
    const size = sizeOf(value)
    return size === null || holds(size, toDouble(operand))
  }

const atLeast = (size: number, limit: number): boolean => size >= limit
const atMost = (size: number, limit: number): boolean => size <= limit
const textLength = (value: unknown) => (typeof value === "string" ? [...value].length : null)
const arrayLength = (value: unknown) => (Array.isArray(value) ? value.length : null)
const fieldCount = (value: unknown) => (isDocument(value) ? Object.keys(value).length : null)

const KEYWORDS: Record<string, Keyword> = {
  bsonType: (operand) => ofType(operand),
  type: (operand) => ofType([operand].flat().map((name) => JSON_TYPES[String(name)] ?? name)),
  enum: (operand) => {
    if (!Array.isArray(operand)) throw failedToParse("$jsonSchema keyword 'enum' must be an array")
    return (value) => operand.some((item) => areEqual(item, value))
  },
  required: (operand) => {
    if (!Array.isArray(operand)) throw failedToParse("$jsonSchema keyword 'required' must be an array")
    return (value) => !isDocument(value) || operand.every((name) => hasField(value, String(name)))
  },
  properties: (operand) => {
    const tests = Object.entries(isDocument(operand) ? operand : {}).map(
      ([name, schema]) => [name, compileSchema(schema)] as const,
    )
    return (value) =>
      !isDocument(value) || tests.every(([name, test]) => !hasField(value, name) || test(value[name]))
  },
  patternProperties: (operand) => {
    const tests = Object.entries(isDocument(operand) ? operand : {}).map(
      ([pattern, schema]) => [regexOf(pattern), compileSchema(schema)] as const,
    )
    return (value) =>
      !isDocument(value) ||
      Object.entries(value).every(([name, field]) =>
        tests.every(([pattern, test]) => !pattern.test(name) || test(field)),
      )
  },
  additionalProperties: (operand, { properties, patternProperties }) => {
    const known = new Set(Object.keys(isDocument(properties) ? properties : {}))
    const patterns = Object.keys(isDocument(patternProperties) ? patternProperties : {}).map((one) =>
      regexOf(one),
    )
    const test = typeof operand === "boolean" ? () => operand : compileSchema(operand)
    return (value) =>
      !isDocument(value) ||
      Object.entries(value).every(
        ([name, field]) => known.has(name) || patterns.some((one) => one.test(name)) || test(field),
      )
  },
  minimum: ofNumbers((value, limit, { exclusiveMinimum }) =>
    exclusiveMinimum === true ? value > limit : value >= limit,
  ),
  maximum: ofNumbers((value, limit, { exclusiveMaximum }) =>
    exclusiveMaximum === true ? value < limit : value <= limit,
  ),
  exclusiveMinimum: () => () => true,
  exclusiveMaximum: () => () => true,
  multipleOf: ofNumbers((value, divisor) => value % divisor === 0),
  minLength: ofSize(textLength, atLeast),
  maxLength: ofSize(textLength, atMost),
  pattern: (operand) => {
    const regex = regexOf(operand)
    return (value) => typeof value !== "string" || regex.test(value)
  },
  minItems: ofSize(arrayLength, atLeast),
  maxItems: ofSize(arrayLength, atMost),
  uniqueItems: (operand) => (value) =>
    operand !== true || !Array.isArray(value) || new Set(value.map(keyOf)).size === value.length,
  items: (operand) => {
    if (Array.isArray(operand)) {
      const tests = operand.map(compileSchema)
      return (value) => !Array.isArray(value) || tests.every((test, i) => i >= value.length || test(value[i]))
    }
    const test = compileSchema(operand)
    return (value) => !Array.isArray(value) || value.every(test)
  },
  additionalItems: (operand, { items }) => {
    const from = Array.isArray(items) ? items.length : Number.POSITIVE_INFINITY
    const test = typeof operand === "boolean" ? () => operand : compileSchema(operand)
    return (value) => !Array.isArray(value) || value.slice(from).every(test)
  },
  minProperties: ofSize(fieldCount, atLeast),
  maxProperties: ofSize(fieldCount, atMost),
  dependencies: (operand) => {
    const tests = Object.entries(isDocument(operand) ? operand : {}).map(([name, needed]) => {
      const test: ValueTest = Array.isArray(needed)
        ? (value) => isDocument(value) && needed.every((other) => hasField(value, String(other)))
        : compileSchema(needed)
      return [name, test] as const
    })
    return (value) =>
      !isDocument(value) || tests.every(([name, test]) => !hasField(value, name) || test(value))
  },
  allOf: (operand) => {
    const tests = schemasIn(operand, "allOf")
    return (value) => tests.every((test) => test(value))
  },
  anyOf: (operand) => {
    const tests = schemasIn(operand, "anyOf")
    return (value) => tests.some((test) => test(value))
  },
  oneOf: (operand) => {
    const tests = schemasIn(operand, "oneOf")
    return (value) => tests.filter((test) => test(value)).length === 1
  },
  not: (operand) => {
    const test = compileSchema(operand)
    return (value) => !test(value)
  },
}
