import { randomBytes } from "node:crypto"
import { openStore, type Store } from "#models/store/connection.server.ts"

/**
 * A store of a test file's own, with an empty database: in memory, or on the server `MONGODB_URI` names, where the
 * database is dropped when the store closes. With `asItIs` the models make no collections in it: files share a process, so
 * there are those of others, too.
 */
export const openTestStore = async ({ asItIs = false } = {}): Promise<Store> => {
  const uri = process.env["MONGODB_URI"]
  const database = `test-${randomBytes(6).toString("hex")}`
  const store = await openStore({ uri, dataDir: null, database, asItIs })
  if (!uri) return store
  return {
    ...store,
    close: async () => {
      await store.connection.dropDatabase()
      await store.close()
    },
  }
}
