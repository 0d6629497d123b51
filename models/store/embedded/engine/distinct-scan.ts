import { BINARY } from "../query/collation.ts"
import { MISSING, valueAt } from "../query/paths.ts"
import type { Document } from "../values/bson.server.ts"
import { inverted } from "../values/exact-number.ts"
import { lookedAt } from "../values/narrow.ts"
import { KEY_END, keyOf } from "../values/order.ts"
import type { Collection, Transaction } from "./collection.ts"
import type { CollectionIndex } from "./collection-index.ts"
import { componentOf, type KeyField } from "./index-keys.ts"
import { isSimple, type Search, type SearchReport, seenUnder } from "./search.ts"

/**
 * The values of a path, read off an index that has the path right after what the filter fixes: one document of each value,
 * however many share it. Null when no index can tell.
 */
export const distinctByIndex = (
  collection: Collection,
  path: string,
  { filter, comparison = BINARY, hint }: Search,
  transaction: Transaction | null,
  report?: SearchReport,
): unknown[] | null => {
  if (!comparison.isBinary || hint !== undefined) return null
  const index = collection.indexes.find((one) => tells(one, path, filter))
  const field = index?.fields[Object.keys(filter).length]
  if (!index || !field) return null
  const fixed = index.fields.slice(0, Object.keys(filter).length)
  const prefix = fixed.map((one) => directed(keyOf(filter[one.path]), one)).join("")
  const wanted = lookedAt({ [path]: 1 })
  const values: unknown[] = []
  /** The key from which the next value is found, null when there is none. */
  const after = (start: string): string | null => {
    for (const { key, record } of index.range(start, prefix + KEY_END, false)) {
      const version = seenUnder(index, key, record, transaction)
      const value = version ? valueAt(collection.glanceAt(version, wanted), field.parts) : MISSING
      if (value === MISSING) continue
      values.push(value)
      return prefix + directed(componentOf(value), field) + KEY_END
    }
    return null
  }
  for (let start = after(prefix); start !== null; ) start = after(start)
  if (report)
    Object.assign(report, { plan: { kind: "DISTINCT_SCAN", index }, documentsExamined: values.length })
  return values
}

/** Of an array a key says one element only; places in arrays (`a.0`) may be names as well. */
const tells = (index: CollectionIndex, path: string, filter: Document): boolean => {
  const fixed = Object.keys(filter)
  return (
    index.serves &&
    !index.sparse &&
    !index.partialFilter &&
    !index.isMultikey &&
    index.fields[fixed.length]?.path === path &&
    !/\.\d/.test(path) &&
    index.fields.slice(0, fixed.length).every((field) => isSimple(filter[field.path]))
  )
}

const directed = (component: string, { direction }: KeyField): string =>
  direction === -1 ? inverted(component) : component
