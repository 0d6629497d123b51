import { openStore, type Store } from "#models/store/connection.server.ts"
import type { Config } from "./config.server.ts"
import { claimStore } from "./training/claim-store.server.ts"

type StoreConfig = Pick<Config, "mongodbUri" | "dataDir" | "storeCacheBytes" | "trainingMode">

/**
 * Opens the store the configuration names, for work: made when there is none, and of the mode the office works in.
 * @throws RuleBrokenError when it is a training store outside training mode, or the other way round
 */
export const openOfficeStore = async (config: StoreConfig): Promise<Store> => {
  const store = await openStore({
    uri: config.mongodbUri,
    dataDir: config.dataDir,
    cacheBytes: config.storeCacheBytes,
  })
  try {
    await claimStore(store, { trainingMode: config.trainingMode, place: placeOf(config, store) })
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Where a store is, for people: an address of MongoDB may hold a password and is not shown. */
const placeOf = ({ mongodbUri, dataDir }: StoreConfig, { connection }: Store): string =>
  mongodbUri ? `«${connection.name}» trên MongoDB (MONGODB_URI)` : `«${dataDir}»`
