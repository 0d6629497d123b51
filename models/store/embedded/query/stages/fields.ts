/** Stages that change the shape of one document: `$addFields`, `$unset`, `$replaceRoot`, `$unwind`, `$redact`. */
import { failedToParse, ServerError } from "../../errors.ts"
import { type Document, hasField, isDocument, setField } from "../../values/bson.server.ts"
import { type Evaluation, evaluate } from "../evaluate.ts"
import { checkExpression } from "../expression-check.ts"
import { MISSING, splitPath, valueAt } from "../paths.ts"
import { compileProjection } from "../projection.ts"
import { typeNameOf } from "../value-tests.ts"
import { asDocument, each, type Stages } from "./stage.ts"

/** Field names down to the expressions to be set there. */
type Setting = Map<string, Setting | { expression: unknown }>

function settingOf(specification: Document, stage: string): Setting {
  const root: Setting = new Map()
  const add = (path: string, value: unknown): void => {
    if (path === "" || path.split(".").includes(""))
      throw new ServerError(40353, "FieldPath must not end with a '.' and no part may be empty")
    if (path.startsWith("$"))
      throw new ServerError(
        16410,
        `Invalid ${stage} :: caused by :: FieldPath field names may not start with '$'.`,
      )
    if (isDocument(value) && Object.keys(value).length > 0 && !Object.keys(value)[0]?.startsWith("$")) {
      for (const [name, inner] of Object.entries(value)) add(`${path}.${name}`, inner)
      return
    }
    checkExpression(value)
    const parts = splitPath(path)
    let node = root
    for (const part of parts.slice(0, -1)) {
      let next = node.get(part)
      if (!next) {
        next = new Map()
        node.set(part, next)
      }
      if (!(next instanceof Map))
        throw new ServerError(
          40176,
          `Invalid ${stage} :: caused by :: specification contains two conflicting paths.`,
        )
      node = next
    }
    const last = parts.at(-1) as string
    if (node.has(last))
      throw new ServerError(
        40176,
        `Invalid ${stage} :: caused by :: specification contains two conflicting paths.`,
      )
    node.set(last, { expression: value })
  }
  for (const [path, value] of Object.entries(specification)) add(path, value)
  return root
}

function withFields(
  document: Document,
  setting: Setting,
  valueFor: (expression: unknown) => unknown,
): Document {
  const result = { ...document }
  for (const [name, inner] of setting) {
    const value =
      inner instanceof Map
        ? within(hasField(document, name) ? document[name] : undefined, inner, valueFor)
        : valueFor(inner.expression)
    if (value === undefined) delete result[name]
    else setField(result, name, value)
  }
  return result
}

/** Below an array every element is set; anything that is no document gives way to one. */
const within = (value: unknown, setting: Setting, valueFor: (expression: unknown) => unknown): unknown =>
  Array.isArray(value)
    ? value.map((item) => within(item, setting, valueFor))
    : withFields(isDocument(value) ? value : {}, setting, valueFor)

const addFields = (stage: string) =>
  each((specification, evaluation) => {
    const fields = asDocument(specification, stage)
    if (Object.keys(fields).length === 0)
      throw new ServerError(
        40177,
        `Invalid ${stage} :: caused by :: specification must have at least one field`,
      )
    const setting = settingOf(fields, stage)
    return (document) =>
      withFields(document, setting, (expression) => evaluate(expression, document, evaluation))
  })

const replaceRoot = (expressionIn: (specification: unknown) => unknown) =>
  each((specification, evaluation) => {
    const expression = expressionIn(specification)
    checkExpression(expression)
    return (document) => {
      const root = evaluate(expression, document, evaluation)
      if (!isDocument(root))
        throw new ServerError(
          40228,
          `'newRoot' expression must evaluate to an object, but resulting value was: ${String(root)}. Type of resulting value: '${root === undefined ? "missing" : typeNameOf(root)}'.`,
        )
      return root
    }
  })

const unwind = each((specification) => {
  const {
    path,
    includeArrayIndex: indexName,
    preserveNullAndEmptyArrays: keepsEmpty,
  } = isDocument(specification) ? specification : { path: specification }
  if (typeof path !== "string") throw new ServerError(28808, "$unwind: expected a string as the path")
  if (!path.startsWith("$"))
    throw new ServerError(28818, `path option to $unwind stage should be prefixed with a '$': ${path}`)
  const parts = splitPath(path.slice(1))
  const placed = (document: Document, value: unknown, index: number | null): Document => {
    const result = replaced(document, parts, value)
    return typeof indexName === "string" ? replaced(result, splitPath(indexName), index) : result
  }
  return (document) => {
    const value = valueAt(document, parts)
    if (Array.isArray(value) && value.length > 0)
      return value.map((item, index) => placed(document, item, index))
    if (value === MISSING || value === null || Array.isArray(value))
      return keepsEmpty === true
        ? placed(document, Array.isArray(value) ? undefined : value === MISSING ? undefined : null, null)
        : []
    return placed(document, value, null)
  }
})

/** The document with one path set, or taken away for `undefined`; what lies on the way is copied. */
export function replaced(document: Document, [name = "", ...rest]: string[], value: unknown): Document {
  const result = { ...document }
  if (rest.length > 0) {
    const inner = hasField(document, name) ? document[name] : undefined
    if (!isDocument(inner) && value === undefined) return result
    setField(result, name, replaced(isDocument(inner) ? inner : {}, rest, value))
  } else if (value === undefined) delete result[name]
  else setField(result, name, value)
  return result
}

const unset = each((specification) => {
  const paths = Array.isArray(specification) ? specification : [specification]
  if (paths.length === 0 || !paths.every((path) => typeof path === "string"))
    throw new ServerError(31120, "$unset specification must be a string or an array with at least one field")
  return compileProjection(Object.fromEntries(paths.map((path) => [path, 0])))
})

const redact = each((expression, evaluation) => {
  checkExpression(expression)
  return (document) => {
    const kept = redacted(document, expression, evaluation)
    return kept ? [kept] : []
  }
})

function redacted(document: Document, expression: unknown, evaluation: Evaluation): Document | null {
  const action = evaluate(expression, document, evaluation)
  if (action === "$$KEEP") return document
  if (action === "$$PRUNE") return null
  if (action !== "$$DESCEND")
    throw new ServerError(
      17053,
      "$redact's expression should not return anything aside from the variables $$KEEP, $$DESCEND, and $$PRUNE",
    )
  const descend = (value: unknown): unknown => {
    if (isDocument(value)) return redacted(value, expression, evaluation) ?? undefined
    if (!Array.isArray(value)) return value
    return value.map(descend).filter((item) => item !== undefined)
  }
  const result: Document = {}
  for (const [name, value] of Object.entries(document)) {
    const kept = descend(value)
    if (kept !== undefined) setField(result, name, kept)
  }
  return result
}

const newRootIn = (specification: unknown): unknown => {
  const { newRoot } = asDocument(specification, "$replaceRoot")
  if (newRoot === undefined) throw failedToParse("no newRoot specified for the $replaceRoot stage")
  return newRoot
}

export const fieldStages: Stages = {
  $addFields: addFields("$addFields"),
  $set: addFields("$set"),
  $unset: unset,
  $replaceRoot: replaceRoot(newRootIn),
  $replaceWith: replaceRoot((specification) => specification),
  $unwind: unwind,
  $redact: redact,
}
