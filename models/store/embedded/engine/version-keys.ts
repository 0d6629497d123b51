import { WriteConflict } from "../errors.ts"
import type { Document } from "../values/bson.server.ts"
import { type FieldTree, fieldTreeOf } from "../values/narrow.ts"
import type { CollectionIndex } from "./collection-index.ts"
import type { DocumentRecord, Version, Writer } from "./records.ts"

type Indexes = readonly CollectionIndex[]

/** The fields the indexes look at; null where a partial filter looks at more than the fields it names. */
export const wantedFields = (indexes: Indexes): FieldTree | null => {
  const paths = indexes.flatMap(({ fields, partialFilter }) => [
    ...fields.map(({ path }) => path),
    ...Object.keys(partialFilter ?? {}),
  ])
  return paths.some((path) => path.startsWith("$")) ? null : fieldTreeOf(["_id", ...paths])
}

/** Per index slot, the keys a document stands under. */
export const keysUnder = (indexes: Indexes, document: Document): string[][] => {
  const keys: string[][] = []
  for (const index of indexes) {
    const own = index.keysOf(document)
    keys[index.slot] = own.keys
    if (own.isMultikey) index.isMultikey = true
  }
  return keys
}

export const addKeys = (indexes: Indexes, version: Version): void => {
  for (const index of indexes)
    for (const key of version.keys[index.slot] ?? []) index.add(key, version.record)
}

/** Takes a version's keys out of the indexes, but for those the versions from `from` on still stand under. */
export const dropKeys = (indexes: Indexes, version: Version, from: Version | null): void => {
  for (const index of indexes)
    for (const key of version.keys[index.slot] ?? []) {
      let isHeld = false
      for (let other = from; other && !isHeld; other = other.older)
        isHeld = other !== version && other.keys[index.slot]?.includes(key) === true
      if (!isHeld) index.remove(key, version.record)
    }
}

type Filled = {
  readonly namespace: string
  readonly records: ReadonlyMap<string, DocumentRecord>
  documentOf(version: Version): Document
}

/**
 * Enters every version there is in a new index.
 * @throws ServerError 11000 when a unique index meets two live documents with one key
 */
export const fillIndex = (index: CollectionIndex, collection: Filled): void => {
  for (const record of collection.records.values())
    for (let version = record.head; version; version = version.older) {
      if (version.isDeleted) continue
      const { keys, isMultikey } = index.keysOf(collection.documentOf(version))
      version.keys[index.slot] = keys
      if (isMultikey) index.isMultikey = true
      const isLive = version === record.head || record.head?.transaction != null
      if (index.unique && isLive)
        for (const key of keys)
          for (const other of index.at(key))
            if (other !== record)
              index.refuseDuplicate(collection.namespace, valuesOf(index, collection.documentOf(version)))
      for (const key of keys) index.add(key, record)
    }
}

type Guarded = { readonly namespace: string; readonly indexes: Indexes }

/** @throws ServerError 11000, WriteConflict when another live document stands under a unique key of the version */
export const refuseDuplicates = (
  { namespace, indexes }: Guarded,
  version: Version,
  transaction: Writer,
): void => {
  for (const index of indexes) {
    if (!index.unique || index.name === "_id_") continue
    for (const key of version.keys[index.slot] ?? [])
      for (const other of index.at(key)) {
        if (other === version.record) continue
        if (holdsKey(other, index.slot, key, transaction))
          index.refuseDuplicate(namespace, valuesOf(index, version.document ?? {}))
      }
  }
}

/** @throws WriteConflict when an open transaction or one newer than the snapshot decides it */
function holdsKey(record: DocumentRecord, slot: number, key: string, transaction: Writer): boolean {
  const { head } = record
  if (!head) return false
  const stands = (version: Version | null) =>
    version !== null && !version.isDeleted && version.keys[slot]?.includes(key) === true
  if (head.transaction && head.transaction !== transaction) {
    if (stands(head) || stands(head.older)) throw new WriteConflict(head.transaction.ended)
    return false
  }
  if (!stands(head)) return false
  if (!head.transaction && head.sequence > transaction.snapshot) throw new WriteConflict(null)
  return true
}

/** The values shown in a duplicate key error. */
const valuesOf = (index: CollectionIndex, document: Document): unknown[] =>
  index.fields.map(({ parts }) =>
    parts.reduce<unknown>(
      (value, part) => (typeof value === "object" && value !== null ? (value as Document)[part] : undefined),
      document,
    ),
  )
