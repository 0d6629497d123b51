import { BINARY, type Comparison } from "../query/collation.ts"
import { compileFilter, isOperatorDocument } from "../query/filter.ts"
import { type SortField, sortBy } from "../query/sort.ts"
import { isRegex } from "../query/value-tests.ts"
import { type Document, hasField } from "../values/bson.server.ts"
import { keyOf } from "../values/order.ts"
import type { Collection } from "./collection.ts"
import { type IndexScan, type Plan, planFor } from "./planner.ts"
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
}

export type SearchReport = { plan: Plan; keysExamined: number; documentsExamined: number; isSorted: boolean }

/** The versions a filter matches as the transaction (or null: the latest commit) sees them, in order. */
export const search = (
  collection: Collection,
  { filter, sort = [], skip = 0, limit = 0, comparison = BINARY, variables = {}, hint }: Search,
  transaction: Transaction | null,
  report?: SearchReport,
): Version[] => {
  const predicate = compileFilter(filter, { comparison, variables })
  const found: Version[] = []
  const plan =
    planById(collection, filter, comparison, hint) ?? planFor(collection, filter, sort, comparison, hint)
  const inOrder = sort.length === 0 || (plan.kind === "IXSCAN" && plan.servesSort)
  const enough = inOrder && limit > 0 ? skip + limit : Number.POSITIVE_INFINITY
  if (report) Object.assign(report, { plan, isSorted: !inOrder })
  for (const version of candidates(collection, plan, transaction)) {
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
): Generator<Version> {
  if (plan.kind === "COLLSCAN") {
    for (const record of collection.records.values()) {
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
