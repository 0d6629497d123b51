import { randomBytes } from "node:crypto"
import { type ClientSession, type Db, MongoClient } from "mongodb"
import { startEmbeddedStore } from "../../start.server.ts"

/** A database of a test file's own. */
export type TestStore = {
  connection: { db: Db; getClient(): MongoClient; startSession(): ClientSession }
  close(): Promise<void>
}

/** An empty database, dropped in the end: of a store in memory, or on the server `MONGODB_URI` names. */
export const openTestStore = async (): Promise<TestStore> => {
  const client = await MongoClient.connect(process.env["MONGODB_URI"] ?? (await inMemory()))
  const db = client.db(`test-${randomBytes(6).toString("hex")}`)
  return {
    connection: { db, getClient: () => client, startSession: () => client.startSession() },
    close: async () => {
      await db.dropDatabase()
      await client.close()
    },
  }
}

const shared = globalThis as { storeOfTests?: Promise<string> }

/** The address of the one store in memory all files of this process use: its thread takes half a second to start. */
const inMemory = (): Promise<string> => {
  shared.storeOfTests ??= startEmbeddedStore({ dataDir: null }).then(({ uri }) => uri)
  return shared.storeOfTests
}
