import { randomBytes } from "node:crypto"
import { openStore, type Store } from "#models/store/connection.server.ts"

/**
 * A store of a test file's own, with an empty database: in memory, or on the server `MONGODB_URI` names, where the
 * database is dropped when the store closes.
 */
export const openTestStore = async (): Promise<Store> => {
  const uri = process.env["MONGODB_URI"]
  const store = await openStore({ uri, dataDir: null, database: `test-${randomBytes(6).toString("hex")}` })
  if (!uri) return store
  return {
    ...store,
    close: async () => {
      await store.connection.dropDatabase()
      await store.close()
    },
  }
}
