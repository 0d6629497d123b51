/** GeoJSON and legacy coordinate pairs, read into shapes. */
import { badValue } from "../../errors.ts"
import { type Document, isDocument } from "../../values/bson.server.ts"
import { isNumeric, toDouble } from "../../values/exact-number.ts"

/** Longitude and latitude in degrees, or x and y of a plane. */
export type Point = readonly [number, number]

/** Everything a geometry is made of. Rings are closed: first and last point are the same. */
export type Shape = {
  points: Point[]
  lines: Point[][]
  /** Each polygon: outer ring, then holes. */
  polygons: Point[][][]
}

const EMPTY: Shape = { points: [], lines: [], polygons: [] }

/** A legacy pair: `[x, y]`, or a document whose first two fields are numbers. Null for anything else. */
export const legacyPoint = (value: unknown): Point | null => {
  const pair = Array.isArray(value) ? value : isDocument(value) ? Object.values(value) : []
  const [x, y] = pair
  return isNumeric(x) && isNumeric(y) ? [toDouble(x), toDouble(y)] : null
}

/** The shape a stored value is; null when it is none. */
export const shapeOf = (value: unknown): Shape | null => {
  if (isDocument(value) && typeof value["type"] === "string") {
    try {
      return geometryOf(value)
    } catch {
      return null
    }
  }
  const point = legacyPoint(value)
  return point && { ...EMPTY, points: [point] }
}

/** @throws ServerError 2 on what is no GeoJSON geometry */
export const geometryOf = (geometry: Document): Shape => {
  const { type, coordinates } = geometry
  switch (type) {
    case "Point":
      return { ...EMPTY, points: [position(coordinates)] }
    case "MultiPoint":
      return { ...EMPTY, points: positions(coordinates) }
    case "LineString":
      return { ...EMPTY, lines: [line(coordinates)] }
    case "MultiLineString":
      return { ...EMPTY, lines: listOf(coordinates).map(line) }
    case "Polygon":
      return { ...EMPTY, polygons: [polygon(coordinates)] }
    case "MultiPolygon":
      return { ...EMPTY, polygons: listOf(coordinates).map(polygon) }
    case "GeometryCollection": {
      const parts = listOf(geometry["geometries"]).map((part) => geometryOf(isDocument(part) ? part : {}))
      return {
        points: parts.flatMap(({ points }) => points),
        lines: parts.flatMap(({ lines }) => lines),
        polygons: parts.flatMap(({ polygons }) => polygons),
      }
    }
    default:
      throw badValue(`unknown GeoJSON type: ${JSON.stringify(geometry)}`)
  }
}

const listOf = (value: unknown): unknown[] => {
  if (!Array.isArray(value) || value.length === 0) throw badValue("GeoJSON coordinates must be an array")
  return value
}

function position(value: unknown): Point {
  const [longitude, latitude] = Array.isArray(value) ? value : []
  if (!isNumeric(longitude) || !isNumeric(latitude))
    throw badValue(`Point must only contain numeric elements: ${JSON.stringify(value)}`)
  const point: Point = [toDouble(longitude), toDouble(latitude)]
  if (Math.abs(point[0]) > 180 || Math.abs(point[1]) > 90)
    throw badValue(`longitude/latitude is out of bounds, lng: ${point[0]} lat: ${point[1]}`)
  return point
}

const positions = (value: unknown): Point[] => listOf(value).map(position)

function line(value: unknown): Point[] {
  const points = positions(value)
  if (points.length < 2) throw badValue("GeoJSON LineString must have at least 2 vertices")
  return points
}

function polygon(value: unknown): Point[][] {
  return listOf(value).map((ring) => {
    const points = positions(ring)
    const [first, last] = [points[0], points.at(-1)]
    if (points.length < 4 || first?.[0] !== last?.[0] || first?.[1] !== last?.[1])
      throw badValue(`Loop is not closed: ${JSON.stringify(ring)}`)
    return points
  })
}

/** Every point a shape names. */
export const verticesOf = ({ points, lines, polygons }: Shape): Point[] => [
  ...points,
  ...lines.flat(),
  ...polygons.flat(2),
]

/** Every stretch between two neighbouring points of its lines and rings. */
export const edgesOf = ({ lines, polygons }: Shape): [Point, Point][] =>
  [...lines, ...polygons.flat()].flatMap((points) =>
    points.slice(1).map((point, index): [Point, Point] => [points[index] as Point, point]),
  )
