import { failedToParse } from "../errors.ts"
import { compileFilter } from "../query/filter.ts"
import { splitPath } from "../query/paths.ts"
import { type Document, isDocument } from "../values/bson.server.ts"

/** By the name in `$[name]`, which elements are meant. */
export type ArrayFilters = Record<string, (element: unknown) => boolean>

/** @throws ServerError 9 on filters MongoDB refuses */
export const arrayFiltersOf = (filters: unknown): ArrayFilters => {
  if (filters === undefined || filters === null) return {}
  if (!Array.isArray(filters)) throw failedToParse("arrayFilters must be an array")
  const result: ArrayFilters = {}
  for (const filter of filters) {
    const names = isDocument(filter) ? identifiersIn(filter) : new Set<string>()
    const [name, another] = [...names]
    if (name === undefined)
      throw failedToParse("Cannot use an expression without a top-level field name in arrayFilters")
    if (another !== undefined)
      throw failedToParse(
        `Error parsing array filter :: caused by :: Expected a single top-level field name, found '${name}' and '${another}'`,
      )
    if (result[name])
      throw failedToParse(`Found multiple array filters with the same top-level field name ${name}`)
    const predicate = compileFilter(filter as Document)
    result[name] = (element) => predicate({ [name]: element })
  }
  return result
}

function identifiersIn(filter: Document): Set<string> {
  return new Set(
    Object.entries(filter).flatMap(([key, value]) =>
      ["$and", "$or", "$nor"].includes(key) && Array.isArray(value)
        ? value.filter(isDocument).flatMap((clause) => [...identifiersIn(clause)])
        : [splitPath(key)[0] as string],
    ),
  )
}
