import type { Document } from "../values/bson.server.ts"

/** An index as `createIndexes` gives it and `listIndexes` shows it. */
export type IndexSpecification = Document & { key: Document; name: string }

/** What the engine asks of its file. Every call inside one `write` becomes durable together or not at all. */
export type Persistence = {
  /** Everything kept, to start from. */
  load: (visit: {
    namespace: (row: NamespaceRow) => void
    document: (row: number, namespace: number, body: Buffer) => void
    retry: (session: string, retry: RetryRow) => void
  }) => void
  /** @throws the file's own error when it could not be written; nothing of it is kept then */
  write: (work: (writer: PersistenceWriter) => void) => void
  /** Bytes of a document as last committed. */
  read: (row: number) => Buffer
  /** Bytes of all documents of a namespace as last committed. */
  bytesOf: (namespace: number) => number
  /** Resolves when all that was written is on the disk itself. */
  flush: () => Promise<void>
  close: () => void
}

export type NamespaceRow = {
  id: number
  database: string
  name: string
  options: Document
  indexes: IndexSpecification[]
}

/** The last retryable write (or transaction) of a session and the answer it got. */
export type RetryRow = { txnNumber: number; isTransaction: boolean; reply: Document | null }

export type PersistenceWriter = {
  putDocument: (row: number, namespace: number, body: Buffer) => void
  deleteDocument: (row: number) => void
  putNamespace: (namespace: NamespaceRow) => void
  deleteNamespace: (id: number) => void
  putRetry: (session: string, retry: RetryRow) => void
  deleteRetry: (session: string) => void
}
