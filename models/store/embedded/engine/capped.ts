import { ServerError } from "../errors.ts"
import type { Document } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import { type DocumentRecord, type Version, visibleVersion } from "./records.ts"
import type { Transaction } from "./transaction.ts"

/** Documents of a capped collection and their bytes, as known after the last insert. */
export type CappedTotals = { count: number; bytes: number }

type CappedCollection = {
  readonly namespace: string
  readonly options: Document
  readonly records: ReadonlyMap<string, DocumentRecord>
  cappedTotals: CappedTotals | null
  rawOf(version: Version): Buffer
  delete(transaction: Transaction, version: Version): void
}

/**
 * Takes away the oldest documents until the collection is within its bounds again.
 * @param added bytes of the document just put in
 * @throws ServerError 263 inside a client's transaction, as MongoDB
 */
export const trimCapped = (collection: CappedCollection, transaction: Transaction, added: number): void => {
  if (transaction.isMultiDocument)
    throw new ServerError(
      263,
      `Collection '${collection.namespace}' is a capped collection. Writes in transactions are not allowed on capped collections.`,
    )
  const { size, max } = collection.options
  const mostBytes = toDouble(size)
  const mostDocuments = isNumeric(max) ? toDouble(max) : Number.POSITIVE_INFINITY
  const known = collection.cappedTotals
  const totals = known
    ? { count: known.count + 1, bytes: known.bytes + added }
    : totalsOf(collection, transaction)
  if (totals.count > mostDocuments || totals.bytes > mostBytes)
    for (const record of collection.records.values()) {
      if (totals.count <= 1 || (totals.count <= mostDocuments && totals.bytes <= mostBytes)) break
      const version = visibleVersion(record, transaction)
      if (!version) continue
      totals.count -= 1
      totals.bytes -= collection.rawOf(version).length
      collection.delete(transaction, version)
    }
  collection.cappedTotals = totals
}

function totalsOf(collection: CappedCollection, transaction: Transaction): CappedTotals {
  const totals = { count: 0, bytes: 0 }
  for (const record of collection.records.values()) {
    const version = visibleVersion(record, transaction)
    if (!version) continue
    totals.count += 1
    totals.bytes += collection.rawOf(version).length
  }
  return totals
}
