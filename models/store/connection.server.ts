import mongoose from "mongoose"
import { BusyError } from "../shared/errors.ts"
import { builtIndexes } from "./built-indexes.server.ts"
import { startOwnStore } from "./start-embedded.server.ts"
import { writersLine } from "./writers-line.ts"

/** An open store: the connection every model uses, and the one way to write several things together. */
export type Store = {
  uri: string
  kind: "EMBEDDED" | "MONGODB"
  connection: mongoose.Connection
  /**
   * Runs `work` in one transaction and commits what it wrote. It may run more than once (another writer came first),
   * so it speaks to nothing outside the store and awaits in sequence, passing `session` to every read and write. Works that met
   * one another go on in the order in which they met.
   * @throws MongoTransactionError when the store was closed meanwhile, BusyError when others kept coming first for two minutes:
   * nothing of the work was kept
   */
  inTransaction<T>(work: (session: mongoose.ClientSession) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const DEFAULT_DATABASE = "catalogue"

/**
 * Connects mongoose's default connection: to `uri` when given, else to the embedded store in `dataDir` (null: in memory
 * only). A folder another process of ours holds is used through that process.
 * @throws OfficeError when the folder cannot be used, or documents contradict a unique index
 */
export const openStore = async (
  options: {
    uri?: string | null | undefined
    dataDir?: string | null | undefined
    database?: string | undefined
    /** Bound of the embedded store's memory for documents. */
    cacheBytes?: number | undefined
    /** For reading only: the collections and indexes of the models are not made. */
    asItIs?: boolean
  } = {},
): Promise<Store> => {
  const embedded = options.uri
    ? null
    : await startOwnStore({ dataDir: options.dataDir ?? null, cacheBytes: options.cacheBytes })
  const uri = options.uri ?? embedded?.uri ?? ""
  const database = options.database ?? databaseIn(uri) ?? DEFAULT_DATABASE
  try {
    await mongoose.connect(uri, {
      dbName: database,
      serverSelectionTimeoutMS: 10_000,
      autoCreate: false,
      autoIndex: false,
    })
    if (!options.asItIs) await builtIndexes()
  } catch (error) {
    await mongoose.disconnect()
    await embedded?.close()
    throw error
  }
  const { connection } = mongoose
  return {
    uri,
    kind: embedded ? "EMBEDDED" : "MONGODB",
    connection,
    inTransaction: (work) => inTransaction(connection, work),
    close: async () => {
      await mongoose.disconnect()
      await embedded?.close()
    },
  }
}

const CLOSED = "The connection was closed under the transaction: nothing of it was kept."
const CROWDED =
  "Nhiều người đang ghi cùng lúc nên chưa ghi được; chưa có gì thay đổi và nội dung bạn nhập vẫn còn trên trang. Hãy thực hiện lại sau ít phút."

/** Of this process; between processes the driver's own pauses decide. */
const line = writersLine()

async function inTransaction<T>(
  connection: mongoose.Connection,
  work: (session: mongoose.ClientSession) => Promise<T>,
): Promise<T> {
  const session = await connection.startSession()
  let isAgain = false
  let hasTurn = false
  let leave = () => {}
  try {
    return await session.withTransaction(
      async () => {
        // The snapshot is taken by the first read: one's turn comes before it.
        if (!hasTurn && (isAgain || line.isTaken())) {
          leave = await line.enter()
          hasTurn = true
        }
        isAgain = true
        const result = await line.within(() => work(session))
        // Closing the connection aborts what is open, and the driver takes that for the work's own wish: no error.
        if (!session.inTransaction()) throw new mongoose.mongo.MongoTransactionError(CLOSED)
        return result
      },
      { readConcern: { level: "snapshot" }, writeConcern: { w: "majority" } },
    )
  } catch (error) {
    if (isConflict(error)) throw new BusyError(CROWDED)
    throw error
  } finally {
    leave()
    await session.endSession()
  }
}

/** The driver has tried for two minutes (its own limit), and gives what it met last. */
const isConflict = (error: unknown): boolean =>
  error instanceof mongoose.mongo.MongoServerError && error.hasErrorLabel("TransientTransactionError")

/** The database a mongodb address names, if it does. */
const databaseIn = (uri: string): string | undefined =>
  /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1] || undefined
