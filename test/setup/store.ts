import { randomBytes } from "node:crypto"
import { openStore, type Store } from "#models/store/connection.server.ts"
import { startOwnStore } from "#models/store/start-embedded.server.ts"

/**
 * A store of a test file's own, with an empty database, dropped when the store closes: in memory, or on the server
 * `MONGODB_URI` names. With `asItIs` the models make no collections in it: files share a process, so there are those of others,
 * too.
 */
export const openTestStore = async ({ asItIs = false } = {}): Promise<Store> => {
  const server = process.env["MONGODB_URI"]
  const uri = server ?? (await inMemory())
  const store = await openStore({ uri, database: `test-${randomBytes(6).toString("hex")}`, asItIs })
  return {
    ...store,
    kind: server ? "MONGODB" : "EMBEDDED",
    close: async () => {
      await store.connection.dropDatabase()
      await store.close()
    },
  }
}

const shared = globalThis as { storeOfTests?: Promise<string> }

/** The address of the one store in memory all files of this process use: its thread takes half a second to start. */
const inMemory = (): Promise<string> => {
  shared.storeOfTests ??= startOwnStore({ dataDir: null }).then(({ uri }) => uri)
  return shared.storeOfTests
}
