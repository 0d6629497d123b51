/** What a pipeline reads from: a collection (through its indexes), places by distance, statistics, or given documents. */
import type { Collection } from "../engine/collection.ts"
import { type Search, type SearchReport, search } from "../engine/search.ts"
import { described, distanceAt, geoPathOf, specialOf } from "../engine/special-search.ts"
import { badValue, ServerError } from "../errors.ts"
import { comparisonOf } from "../query/collation.ts"
import { evaluate } from "../query/evaluate.ts"
import { evaluationWith } from "../query/expressions.ts"
import { onPlane, onSphere } from "../query/geo/conditions.ts"
import { geometryOf, legacyPoint, type Point } from "../query/geo/shapes.ts"
import { EARTH_METRES } from "../query/geo/sphere.ts"
import { withMeta } from "../query/meta.ts"
import { MISSING, splitPath, valueAt } from "../query/paths.ts"
import { parseSort, type SortField, sortBy } from "../query/sort.ts"
import { replaced } from "../query/stages/fields.ts"
import { wholeNumber } from "../query/stages/index.ts"
import { type Document, isDocument, Long } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { type CommandContext, documentField } from "./context.ts"
import { collectionStats } from "./statistics.ts"

export type Source = { documents: Document[]; rest: Document[] }

/** The documents a pipeline begins with and the stages left to run over them. */
export const sourceOf = (
  context: CommandContext,
  name: string | null,
  stages: Document[],
  report?: SearchReport,
): Source => {
  const [first, ...rest] = stages
  const [stage = ""] = Object.keys(first ?? {})
  if (name === null) {
    if (stage !== "$documents")
      throw new ServerError(73, `{aggregate: 1} is not valid for '${stage}'; a collection is required.`)
    return { documents: given(context, first?.["$documents"]), rest }
  }
  const collection = context.engine.find(context.database, name)
  switch (stage) {
    case "$collStats":
      return { documents: [collectionStatistics(context, name, collection, first?.[stage])], rest }
    case "$indexStats":
      return { documents: collection ? indexStatistics(context, collection) : [], rest }
    case "$geoNear":
      return { documents: collection ? placesNear(context, collection, first?.[stage]) : [], rest }
    default:
      return found(context, collection, stages, report)
  }
}

function found(
  { command, transaction }: CommandContext,
  collection: Collection | null,
  stages: Document[],
  report?: SearchReport,
): Source {
  const { leading, rest } = split(stages)
  if ("$near" in leading.filter) throw badValue("$near is not allowed in this context")
  if (!collection) return { documents: [], rest }
  const comparison = comparisonOf(command["collation"])
  const request = { ...leading, comparison, variables: documentField(command, "let"), hint: command["hint"] }
  const special = specialOf(collection, leading.filter)
  if (special?.distance)
    throw badValue(
      "$geoNear, $near, and $nearSphere are not allowed in this context, as these operators require sorting geospatial data. If you do not need sort, consider using $geoWithin instead.",
    )
  const documents = search(collection, request, transaction, report).map((version) => {
    const document = collection.documentOf(version)
    return special ? described(document, special) : document
  })
  return { documents, rest }
}

type Leading = Required<Pick<Search, "filter" | "sort" | "skip" | "limit">>

/** Takes what an index can serve off the front of a pipeline: $match, then $sort, $skip, $limit. */
function split(stages: Document[]): { leading: Leading; rest: Document[] } {
  const leading: Leading = { filter: {}, sort: [], skip: 0, limit: 0 }
  const filters: Document[] = []
  let at = 0
  for (let stage = stages[at]; stage && isDocument(stage["$match"]); stage = stages[++at])
    filters.push(stage["$match"])
  if (filters.length === 1) leading.filter = filters[0] ?? {}
  else if (filters.length > 1) leading.filter = { $and: filters }
  const sort = stages[at]?.["$sort"]
  if (isDocument(sort) && Object.keys(sort).length > 0) {
    leading.sort = parseSort(sort)
    at += 1
  }
  const skip = stages[at]?.["$skip"]
  if (skip !== undefined) {
    leading.skip = wholeNumber("$skip", skip, 0)
    at += 1
  }
  const limit = stages[at]?.["$limit"]
  if (limit !== undefined) {
    leading.limit = wholeNumber("$limit", limit, 1)
    at += 1
  }
  return { leading, rest: stages.slice(at) }
}

function given({ command }: CommandContext, expression: unknown): Document[] {
  const documents = evaluate(expression, {}, evaluationWith(documentField(command, "let")))
  if (!Array.isArray(documents) || !documents.every(isDocument))
    throw new ServerError(5858203, "an array of documents is expected by $documents")
  return documents
}

function collectionStatistics(
  context: CommandContext,
  name: string,
  collection: Collection | null,
  specification: unknown,
): Document {
  const { database, now, address } = context
  if (!isDocument(specification)) throw new ServerError(5447000, "$collStats must take a nested object")
  if (!collection)
    throw new ServerError(
      26,
      `Unable to retrieve storageStats in $collStats stage :: caused by :: Collection [${database}.${name}] not found.`,
    )
  const { scale } = documentField(specification, "storageStats")
  const stats = collectionStats(
    context.engine,
    collection,
    `${database}.${name}`,
    scale ? toDouble(scale) : 1,
  )
  return {
    ns: `${database}.${name}`,
    host: address(),
    localTime: now(),
    ...("storageStats" in specification ? { storageStats: stats } : {}),
    ...("count" in specification ? { count: stats["count"] } : {}),
  }
}

const indexStatistics = ({ address, now }: CommandContext, { indexes }: Collection): Document[] =>
  indexes.map(({ name, specification }) => ({
    name,
    key: specification.key,
    host: address(),
    accesses: { ops: Long.fromNumber(0), since: now() },
    spec: specification,
  }))

const BY_DISTANCE: SortField[] = [{ path: "", parts: [], direction: 1, meta: "geoNearDistance" }]

/** `$geoNear`: every place within the distances, the nearest first. */
function placesNear(context: CommandContext, collection: Collection, specification: unknown): Document[] {
  if (!isDocument(specification)) throw new ServerError(10065, "$geoNear must take an object")
  const { near, distanceField, query = {}, key, includeLocs, distanceMultiplier } = specification
  if (typeof distanceField !== "string")
    throw new ServerError(16606, "$geoNear requires that the 'distanceField' option is a String")
  const isGeoJson = isDocument(near) && typeof near["type"] === "string"
  const point = isGeoJson ? geometryOf(near).points[0] : legacyPoint(near)
  if (!point) throw new ServerError(5860402, "$geoNear requires a legacy point or a GeoJSON Point as 'near'")
  const isSpherical = isGeoJson || specification["spherical"] === true
  const path = typeof key === "string" ? key : placePath(collection, isGeoJson)
  const distanceOf = distanceAt(path, measure(point, isSpherical, isGeoJson))
  const [least, most] = [
    limitOf(specification["minDistance"], 0),
    limitOf(specification["maxDistance"], Infinity),
  ]
  const factor = isNumeric(distanceMultiplier) ? toDouble(distanceMultiplier) : 1
  const request = {
    filter: documentField({ query }, "query"),
    comparison: comparisonOf(context.command["collation"]),
    variables: documentField(context.command, "let"),
  }
  const places = search(collection, request, context.transaction).flatMap((version) => {
    const document = collection.documentOf(version)
    const away = distanceOf(document)
    if (away === null || away < least || away > most) return []
    let shown = replaced(document, splitPath(distanceField), away * factor)
    const place = valueAt(document, splitPath(path))
    if (typeof includeLocs === "string" && place !== MISSING)
      shown = replaced(shown, splitPath(includeLocs), place)
    return [withMeta(shown, { geoNearDistance: away * factor, geoNearPoint: place })]
  })
  return sortBy(places, (place) => place, BY_DISTANCE)
}

const measure = (point: Point, isSpherical: boolean, isGeoJson: boolean) =>
  isSpherical ? onSphere(point, isGeoJson ? EARTH_METRES : 1) : onPlane(point)

const limitOf = (value: unknown, otherwise: number): number =>
  isNumeric(value) ? toDouble(value) : otherwise

function placePath(collection: Collection, isGeoJson: boolean): string {
  const path = (isGeoJson ? null : geoPathOf(collection, "2d")) ?? geoPathOf(collection, "2dsphere")
  if (path === null)
    throw new ServerError(27, "$geoNear requires a 2d or 2dsphere index, but none were found")
  return path
}
