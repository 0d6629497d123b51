import { ServerError, WriteConflict } from "../errors.ts"
import { Long } from "../values/bson.server.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import type { Engine } from "./engine.ts"
import { search } from "./search.ts"

/** Takes away the documents whose time in a TTL index is over at `now`. Those in a transaction's hands wait for the next round. */
export const expireDocuments = (engine: Engine, now: Date): void => {
  for (const collection of engine.databases().flatMap((database) => engine.collectionsOf(database)))
    for (const { specification, fields } of collection.indexes) {
      const seconds = specification["expireAfterSeconds"]
      const [field] = fields
      if (!field || !(isNumeric(seconds) || seconds instanceof Long)) continue
      const limit = new Date(now.getTime() - toDouble(seconds) * 1000)
      const transaction = engine.begin()
      try {
        for (const version of search(collection, { filter: { [field.path]: { $lte: limit } } }, transaction))
          collection.delete(transaction, version)
        engine.commit(transaction)
      } catch (error) {
        engine.abort(transaction)
        if (!(error instanceof WriteConflict) && !(error instanceof ServerError)) throw error
      }
    }
}
