import { ServerError, WriteConflict } from "../errors.ts"
import type { NamespaceRow, Persistence, PersistenceWriter, RetryRow } from "../persistence.server.ts"
import type { Document } from "../values/bson.server.ts"
import { ClusterTime } from "./cluster-time.ts"
import { Collection, Transaction } from "./collection.ts"
import { DocumentCache } from "./document-cache.ts"
import type { DocumentRecord } from "./records.ts"

type Alongside = (writer: PersistenceWriter) => void

/** What documents kept in memory may weigh unless said otherwise. */
const DEFAULT_CACHE_BYTES = 512 * 1024 * 1024

/** All databases, their transactions, and the file behind them. Everything here runs to its end without yielding. */
export class Engine {
  private readonly collections = new Map<string, Collection>()
  private readonly open = new Set<Transaction>()
  /** Records with versions that an open snapshot may still read, oldest first. */
  private garbage: { record: DocumentRecord; collection: Collection; sequence: number }[] = []
  private sequence = 1
  private lastRow = 0
  private lastNamespace = 0
  readonly persistence: Persistence
  private readonly cache: DocumentCache
  readonly time: ClusterTime
  /** Retryable writes known from before the start. */
  readonly knownRetries = new Map<string, RetryRow>()

  constructor(persistence: Persistence, cacheBytes = DEFAULT_CACHE_BYTES, now = () => new Date()) {
    this.time = new ClusterTime(now)
    this.persistence = persistence
    this.cache = new DocumentCache(persistence, cacheBytes)
    this.load()
  }

  private load(): void {
    const byId = new Map<number, Collection>()
    this.persistence.load({
      namespace: (row) => {
        const collection = this.newCollection(row)
        for (const index of row.indexes) if (index.name !== "_id_") collection.addIndex(index)
        byId.set(row.id, collection)
        this.lastNamespace = Math.max(this.lastNamespace, row.id)
      },
      document: (row, namespace, body) => {
        byId.get(namespace)?.restore(row, body)
        this.lastRow = Math.max(this.lastRow, row)
      },
      retry: (session, retry) => this.knownRetries.set(session, retry),
    })
  }

  private newCollection(identity: Omit<NamespaceRow, "indexes">): Collection {
    const collection = new Collection(identity, this.cache, () => ++this.lastRow)
    this.collections.set(collection.namespace, collection)
    return collection
  }

  find(database: string, name: string): Collection | null {
    return this.collections.get(`${database}.${name}`) ?? null
  }

  collectionsOf(database: string): Collection[] {
    return [...this.collections.values()].filter((collection) => collection.database === database)
  }

  databases(): string[] {
    const made = [...this.collections.values()].filter(({ createdBy }) => createdBy === null)
    return [...new Set(made.map(({ database }) => database))].sort()
  }

  /** The collection, made when it is not there yet: at once, or together with the transaction. */
  ensure(
    database: string,
    name: string,
    { options = {}, transaction = null }: { options?: Document; transaction?: Transaction | null } = {},
  ): Collection {
    const known = this.find(database, name)
    if (known?.createdBy && known.createdBy !== transaction) throw new WriteConflict(known.createdBy.ended)
    if (known) return known
    refuseBadName(database, name)
    const collection = this.newCollection({ id: ++this.lastNamespace, database, name, options })
    if (transaction) {
      collection.createdBy = transaction
      transaction.created.push(collection)
      return collection
    }
    try {
      this.keepNamespace(collection)
    } catch (error) {
      this.collections.delete(collection.namespace)
      throw error
    }
    return collection
  }

  /** Keeps changed indexes or a new name. */
  keepNamespace(collection: Collection): void {
    this.persistence.write((writer) => writer.putNamespace(namespaceRow(collection)))
  }

  rename(collection: Collection, name: string): void {
    refuseBadName(collection.database, name)
    this.persistence.write((writer) => writer.putNamespace({ ...namespaceRow(collection), name }))
    this.collections.delete(collection.namespace)
    this.time.tick()
    collection.name = name
    this.collections.set(collection.namespace, collection)
  }

  /** @throws WriteConflict while a transaction holds documents of it */
  drop(collections: Collection[]): void {
    for (const collection of collections) this.refuseInUse(collection)
    this.persistence.write((writer) => {
      for (const { id } of collections) writer.deleteNamespace(id)
    })
    for (const collection of collections) this.collections.delete(collection.namespace)
    this.time.tick()
  }

  /** @throws WriteConflict while a transaction holds documents of it */
  refuseInUse(collection: Collection): void {
    if (collection.createdBy) throw new WriteConflict(collection.createdBy.ended)
    for (const transaction of this.open)
      for (const held of transaction.writes.values())
        if (held === collection) throw new WriteConflict(transaction.ended)
  }

  begin(): Transaction {
    const transaction = new Transaction(this.sequence)
    this.open.add(transaction)
    return transaction
  }

  /**
   * Makes the transaction's writes durable, then visible. When the file refuses, nothing has happened and the
   * transaction is aborted.
   */
  commit(transaction: Transaction, alongside: Alongside | null = null): void {
    const { writes, created } = transaction
    if (writes.size > 0 || created.length > 0 || alongside) {
      try {
        this.persistence.write((writer) => {
          for (const collection of created) writer.putNamespace(namespaceRow(collection))
          for (const [record, collection] of writes) keepRecord(writer, record, collection)
          alongside?.(writer)
        })
      } catch (error) {
        this.abort(transaction)
        throw error
      }
    }
    for (const collection of created) collection.createdBy = null
    if (writes.size > 0) {
      this.sequence += 1
      this.time.tick()
    }
    this.open.delete(transaction)
    const oldest = this.oldestSnapshot()
    for (const [record, collection] of writes) {
      const { head } = record
      if (!head) continue
      head.transaction = null
      head.sequence = this.sequence
      // What came in is mostly written in bulk and read later, if at all; what was changed is being worked on.
      if (head.older) this.cache.hold(head)
      else this.cache.leaveToFile(head)
      if (oldest >= this.sequence) collection.prune(record, this.sequence)
      else this.garbage.push({ record, collection, sequence: this.sequence })
    }
    this.collectGarbage()
    transaction.end()
  }

  abort(transaction: Transaction): void {
    if (!transaction.isOpen) return
    for (const [record, collection] of transaction.writes) {
      collection.undo(record)
      if (record.head && !record.head.isDeleted) this.cache.hold(record.head)
    }
    for (const { namespace } of transaction.created) this.collections.delete(namespace)
    this.open.delete(transaction)
    this.collectGarbage()
    transaction.end()
  }

  /** Does work in a transaction of its own: all of it is kept, or none. @param alongside what is kept together with it */
  transact<Result>(
    work: (transaction: Transaction) => Result,
    alongside: (result: Result, transaction: Transaction) => Alongside | null = () => null,
  ): Result {
    const transaction = this.begin()
    try {
      const result = work(transaction)
      this.commit(transaction, alongside(result, transaction))
      return result
    } catch (error) {
      this.abort(transaction)
      throw error
    }
  }

  private oldestSnapshot(): number {
    let oldest = Number.POSITIVE_INFINITY
    for (const { snapshot } of this.open) if (snapshot < oldest) oldest = snapshot
    return oldest
  }

  private collectGarbage(): void {
    if (this.garbage.length === 0) return
    const oldest = this.oldestSnapshot()
    let done = 0
    for (const { record, collection, sequence } of this.garbage) {
      if (sequence > oldest) break
      collection.prune(record, oldest)
      done += 1
    }
    if (done > 0) this.garbage = this.garbage.slice(done)
  }

  close(): void {
    for (const transaction of [...this.open]) this.abort(transaction)
    this.persistence.close()
  }
}

function keepRecord(writer: PersistenceWriter, record: DocumentRecord, { id }: Collection): void {
  const { head } = record
  if (head?.isDeleted) {
    if (head.older && !head.older.isDeleted) writer.deleteDocument(record.row)
  } else if (head?.raw) writer.putDocument(record.row, id, head.raw)
}

const namespaceRow = (collection: Collection): NamespaceRow => ({
  id: collection.id,
  database: collection.database,
  name: collection.name,
  options: collection.options,
  indexes: collection.indexes.map(({ specification }) => specification),
})

function refuseBadName(database: string, name: string): void {
  if (!database || /[/\\. "$*<>:|?\0]/.test(database) || Buffer.byteLength(database) > 63)
    throw new ServerError(73, `Invalid database name: '${database}'`)
  if (!name || name.includes("$") || name.includes("\0") || name.startsWith("."))
    throw new ServerError(73, `Invalid namespace specified '${database}.${name}'`)
}
