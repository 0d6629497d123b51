import { BINARY, type Comparison } from "../query/collation.ts"
import { compileFilter, isOperatorDocument } from "../query/filter.ts"
import { type SortField, sortBy } from "../query/sort.ts"
import { isRegex } from "../query/value-tests.ts"
import { type Document, hasField, isDocument } from "../values/bson.server.ts"
import { toDouble } from "../values/exact-number.ts"
import { keyOf } from "../values/order.ts"
import type { Collection } from "./collection.ts"
import { type IndexScan, type Plan, planBetween, planFor } from "./planner.ts"
import { type Version, visibleVersion } from "./records.ts"
import type { Transaction } from "./transaction.ts"

export type Search = {
  filter: Document
  sort?: SortField[]
  skip?: number
  /** 0 means all. */
  limit?: number
  comparison?: Comparison
  variables?: Document
  hint?: unknown
  /** Bounds on the hinted index's keys: from `min` (included) to `max` (not included). */
  min?: Document
  max?: Document
  /** Natural order, the last document first. */
  isReversed?: boolean
}

export type SearchReport = {
  plan: Plan
  keysExamined: number
  documentsExamined: number
  isSorted: boolean
}

export const emptyReport = (): SearchReport => ({
  plan: { kind: "COLLSCAN" },
  keysExamined: 0,
  documentsExamined: 0,
  isSorted: false,
})

/** The versions a filter matches as the transaction (or null: the latest commit) sees them, in order. */
export const search = (
  collection: Collection,
  request: Search,
  transaction: Transaction | null,
  report?: SearchReport,
): Version[] => {
  const { filter, sort = [], skip = 0, limit = 0, comparison = BINARY, variables = {} } = request
  const predicate = compileFilter(filter, { comparison, variables })
  const found: Version[] = []
  const plan = planOf(collection, request)
  const inOrder = sort.length === 0 || (plan.kind === "IXSCAN" && plan.servesSort)
  const enough = inOrder && limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  if (report) Object.assign(report, { plan, isSorted: !inOrder })
  for (const version of candidates(collection, plan, transaction, isBackward(request))) {
    if (report) report.documentsExamined += 1
    if (!predicate(collection.documentOf(version))) continue
    found.push(version)
    if (found.length >= enough) break
  }
  const ordered = inOrder
    ? found
    : sortBy(found, (version) => collection.documentOf(version), sort, comparison)
  return skip > 0 || limit > 0 ? ordered.slice(skip, limit > 0 ? skip + limit : undefined) : ordered
}

/** `hint: { $natural: -1 }` reads as the sort of that name does. */
const naturalHint = (hint: unknown): unknown =>
  isDocument(hint) && "$natural" in hint ? hint["$natural"] : undefined

const isBackward = ({ hint, isReversed = false }: Search): boolean =>
  isReversed || toDouble(naturalHint(hint)) < 0

function planOf(collection: Collection, request: Search): Plan {
  const { filter, sort = [], comparison = BINARY, min, max, isReversed } = request
  if (isReversed || naturalHint(request.hint) !== undefined) return { kind: "COLLSCAN" }
  const hint = isDocument(request.hint) && Object.keys(request.hint).length === 0 ? undefined : request.hint
  if (min || max) return planBetween(collection, { hint, min, max })
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
  if (!index || hint !== undefined || !hasField(filter, "_id")) return null
  const id = filter["_id"]
  if (
    id === null ||
    id === undefined ||
    (typeof id !== "number" && !comparison.isBinary) ||
    isRegex(id) ||
    Array.isArray(id) ||
    isOperatorDocument(id)
  )
    return null
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
  for (const { start, end } of stretches) {
    for (const { key, record } of index.range(start, end, isReversed)) {
      const version = visibleVersion(record, transaction)
      if (!version) continue
      // A record with several versions also stands under keys of those this reader does not see.
      if ((record.head?.older ?? null) !== null || record.head !== version)
        if (!version.keys[index.slot]?.includes(key)) continue
      yield version
    }
  }
}
