import { type Document, isDocument } from "../values/bson.server.ts"
import { compileFilter } from "./filter.ts"
import { splitPath, valueAt } from "./paths.ts"

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
