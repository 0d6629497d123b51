/** Geometry on the sphere: distances along great circles, polygons whose sides are great circles. */
import { edgesOf, type Point, type Shape, verticesOf } from "./shapes.ts"

/** MongoDB's own radius of the earth. */
export const EARTH_METRES = 6_378_100

type Vector = readonly [number, number, number]

const RADIAN = Math.PI / 180
/** About a centimetre on the ground. */
const TOUCHING = 1.5e-9

const vectorOf = ([longitude, latitude]: Point): Vector => {
  const [a, b] = [longitude * RADIAN, latitude * RADIAN]
  return [Math.cos(b) * Math.cos(a), Math.cos(b) * Math.sin(a), Math.sin(b)]
}

const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
]
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
const lengthOf = (a: Vector): number => Math.sqrt(dot(a, a))
const angleBetween = (a: Vector, b: Vector): number => Math.atan2(lengthOf(cross(a, b)), dot(a, b))

/** Distance of two points in radians. */
export const radiansBetween = (a: Point, b: Point): number => angleBetween(vectorOf(a), vectorOf(b))

/** Distance from a point to the nearest of a shape, in radians; 0 inside a polygon. */
export const radiansTo = (shape: Shape, point: Point): number => {
  if (shape.polygons.some((polygon) => polygonHolds(polygon, point))) return 0
  const from = vectorOf(point)
  const toPoints = shape.points.map((other) => angleBetween(from, vectorOf(other)))
  const toEdges = edgesOf(shape).map(([a, b]) => distanceToEdge(from, vectorOf(a), vectorOf(b)))
  return Math.min(...toPoints, ...toEdges)
}

function distanceToEdge(point: Vector, a: Vector, b: Vector): number {
  const ends = Math.min(angleBetween(point, a), angleBetween(point, b))
  const normal = cross(a, b)
  const size = lengthOf(normal)
  if (size < 1e-15) return ends
  const isBeside = dot(cross(normal, a), point) >= 0 && dot(cross(b, normal), point) >= 0
  return isBeside ? Math.abs(Math.asin(Math.max(-1, Math.min(1, dot(normal, point) / size)))) : ends
}

/** Whether a ring turns round a point, seen from outside the sphere: 2π one way, -2π the other, 0 not at all. */
function turnsAround(ring: Vector[], point: Vector): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const a = cross(point, ring[i - 1] as Vector)
    const b = cross(point, ring[i] as Vector)
    sum += Math.atan2(dot(point, cross(a, b)), dot(a, b))
  }
  return sum
}

function ringHolds(ring: Point[], point: Vector): boolean {
  const vectors = ring.map(vectorOf)
  const zero: Vector = [0, 0, 0]
  const normal = vectors
    .slice(1)
    .reduce<Vector>((sum, b, i) => added(sum, cross(vectors[i] as Vector, b)), zero)
  const centre = vectors.slice(1).reduce<Vector>(added, zero)
  // The smaller side of the ring is meant, whichever way it is written.
  const orientation = dot(normal, centre) >= 0 ? 1 : -1
  return turnsAround(vectors, point) * orientation > Math.PI
}

const added = (a: Vector, b: Vector): Vector => [a[0] + b[0], a[1] + b[1], a[2] + b[2]]

const isOnRing = (ring: Point[], point: Vector): boolean =>
  ring.slice(1).some((b, i) => distanceToEdge(point, vectorOf(ring[i] as Point), vectorOf(b)) < TOUCHING)

/** Whether a polygon holds a point; its border belongs to it. */
function polygonHolds([outer = [], ...holes]: Point[][], point: Point): boolean {
  const vector = vectorOf(point)
  if (isOnRing(outer, vector)) return true
  if (!ringHolds(outer, vector)) return false
  return !holes.some((hole) => ringHolds(hole, vector) && !isOnRing(hole, vector))
}

/** Whether two stretches meet; `isProper` counts only those that pass through each other. */
function edgesMeet([a, b]: [Point, Point], [c, d]: [Point, Point], isProper: boolean): boolean {
  const [p, q, r, s] = [a, b, c, d].map(vectorOf) as [Vector, Vector, Vector, Vector]
  if (!isProper)
    for (const [end, from, to] of [
      [p, r, s],
      [q, r, s],
      [r, p, q],
      [s, p, q],
    ] as [Vector, Vector, Vector][])
      if (distanceToEdge(end, from, to) < TOUCHING) return true
  const first = cross(p, q)
  const second = cross(r, s)
  const sides = [dot(first, r), dot(first, s), dot(second, p), dot(second, q)] as const
  if (sides.some((side) => Math.abs(side) < TOUCHING)) return false
  if (sides[0] > 0 === sides[1] > 0 || sides[2] > 0 === sides[3] > 0) return false
  // Great circles meet twice; the stretches must cross on the same side of the earth.
  const meeting = cross(first, second)
  const side = dot(meeting, added(p, q)) > 0
  return side === dot(meeting, added(r, s)) > 0
}

/** Whether two shapes have a point in common. */
export const intersects = (a: Shape, b: Shape): boolean =>
  touches(a, b) ||
  touches(b, a) ||
  edgesOf(a).some((edge) => edgesOf(b).some((other) => edgesMeet(edge, other, false)))

const touches = (holder: Shape, other: Shape): boolean =>
  verticesOf(other).some(
    (point) =>
      holder.points.some((own) => radiansBetween(own, point) < TOUCHING) ||
      radiansTo({ ...holder, points: [] }, point) < TOUCHING,
  )

/** Whether all of `inner` lies in one of the polygons of `outer`. */
export const isWithin = (inner: Shape, outer: Shape): boolean => {
  const vertices = verticesOf(inner)
  if (vertices.length === 0) return false
  const edges = edgesOf(inner)
  if (edges.length === 0)
    return vertices.every((point) => outer.polygons.some((polygon) => polygonHolds(polygon, point)))
  return outer.polygons.some(
    (polygon) =>
      vertices.every((point) => polygonHolds(polygon, point)) &&
      !edgesOf({ points: [], lines: [], polygons: [polygon] }).some((side) =>
        edges.some((edge) => edgesMeet(side, edge, true)),
      ),
  )
}
