import { ServerError, WriteConflict } from "../errors.ts"
import type { IndexSpecification, NamespaceRow } from "../persistence.server.ts"
import type { Document } from "../values/bson.server.ts"
import { decode } from "../values/decode.ts"
import { encode, encodeChanged } from "../values/encode.ts"
import { type FieldTree, narrowed } from "../values/narrow.ts"
import { keyOf } from "../values/order.ts"
import { CollectionIndex } from "./collection-index.ts"
import type { DocumentCache } from "./document-cache.ts"
import type { DocumentRecord, Version } from "./records.ts"
import { addKeys, dropKeys, fillIndex, keysUnder, refuseDuplicates, wantedFields } from "./version-keys.ts"

/** A snapshot and what was written on top of it; a command outside a transaction has a short one of its own. */
export class Transaction {
  /** Commit number up to which others' work is seen. */
  readonly snapshot: number
  readonly writes = new Map<DocumentRecord, Collection>()
  /** Resolves when it has committed or aborted: whoever waits for its documents may try again. */
  readonly ended: Promise<void>
  private readonly resolveEnded: () => void
  isOpen = true
  /** Collections that come to be when it commits. */
  readonly created: Collection[] = []

  constructor(snapshot: number) {
    this.snapshot = snapshot
    const { promise, resolve } = Promise.withResolvers<void>()
    this.ended = promise
    this.resolveEnded = resolve
  }

  end(): void {
    this.isOpen = false
    this.resolveEnded()
  }
}

const MAX_DOCUMENT_BYTES = 16 * 1024 * 1024

/** The documents of one collection in all versions anyone may still read, and its indexes. */
export class Collection {
  readonly id: number
  readonly database: string
  name: string
  readonly options: Document
  /** The open transaction it was first named in; nobody else has it before that commits. */
  createdBy: Transaction | null = null
  readonly records = new Map<string, DocumentRecord>()
  indexes: CollectionIndex[] = []
  private nextSlot = 0
  /** Fields the indexes look at, while the file is read at start. */
  private wanted: FieldTree | null | undefined
  private readonly cache: DocumentCache
  private readonly nextRow: () => number

  constructor(identity: Omit<NamespaceRow, "indexes">, cache: DocumentCache, nextRow: () => number) {
    this.id = identity.id
    this.database = identity.database
    this.name = identity.name
    this.options = identity.options
    this.cache = cache
    this.nextRow = nextRow
    this.addIndex({ v: 2, key: { _id: 1 }, name: "_id_" })
  }

  get namespace(): string {
    return `${this.database}.${this.name}`
  }

  documentOf(version: Version): Document {
    return this.cache.documentOf(version)
  }

  rawOf(version: Version): Buffer {
    return this.cache.rawOf(version)
  }

  /** As the two above, for who reads through many: nothing has to make room for it. */
  glanceAt(version: Version, fields: FieldTree | null): Document {
    return this.cache.glanceAt(version, fields)
  }

  glanceAtBytes(version: Version): Buffer {
    return this.cache.glanceAtBytes(version)
  }

  /** Takes a document as the file gives it at start: its keys only, the rest is read when somebody asks for it. */
  restore(row: number, raw: Buffer): void {
    this.wanted ??= wantedFields(this.indexes)
    const document = decode(this.wanted ? narrowed(raw, this.wanted) : raw)
    const record: DocumentRecord = { row, idKey: keyOf(document["_id"]), head: null }
    const version = this.newVersion(record, null, null, document)
    version.document = null
    record.head = version
    this.records.set(record.idKey, record)
    addKeys(this.indexes, version)
  }

  /** @throws ServerError 11000, WriteConflict, 10334 when larger than 16 MiB */
  insert(transaction: Transaction, document: Document, given: Buffer | null): void {
    const raw = given ?? encode(document)
    refuseTooLarge(raw)
    const idKey = keyOf(document["_id"])
    const known = this.records.get(idKey)
    if (known) this.refuseOccupied(known, transaction, document)
    const record = known ?? { row: this.nextRow(), idKey, head: null }
    const version = this.newVersion(record, transaction, raw, document)
    refuseDuplicates(this, version, transaction)
    if (!known) this.records.set(idKey, record)
    this.put(version, transaction)
  }

  /**
   * Writes a new state of a live document.
   * @returns false when nothing would change
   * @throws ServerError 11000, WriteConflict, 10334
   */
  update(transaction: Transaction, current: Version, document: Document): boolean {
    const { record } = current
    this.refuseLocked(record, transaction)
    const before = { document: this.documentOf(current), raw: this.rawOf(current) }
    const raw = encodeChanged(document, before) ?? encode(document)
    if (raw.equals(before.raw)) return false
    refuseTooLarge(raw)
    const version = this.newVersion(record, transaction, raw, document)
    refuseDuplicates(this, version, transaction)
    this.put(version, transaction)
    return true
  }

  /** @throws WriteConflict */
  delete(transaction: Transaction, { record }: Version): void {
    this.refuseLocked(record, transaction)
    const none = { raw: null, document: null, keys: [], older: null }
    this.put({ record, sequence: 0, transaction, isDeleted: true, ...none }, transaction)
  }

  /** Takes back what a transaction wrote to a record. */
  undo(record: DocumentRecord): void {
    const gone = record.head
    if (!gone) return
    record.head = gone.older
    dropKeys(this.indexes, gone, record.head)
    if (!record.head) this.forget(record)
  }

  /** Forgets versions no snapshot from `oldest` on can see. */
  prune(record: DocumentRecord, oldest: number): void {
    let kept = record.head
    while (kept && (kept.transaction || kept.sequence > oldest)) kept = kept.older
    if (!kept) return
    let gone = kept.older
    kept.older = null
    for (; gone; gone = gone.older) dropKeys(this.indexes, gone, record.head)
    if (kept.isDeleted && record.head === kept) this.forget(record)
  }

  private forget(record: DocumentRecord): void {
    // Another record may have taken the identity since.
    if (this.records.get(record.idKey) === record) this.records.delete(record.idKey)
  }

  /** @throws ServerError 11000 when a unique index meets two live documents with one key */
  addIndex(specification: IndexSpecification): CollectionIndex {
    const index = new CollectionIndex(specification, this.nextSlot++)
    fillIndex(index, this)
    this.indexes.push(index)
    return index
  }

  private newVersion(
    record: DocumentRecord,
    transaction: Transaction | null,
    raw: Buffer | null,
    document: Document,
  ): Version {
    const keys = keysUnder(this.indexes, document)
    return { record, sequence: 0, transaction, isDeleted: false, raw, document, keys, older: null }
  }

  private put(version: Version, transaction: Transaction): void {
    const { record } = version
    const before = record.head
    if (before?.transaction === transaction) {
      version.older = before.older
      record.head = version
      dropKeys(this.indexes, before, version)
    } else {
      // The file will hold the new bytes, so whoever still reads the old ones needs them here.
      if (before && !before.isDeleted) this.rawOf(before)
      if (before) this.cache.release(before)
      version.older = before
      record.head = version
    }
    addKeys(this.indexes, version)
    transaction.writes.set(record, this)
  }

  private refuseLocked(record: DocumentRecord, transaction: Transaction): void {
    const { head } = record
    if (!head || head.transaction === transaction) return
    if (head.transaction) throw new WriteConflict(head.transaction.ended)
    if (head.sequence > transaction.snapshot) throw new WriteConflict(null)
  }

  private refuseOccupied(record: DocumentRecord, transaction: Transaction, document: Document): void {
    this.refuseLocked(record, transaction)
    const index = this.indexes[0]
    if (index && record.head && !record.head.isDeleted)
      index.refuseDuplicate(this.namespace, [document["_id"]])
  }
}

function refuseTooLarge(raw: Buffer): void {
  if (raw.length > MAX_DOCUMENT_BYTES)
    throw new ServerError(
      10334,
      `BSONObj size: ${raw.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT_BYTES}`,
    )
}
