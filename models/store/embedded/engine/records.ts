import type { Document } from "../values/bson.server.ts"

/** Whoever writes versions, as far as readers of records need to know: what it sees, and when it is over. */
export type Writer = { readonly snapshot: number; readonly ended: Promise<void> }

/** One state of a document. The newest comes first in a record; older ones stay while a snapshot may read them. */
export type Version = {
  record: DocumentRecord
  /** Commit number from which it is seen; ignored while `transaction` is set. */
  sequence: number
  /** Who wrote it, until committed. */
  transaction: Writer | null
  isDeleted: boolean
  /** BSON bytes and their decoded form; both null when only the file holds them. */
  raw: Buffer | null
  document: Document | null
  /** Per index slot, the keys it stands under. */
  keys: string[][]
  older: Version | null
}

/** A document's identity over its versions. */
export type DocumentRecord = {
  /** Row in the file, and natural order. */
  row: number
  idKey: string
  head: Version | null
}

/** The version a reader sees: its own writes, else what was committed by its snapshot. */
export const visibleVersion = (record: DocumentRecord, transaction: Writer | null): Version | null => {
  let version = record.head
  if (version?.transaction && version.transaction !== transaction) version = version.older
  if (transaction)
    while (version && !version.transaction && version.sequence > transaction.snapshot) version = version.older
  return version && !version.isDeleted ? version : null
}
