import type { Collection } from "../engine/collection.ts"
import type { Document } from "../values/bson.server.ts"

/** What `collStats` says of a collection; zeros for one that is not there. */
export const existingStats = (collection: Collection | null, namespace: string): Document => ({
  ns: namespace,
  count: collection?.records.size ?? 0,
  nindexes: collection?.indexes.length ?? 0,
  indexDetails: {},
  capped: false,
})
