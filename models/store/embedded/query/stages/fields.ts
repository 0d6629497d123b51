/** Stages that change the shape of one document: `$addFields`, `$unset`, `$replaceRoot`, `$unwind`. */
import { failedToParse, ServerError } from "../../errors.ts"
import { type Document, hasField, isDocument, setField } from "../../values/bson.server.ts"
import { checkExpression, evaluate } from "../expressions.ts"
import { MISSING, splitPath, valueAt } from "../paths.ts"
import { compileProjection, compileSetting } from "../projection.ts"
import { typeNameOf } from "../value-tests.ts"
import { asDocument, each, type Stages } from "./stage.ts"

const addFields = (stage: string) =>
  each((specification, { evaluation }) => {
    const fields = asDocument(specification, stage)
    if (Object.keys(fields).length === 0)
      throw new ServerError(40177, `Invalid ${stage} :: caused by :: it must have at least one field`)
    return compileSetting(fields, evaluation)
  })

const replaceRoot = (expressionIn: (specification: unknown) => unknown) =>
  each((specification, { evaluation }) => {
    const expression = expressionIn(specification)
    checkExpression(expression)
    return (document) => {
      const root = evaluate(expression, document, evaluation)
      if (!isDocument(root))
        throw new ServerError(
          40228,
          `'newRoot' expression must evaluate to an object, not ${typeNameOf(root)}`,
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
      return keepsEmpty === true ? placed(document, value === null ? null : undefined, null) : []
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
}
