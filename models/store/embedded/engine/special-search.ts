/** Searches by text and by nearness: what they need of the collection, and what they note of each document. */
import { badValue, ServerError } from "../errors.ts"
import { type Nearness, nearnessOf } from "../query/geo/conditions.ts"
import { type Meta, withMeta } from "../query/meta.ts"
import { splitPath, valuesAt } from "../query/paths.ts"
import { type TextSearch, textConditionIn, textFieldsOf, textSearchOf } from "../query/text-search.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import type { Collection } from "./collection.ts"

export type Special = {
  text: TextSearch | null
  /** Distance of a document from the point asked for; null when it has no place. */
  distance: ((document: Document) => number | null) | null
}

/** What is special about a filter; null for nearly all of them. @throws ServerError 27, 291 without the index it needs */
export const specialOf = (collection: Collection, filter: Document): Special | null => {
  const condition = textConditionIn(filter)
  const near = nearConditionIn(filter)
  if (!condition && !near) return null
  if (condition && near) throw badValue("text and geoNear not allowed in same query")
  if (condition) return { text: textSearchOf(condition, textFieldsIn(collection)), distance: null }
  const { path, condition: operand } = near as NearCondition
  const nearness = nearnessOf(operand)
  refuseWithoutIndex(collection, path, nearness)
  return { text: null, distance: distanceAt(path, nearness.distance) }
}

/** The document with what the search knows of it. */
export const described = (document: Document, { text, distance }: Special): Document => {
  const meta: Meta = {}
  if (text) meta.textScore = text.score(document)
  const away = distance?.(document)
  if (away !== null && away !== undefined) meta.geoNearDistance = away
  return withMeta(document, meta)
}

type NearCondition = { path: string; condition: Document }

function nearConditionIn(filter: Document): NearCondition | null {
  for (const [path, operand] of Object.entries(filter)) {
    if (path === "$and" && Array.isArray(operand)) {
      for (const clause of operand) {
        const found = isDocument(clause) ? nearConditionIn(clause) : null
        if (found) return found
      }
    } else if (isDocument(operand) && ("$near" in operand || "$nearSphere" in operand))
      return { path, condition: operand }
  }
  return null
}

const textFieldsIn = ({ indexes }: Collection) => {
  const index = indexes.find(({ specification }) => Object.values(specification.key).includes("text"))
  return index ? textFieldsOf(index.specification) : null
}

/** The least distance of the places at a path. */
export const distanceAt =
  (path: string, distance: Nearness["distance"]) =>
  (document: Document): number | null => {
    const places = valuesAt(document, splitPath(path)).flatMap((value) =>
      Array.isArray(value) && value.some((item) => typeof item === "object") ? value : [value],
    )
    const away = places.map(distance).filter((one) => one !== null)
    return away.length > 0 ? Math.min(...away) : null
  }

/** The path of the one geo index, for a search that names none. @throws ServerError 27 */
export const geoPathOf = ({ indexes }: Collection, kind: "2d" | "2dsphere"): string | null => {
  const paths = indexes.flatMap(({ specification }) =>
    Object.entries(specification.key).flatMap(([path, type]) => (type === kind ? [path] : [])),
  )
  if (paths.length > 1)
    throw new ServerError(27, `There is more than one ${kind} index; unsure which to use for $geoNear`)
  return paths[0] ?? null
}

function refuseWithoutIndex({ indexes, namespace }: Collection, path: string, { needs }: Nearness): void {
  const kinds = needs ? [needs] : ["2d", "2dsphere"]
  if (indexes.some(({ specification }) => kinds.includes(String(specification.key[path])))) return
  throw new ServerError(
    291,
    `error processing query: ns=${namespace} planner returned error :: caused by :: unable to find index for $geoNear query`,
  )
}
