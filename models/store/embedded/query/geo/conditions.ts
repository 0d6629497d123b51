/** `$geoWithin`, `$geoIntersects`, `$near` and `$nearSphere` as tests of one stored value. */
import { badValue } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"
import type { ValueTest } from "../value-tests.ts"
import { geometryOf, legacyPoint, type Point, type Shape, shapeOf, verticesOf } from "./shapes.ts"
import { EARTH_METRES, intersects, isWithin, radiansBetween, radiansTo } from "./sphere.ts"

const pointOf = (value: unknown, where: string): Point => {
  const point = legacyPoint(value)
  if (!point) throw badValue(`${where}: Point must be an array or object of two numbers`)
  return point
}

const pairOf = (value: unknown, where: string): [unknown, unknown] => {
  if (!Array.isArray(value) || value.length !== 2) throw badValue(`${where} needs exactly two elements`)
  return [value[0], value[1]]
}

/** A radius that is given as a number ≥ 0. */
const radiusOf = (value: unknown, where: string): number => {
  const radius = isNumeric(value) ? toDouble(value) : Number.NaN
  if (!(radius >= 0)) throw badValue(`${where}: radius must be a non-negative number`)
  return radius
}

const everyVertex =
  (holds: (point: Point) => boolean) =>
  (shape: Shape): boolean =>
    verticesOf(shape).every(holds)

function areaTest(operand: Document): (shape: Shape) => boolean {
  const entry = Object.entries(operand).find(([key]) => !["$uniqueDocs"].includes(key))
  if (!entry) throw badValue("$geoWithin needs a shape")
  const [kind, area] = entry
  switch (kind) {
    case "$geometry": {
      const outer = geometryOf(isDocument(area) ? area : {})
      if (outer.polygons.length === 0)
        throw badValue(`$geoWithin not supported with provided geometry: ${JSON.stringify(operand)}`)
      return (shape) => isWithin(shape, outer)
    }
    case "$box": {
      const [a, b] = pairOf(area, "$box").map((corner) => pointOf(corner, "$box")) as [Point, Point]
      const [left, right] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])]
      const [low, high] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])]
      return everyVertex(([x, y]) => x >= left && x <= right && y >= low && y <= high)
    }
    case "$polygon": {
      const corners = Array.isArray(area) ? area : isDocument(area) ? Object.values(area) : []
      if (corners.length < 3) throw badValue("Polygon must have at least 3 points")
      const ring = corners.map((corner) => pointOf(corner, "$polygon"))
      return everyVertex((point) => planarRingHolds(ring, point))
    }
    case "$center": {
      const [centre, radius] = pairOf(area, "$center")
      const middle = pointOf(centre, "$center")
      const most = radiusOf(radius, "$center")
      return everyVertex((point) => planarDistance(middle, point) <= most)
    }
    case "$centerSphere": {
      const [centre, radius] = pairOf(area, "$centerSphere")
      const middle = pointOf(centre, "$centerSphere")
      const most = radiusOf(radius, "$centerSphere")
      return everyVertex((point) => radiansBetween(middle, point) <= most)
    }
    default:
      throw badValue(`unknown geo specifier: ${kind}`)
  }
}

const planarDistance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1])

/** By the even-odd rule; the border belongs to the polygon. */
function planarRingHolds(ring: Point[], [x, y]: Point): boolean {
  let isInside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as Point
    const [bx, by] = ring[j] as Point
    const side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    const isBeside =
      x >= Math.min(ax, bx) && x <= Math.max(ax, bx) && y >= Math.min(ay, by) && y <= Math.max(ay, by)
    if (side === 0 && isBeside) return true
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) isInside = !isInside
  }
  return isInside
}

export const within = (operand: unknown): ValueTest => {
  if (!isDocument(operand)) throw badValue("$geoWithin requires an object")
  const holds = areaTest(operand)
  return (value) => {
    const shape = shapeOf(value)
    return shape !== null && holds(shape)
  }
}

export const intersecting = (operand: unknown): ValueTest => {
  const geometry = isDocument(operand) ? operand["$geometry"] : null
  if (!isDocument(geometry)) throw badValue("$geoIntersects requires a $geometry")
  const wanted = geometryOf(geometry)
  return (value) => {
    const shape = shapeOf(value)
    return shape !== null && intersects(shape, wanted)
  }
}

/** What to be near to: distances are in metres for GeoJSON, in radians or units of the plane for legacy pairs. */
export type Nearness = {
  distance: (value: unknown) => number | null
  least: number
  most: number
  /** GeoJSON needs an index over the sphere, legacy `$near` one over the plane. */
  needs: "2dsphere" | "2d" | null
}

/** @throws ServerError 2 on a malformed `$near` */
export const nearnessOf = (condition: Document): Nearness => {
  const name = "$nearSphere" in condition ? "$nearSphere" : "$near" in condition ? "$near" : "$geoNear"
  const operand = condition[name]
  const inner = isDocument(operand) && isDocument(operand["$geometry"]) ? operand : null
  const settings = inner ?? (isDocument(operand) ? { ...condition, ...operand } : condition)
  const limit = (key: string, otherwise: number): number => {
    const value = settings[key] ?? condition[key]
    if (value === undefined) return otherwise
    if (!isNumeric(value) || toDouble(value) < 0) throw badValue(`${key} must be a nonnegative number`)
    return toDouble(value)
  }
  const bounds = { least: limit("$minDistance", 0), most: limit("$maxDistance", Number.POSITIVE_INFINITY) }
  if (inner) {
    const [point] = geometryOf(inner["$geometry"] as Document).points
    if (!point) throw badValue("$near requires a point")
    return { ...bounds, needs: "2dsphere", distance: onSphere(point, EARTH_METRES) }
  }
  const coordinates = Array.isArray(operand) && operand.length > 2 ? operand.slice(0, 2) : operand
  const isGeoJson = isDocument(operand) && typeof operand["type"] === "string"
  const point = isGeoJson ? geometryOf(operand).points[0] : pointOf(coordinates, name)
  if (!point) throw badValue(`${name} requires a point`)
  if (Array.isArray(operand) && isNumeric(operand[2]))
    bounds.most = Math.min(bounds.most, toDouble(operand[2]))
  if (isGeoJson) return { ...bounds, needs: "2dsphere", distance: onSphere(point, EARTH_METRES) }
  if (name === "$nearSphere") return { ...bounds, needs: null, distance: onSphere(point, 1) }
  return { ...bounds, needs: "2d", distance: onPlane(point) }
}

export const onSphere =
  (point: Point, radius: number) =>
  (value: unknown): number | null => {
    const shape = shapeOf(value)
    return shape && radiansTo(shape, point) * radius
  }

export const onPlane =
  (point: Point) =>
  (value: unknown): number | null => {
    const [first, ...more] = shapeOf(value)?.points ?? []
    return first
      ? [first, ...more].reduce((least, other) => Math.min(least, planarDistance(point, other)), Infinity)
      : null
  }

/** Passes values within the distances asked for. */
export const nearTo =
  ({ distance, least, most }: Nearness): ValueTest =>
  (value) => {
    const away = distance(value)
    return away !== null && away >= least && away <= most
  }
