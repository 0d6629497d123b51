import { ServerError } from "../errors.ts"
import { isNumeric, toDouble } from "../values/exact-number.ts"
import type { Engine } from "./engine.ts"
import { search } from "./search.ts"

/** Takes away the documents whose time is over at `now`, by a TTL index. Those in a transaction's hands wait for the next round. */
export const expireDocuments = (engine: Engine, now: Date): void => {
  for (const collection of engine.databases().flatMap((database) => engine.collectionsOf(database)))
    for (const { specification, fields } of collection.indexes) {
      const seconds = specification["expireAfterSeconds"]
      if (!fields[0] || !isNumeric(seconds)) continue
      const filter = { [fields[0].path]: { $lte: new Date(now.getTime() - toDouble(seconds) * 1000) } }
      try {
        engine.transact((transaction) => {
          for (const version of search(collection, { filter }, transaction))
            collection.delete(transaction, version)
        })
      } catch (error) {
        if (!(error instanceof ServerError)) throw error
      }
    }
}
