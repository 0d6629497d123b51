import type { Collection } from "../engine/collection.ts"
import type { CollectionIndex } from "../engine/collection-index.ts"
import type { Engine } from "../engine/engine.ts"
import type { Document } from "../values/bson.server.ts"
import { KEY_END } from "../values/order.ts"

/** What an entry of an index weighs beside its key. */
const ENTRY_BYTES = 16

const indexBytes = (index: CollectionIndex): number => {
  let bytes = 0
  for (const { key } of index.range("", KEY_END, false)) bytes += key.length + ENTRY_BYTES
  return bytes
}

type Sizes = { count: number; size: number; indexSizes: Record<string, number> }

const sizesOf = (engine: Engine, collection: Collection | null): Sizes => {
  if (!collection || collection.createdBy) return { count: 0, size: 0, indexSizes: {} }
  return {
    ...engine.sizeOf(collection),
    indexSizes: Object.fromEntries(collection.indexes.map((index) => [index.name, indexBytes(index)])),
  }
}

const sum = (numbers: number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Bytes of a database's documents and indexes. */
export const bytesIn = (engine: Engine, database: string): number =>
  sum(
    engine.collectionsOf(database).map((collection) => {
      const { size, indexSizes } = sizesOf(engine, collection)
      return size + sum(Object.values(indexSizes))
    }),
  )

/** What `collStats` says of a collection, in units of `scale` bytes; zeros for one that is not there. */
export const collectionStats = (
  engine: Engine,
  collection: Collection | null,
  namespace: string,
  scale: number,
): Document => {
  const { count, size, indexSizes } = sizesOf(engine, collection)
  const scaled = (bytes: number) => Math.floor(bytes / scale)
  const totalIndexSize = sum(Object.values(indexSizes))
  return {
    ns: namespace,
    size: scaled(size),
    count,
    ...(count > 0 ? { avgObjSize: Math.floor(size / count) } : {}),
    numOrphanDocs: 0,
    storageSize: scaled(size),
    freeStorageSize: 0,
    capped: false,
    nindexes: collection?.indexes.length ?? 0,
    indexDetails: {},
    indexBuilds: [],
    totalIndexSize: scaled(totalIndexSize),
    indexSizes: Object.fromEntries(Object.entries(indexSizes).map(([name, bytes]) => [name, scaled(bytes)])),
    totalSize: scaled(size + totalIndexSize),
    scaleFactor: scale,
  }
}

/** What `dbStats` says of a database. */
export const databaseStats = (engine: Engine, database: string, scale: number): Document => {
  const all = engine.collectionsOf(database).filter(({ createdBy }) => createdBy === null)
  const sizes = all.map((collection) => sizesOf(engine, collection))
  const objects = sum(sizes.map(({ count }) => count))
  const dataSize = sum(sizes.map(({ size }) => size))
  const indexSize = sum(sizes.flatMap(({ indexSizes }) => Object.values(indexSizes)))
  const scaled = (bytes: number) => bytes / scale
  return {
    db: database,
    collections: all.length,
    views: 0,
    objects,
    avgObjSize: objects > 0 ? dataSize / objects : 0,
    dataSize: scaled(dataSize),
    storageSize: scaled(dataSize),
    indexes: sum(all.map(({ indexes }) => indexes.length)),
    indexSize: scaled(indexSize),
    totalSize: scaled(dataSize + indexSize),
    scaleFactor: scale,
  }
}
