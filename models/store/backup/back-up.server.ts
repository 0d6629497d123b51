import type mongoose from "mongoose"
import { type BackedUpCollection, BackupWriter, EXACT } from "./backup-file.server.ts"

type Db = mongoose.mongo.Db
export type BackupReport = { collections: number; documents: number; sha256: string }

/**
 * Copies a database into a file as it stood at one moment, while others go on writing. `tell` gets each collection's name and
 * size when it is done.
 * @throws the store's or the disk's error; no file is left then
 */
export const backUp = async (
  { client, db }: { client: mongoose.mongo.MongoClient; db: Db },
  { file, now }: { file: string; now: Date },
  tell: (collection: string, documents: number) => void = () => {},
): Promise<BackupReport> => {
  const source = await kindOf(db)
  const collections = await describeCollections(db)
  const writer = new BackupWriter(file)
  // A replica set reads any collection as of one moment outside a transaction; the embedded store inside one.
  const session = client.startSession(source === "MONGODB" ? { snapshot: true } : {})
  try {
    if (source === "EMBEDDED") session.startTransaction({ readConcern: { level: "snapshot" } })
    await writer.header({ madeAt: now, source, database: db.databaseName, collections })
    for (const [place, { name }] of collections.entries()) {
      await writer.collection(place)
      let documents = 0
      const cursor = db.collection(name).find({}, { ...EXACT, session, batchSize: 1000 })
      for await (const document of cursor) {
        await writer.document(document)
        documents += 1
      }
      tell(name, documents)
    }
    return { collections: collections.length, ...(await writer.finish()) }
  } catch (error) {
    await writer.abandon()
    throw error
  } finally {
    if (session.inTransaction()) await session.abortTransaction()
    await session.endSession()
  }
}

const kindOf = async (db: Db): Promise<"EMBEDDED" | "MONGODB"> => {
  const { storageEngines } = await db.admin().buildInfo()
  return Array.isArray(storageEngines) && storageEngines.includes("embedded") ? "EMBEDDED" : "MONGODB"
}

async function describeCollections(db: Db): Promise<BackedUpCollection[]> {
  const found = await db.listCollections({ type: "collection" }, { nameOnly: false }).toArray()
  const collections: BackedUpCollection[] = []
  for (const { name, options } of found
    .filter((one) => !one.name.startsWith("system.") && !one.name.startsWith(RESTORING))
    .sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const indexes = await db.collection(name).listIndexes().toArray()
    collections.push({
      name,
      options: options ?? {},
      indexes: indexes
        .filter((index) => index["name"] !== "_id_")
        .map(({ v: _v, ns: _ns, ...index }: Record<string, unknown>) => index),
    })
  }
  return collections
}

/** Collections that are being restored carry this before their name until all are whole. */
export const RESTORING = "dang-khoi-phuc."
