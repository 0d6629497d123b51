import { badValue } from "../errors.ts"
import type { Comparison } from "../query/collation.ts"
import { compileValueTest, isOperatorDocument } from "../query/filter.ts"
import type { SortField } from "../query/sort.ts"
import { isRegex } from "../query/value-tests.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { inverted } from "../values/exact-number.ts"
import { KEY_END, keyOf, NULL_KEY } from "../values/order.ts"
import { type Bound, type Bounds, boundsOf, type Stretch } from "./bounds.ts"
import type { Collection } from "./collection.ts"
import type { CollectionIndex } from "./collection-index.ts"

/** Stretches of one index that hold every match, and whether reading them so gives the wanted order. */
export type IndexScan = {
  kind: "IXSCAN"
  index: CollectionIndex
  stretches: Stretch[]
  isReversed: boolean
  servesSort: boolean
}

export type Plan = IndexScan | { kind: "COLLSCAN" } | { kind: "OR"; scans: IndexScan[] }

const MAX_POINTS = 20_000

/** Chooses how to find the candidates of a filter; every candidate is still put to the whole filter. */
export const planFor = (
  collection: Collection,
  filter: Document,
  sort: SortField[],
  comparison: Comparison,
  hint?: unknown,
): Plan => {
  const bounds = boundsOf(filter, comparison)
  const indexes = hinted(collection, hint) ?? collection.indexes
  let best: { scan: IndexScan; score: number } | null = null
  for (const index of indexes) {
    const option = scanOf(index, filter, bounds, sort, comparison, hint !== undefined)
    if (option && (!best || option.score > best.score)) best = option
  }
  if (best) return best.scan
  const clauses = filter["$or"]
  if (Array.isArray(clauses)) {
    const scans = clauses.map((clause) =>
      isDocument(clause) ? planFor(collection, clause, [], comparison) : null,
    )
    if (scans.every((scan) => scan?.kind === "IXSCAN")) return { kind: "OR", scans }
  }
  return { kind: "COLLSCAN" }
}

/** The index a hint names; null without a hint. @throws ServerError 2 when there is none such */
function hinted({ indexes }: Collection, hint: unknown): CollectionIndex[] | null {
  if (hint === undefined || hint === null) return null
  const found =
    typeof hint === "string"
      ? indexes.filter(({ name }) => name === hint)
      : indexes.filter(({ specification }) => keyOf(specification.key) === keyOf(hint))
  if (found.length === 0)
    throw badValue("error processing query: hint provided does not correspond to an existing index")
  return found
}

function scanOf(
  index: CollectionIndex,
  filter: Document,
  bounds: Bounds,
  sort: SortField[],
  comparison: Comparison,
  isForced: boolean,
): { scan: IndexScan; score: number } | null {
  // An index that is asked for by name serves although it leaves documents out.
  const serves = covers(index, filter, bounds) || (isForced && index.sparse)
  if (!index.serves || !serves) return null
  let prefixes = [""]
  let stretches: Stretch[] | null = null
  let points = 0
  let score = 0
  const usedRoots = new Set<string>()
  for (const { path, parts, direction } of index.fields) {
    const root = parts[0] as string
    const own = bounds.get(path)
    // Two conditions below one array may be met by different elements, an index key speaks of one.
    if (!own || (index.isMultikey && usedRoots.has(root))) break
    usedRoots.add(root)
    const bound = index.isMultikey ? own[0] : tightest(own)
    if (!bound) break
    if (!("keys" in bound)) {
      const { start, end } = direction === 1 ? bound : { start: turned(bound.end), end: turned(bound.start) }
      stretches = prefixes.map((prefix) => ({ start: prefix + start, end: prefix + end }))
      score += 4
      break
    }
    if (prefixes.length * bound.keys.length > MAX_POINTS) break
    const keys = direction === 1 ? bound.keys : bound.keys.map(inverted).sort()
    prefixes = prefixes.flatMap((prefix) => keys.map((key) => prefix + key))
    points += 1
    score += 10
  }
  if (index.unique && points === index.fields.length) score += 5
  stretches ??= prefixes.map((prefix) => ({ start: prefix, end: prefix + KEY_END }))
  const order =
    comparison.isBinary && prefixes.length === 1 && !index.isMultikey ? sortServed(index, points, sort) : null
  if (order) score += 3
  if (score === 0 && !isForced) return null
  return {
    scan: { kind: "IXSCAN", index, stretches, isReversed: order === "REVERSED", servesSort: order !== null },
    score: score + (index.name === "_id_" ? 1 : 0) - index.fields.length / 100,
  }
}

/** Sparse and partial indexes leave documents out: they serve only filters that leave them out too. */
function covers(index: CollectionIndex, filter: Document, bounds: Bounds): boolean {
  if (index.partialFilter) {
    return Object.entries(index.partialFilter).every(([path, condition]) => {
      const asked = filter[path]
      if (asked === undefined) return false
      if (keyOf(asked) === keyOf(condition)) return true
      // Put to one value, a condition says whether every document with that value meets it.
      return asked !== null && !Array.isArray(asked) && !isOperatorDocument(asked) && !isRegex(asked)
        ? compileValueTest(condition)(asked)
        : false
    })
  }
  if (!index.sparse) return true
  return index.fields.some(({ path }) =>
    bounds.get(path)?.some((bound) => !("keys" in bound) || !bound.keys.includes(NULL_KEY)),
  )
}

function tightest(bounds: Bound[]): Bound | undefined {
  const exact = bounds.filter((bound) => "keys" in bound).sort((a, b) => a.keys.length - b.keys.length)[0]
  if (exact) return exact
  return bounds.reduce((a, b) =>
    "keys" in a || "keys" in b
      ? a
      : { start: [a.start, b.start].sort()[1] as string, end: [a.end, b.end].sort()[0] as string },
  )
}

/** A place before or behind a key, where the order is turned round: behind it, or before. */
const turned = (place: string): string =>
  place.endsWith(KEY_END) ? inverted(place.slice(0, -KEY_END.length)) : inverted(place) + KEY_END

/** Whether the index's order after its fixed fields is the wanted one. */
function sortServed(index: CollectionIndex, fixed: number, sort: SortField[]): "FORWARD" | "REVERSED" | null {
  if (sort.length === 0 || index.partialFilter) return null
  const fixedPaths = new Set(index.fields.slice(0, fixed).map(({ path }) => path))
  const wanted = sort.filter(({ path }) => !fixedPaths.has(path))
  const rest = index.fields.slice(fixed)
  if (wanted.length > rest.length) return null
  const turns = wanted.map(({ path, direction }, i) =>
    rest[i]?.path === path ? direction * rest[i].direction : 0,
  )
  if (turns.every((turn) => turn === 1)) return "FORWARD"
  return turns.every((turn) => turn === -1) ? "REVERSED" : null
}
