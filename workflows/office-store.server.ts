import { holdsStore } from "embedded-mongo-store"
import { NotFoundError } from "#models/shared/errors.ts"
import { openStore, type Store } from "#models/store/connection.server.ts"
import type { Config } from "./config.server.ts"
import { claimStore } from "./training/claim-store.server.ts"

type StoreConfig = Pick<Config, "mongodbUri" | "dataDir" | "storeCacheBytes" | "trainingMode">

/**
 * Opens the store the configuration names, for work: made when there is none, and of the mode the office works in.
 * @throws RuleBrokenError when it is a training store outside training mode, or the other way round
 */
export const openOfficeStore = async (config: StoreConfig): Promise<Store> => {
  const store = await openStore(optionsOf(config))
  return closedUnless(store, () =>
    claimStore(store, { trainingMode: config.trainingMode, place: placeOf(config, store) }),
  )
}

/**
 * Opens the store the configuration names, of either mode, for reading: makes and marks nothing.
 * @throws NotFoundError when there is none, or nothing in it
 */
export const openStoreToRead = async (config: Omit<StoreConfig, "trainingMode">): Promise<Store> => {
  if (!config.mongodbUri && !holdsStore(config.dataDir)) throw noStoreIn(`Thư mục «${config.dataDir}»`)
  const store = await openStore({ ...optionsOf(config), asItIs: true })
  return closedUnless(store, async () => {
    if (!(await holdsAnything(store))) throw noStoreIn(`Nơi ${placeOf(config, store)}`)
  })
}

/** Whoever works on a store marks it first: one without a document was never worked on. */
async function holdsAnything({ connection }: Store): Promise<boolean> {
  const collections = await connection.listCollections()
  for (const { name } of collections)
    if (await connection.collection(name).findOne({}, { projection: { _id: 1 } })) return true
  return false
}

const optionsOf = ({ mongodbUri, dataDir, storeCacheBytes }: Omit<StoreConfig, "trainingMode">) => ({
  uri: mongodbUri,
  dataDir,
  cacheBytes: storeCacheBytes,
})

async function closedUnless(store: Store, isFit: () => Promise<void>): Promise<Store> {
  try {
    await isFit()
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}

const noStoreIn = (place: string) =>
  new NotFoundError(
    `${place} không có kho dữ liệu, hoặc kho còn trống; chưa đọc và chưa tạo gì. Kiểm tra lại --data, DATA_DIR hoặc MONGODB_URI.`,
  )

/** Where a store is, for people: an address of MongoDB may hold a password and is not shown. */
const placeOf = (
  { mongodbUri, dataDir }: Omit<StoreConfig, "trainingMode">,
  { connection }: Store,
): string => (mongodbUri ? `«${connection.name}» trên MongoDB (MONGODB_URI)` : `«${dataDir}»`)
