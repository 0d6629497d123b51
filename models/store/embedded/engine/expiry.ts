import { ServerError, WriteConflict } from "../errors.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import type { Collection } from "./collection.ts"
import type { Engine } from "./engine.ts"
import { search } from "./search.ts"

/** Takes away the documents whose time is over at `now`, by a TTL index. Those in a transaction's hands wait for the next round. */
export const expireDocuments = (engine: Engine, now: Date): void => {
  for (const collection of engine.databases().flatMap((database) => engine.collectionsOf(database))) {
    for (const { specification, fields } of collection.indexes) {
      const seconds = specification["expireAfterSeconds"]
      const [field] = fields
      if (field && isNumeric(seconds)) expire(engine, collection, field.path, toDouble(seconds), now)
    }
  }
}

function expire(engine: Engine, collection: Collection, path: string, seconds: number, now: Date): void {
  const limit = new Date(now.getTime() - seconds * 1000)
  const transaction = engine.begin()
  try {
    for (const version of search(collection, { filter: { [path]: { $lte: limit } } }, transaction))
      collection.delete(transaction, version)
    engine.commit(transaction)
  } catch (error) {
    engine.abort(transaction)
    if (!(error instanceof WriteConflict) && !(error instanceof ServerError)) throw error
  }
}
