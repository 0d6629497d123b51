import { BINARY, type Comparison } from "../query/collation.ts"
import { compileFilter } from "../query/filter.ts"
import { type SortField, sortBy } from "../query/sort.ts"
import { type Document, isDocument, ObjectId } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import { lookedAt } from "../values/narrow.ts"
import { keyOf } from "../values/order.ts"
import type { Collection, Transaction } from "./collection.ts"
import type { CollectionIndex } from "./collection-index.ts"
import { type IndexScan, type Plan, planFor } from "./planner.ts"
import { type DocumentRecord, type Version, visibleVersion } from "./records.ts"

export type Search = {
  filter: Document
  sort?: SortField[]
  skip?: number
  /** 0 means all. */
  limit?: number
  comparison?: Comparison
  variables?: Document
  hint?: unknown
  /** Natural order, the last document first. */
  isReversed?: boolean
}

export type SearchReport = {
  plan: Plan | { kind: "DISTINCT_SCAN"; index: CollectionIndex }
  documentsExamined: number
  isSorted: boolean
}

export const emptyReport = (): SearchReport => ({
  plan: { kind: "COLLSCAN" },
  documentsExamined: 0,
  isSorted: false,
})

/**
 * The versions a filter matches as the transaction (or null: the latest commit) sees them, in order. A filter is read,
 * and refused, also where there is no collection.
 */
export const search = (
  collection: Collection | null,
  request: Search,
  transaction: Transaction | null,
  report?: SearchReport,
): Version[] => {
  const { filter, sort = [], skip = 0, limit = 0, comparison = BINARY, variables = {} } = request
  const predicate = compileFilter(filter, { comparison, variables })
  if (!collection) return []
  const found: Version[] = []
  const plan = planOf(collection, request)
  const inOrder = sort.length === 0 || (plan.kind === "IXSCAN" && plan.servesSort)
  const isAnswered = answersAlone(plan, filter, comparison)
  const fields = lookedAt(filter, ...sort.map(({ path }) => `$${path}`))
  const look = (version: Version): Document => collection.glanceAt(version, fields)
  const enough = inOrder && limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  if (report) Object.assign(report, { plan, isSorted: !inOrder })
  for (const version of candidates(collection, plan, transaction, isBackward(request))) {
    if (report) report.documentsExamined += 1
    if (!isAnswered && !predicate(look(version))) continue
    found.push(version)
    if (found.length >= enough) break
  }
  const ordered = inOrder ? found : sortBy(found, look, sort, comparison)
  return skip > 0 || limit > 0 ? ordered.slice(skip, limit > 0 ? skip + limit : undefined) : ordered
}

/** Whether every document of the plan matches, by its keys alone: the filter asks no more than equality with them. */
function answersAlone(plan: Plan, filter: Document, { isBinary }: Comparison): boolean {
  const paths = Object.keys(filter)
  if (paths.length === 0) return true
  if (plan.kind !== "IXSCAN" || plan.index.isMultikey || !isBinary) return false
  const keyed = plan.index.fields.slice(0, paths.length)
  return keyed.length === paths.length && keyed.every(({ path }) => isSimple(filter[path]))
}

/** Whether a filter that gives this value asks for equality with it and no more. */
export const isSimple = (value: unknown): boolean =>
  ["string", "number", "boolean"].includes(typeof value) || value instanceof Date || value instanceof ObjectId

/** `hint: { $natural: -1 }` reads as the sort of that name does. */
const naturalHint = (hint: unknown): unknown =>
  isDocument(hint) && "$natural" in hint ? hint["$natural"] : undefined

const isBackward = ({ hint, isReversed = false }: Search): boolean =>
  isReversed || toDouble(naturalHint(hint)) < 0

function planOf(collection: Collection, request: Search): Plan {
  const { filter, sort = [], comparison = BINARY, isReversed } = request
  if (isReversed || naturalHint(request.hint) !== undefined) return { kind: "COLLSCAN" }
  const hint = isDocument(request.hint) && Object.keys(request.hint).length === 0 ? undefined : request.hint
  return planById(collection, filter, comparison, hint) ?? planFor(collection, filter, sort, comparison, hint)
}

/** The commonest search of all needs no planning. */
function planById(
  { indexes }: Collection,
  filter: Document,
  comparison: Comparison,
  hint: unknown,
): Plan | null {
  const [index] = indexes
  if (!index || hint !== undefined) return null
  const id = filter["_id"]
  if (!isSimple(id) || !comparison.isBinary) return null
  const key = keyOf(id)
  const stretches = [{ start: key, end: `${key}\u0000` }]
  return { kind: "IXSCAN", index, stretches, isReversed: false, servesSort: true }
}

function* candidates(
  collection: Collection,
  plan: Plan,
  transaction: Transaction | null,
  isReversed: boolean,
): Generator<Version> {
  if (plan.kind === "COLLSCAN") {
    const records = collection.records.values()
    for (const record of isReversed ? [...records].reverse() : records) {
      const version = visibleVersion(record, transaction)
      if (version) yield version
    }
    return
  }
  const scans = plan.kind === "OR" ? plan.scans : [plan]
  const needsOnce = plan.kind === "OR" || scans.some(({ index }) => index.isMultikey)
  const seen = needsOnce ? new Set<Version>() : null
  for (const scan of scans)
    for (const version of scanned(scan, transaction)) {
      if (seen?.has(version)) continue
      seen?.add(version)
      yield version
    }
}

function* scanned(
  { index, stretches, isReversed }: IndexScan,
  transaction: Transaction | null,
): Generator<Version> {
  for (const { start, end } of stretches)
    for (const { key, record } of index.range(start, end, isReversed)) {
      const version = seenUnder(index, key, record, transaction)
      if (version) yield version
    }
}

/** The version a reader sees under an index key. A record also stands under keys of versions this reader does not see. */
export const seenUnder = (
  index: CollectionIndex,
  key: string,
  record: DocumentRecord,
  transaction: Transaction | null,
): Version | null => {
  const version = visibleVersion(record, transaction)
  if (!version || (record.head === version && !version.older)) return version
  return version.keys[index.slot]?.includes(key) ? version : null
}
