import { randomInt } from "node:crypto"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { type BrokenDocument, brokenDocuments, damaged, isCorrupt, nameOf, sumOf } from "./damage.server.ts"
import { ServerError } from "./errors.ts"
import { noteState, releaseReserve } from "./folder.server.ts"
import { Journal } from "./journal.server.ts"
import type { Document } from "./values/bson.server.ts"
import { decode } from "./values/decode.ts"
import { encode } from "./values/encode.ts"
import { toDouble } from "./values/exact-number.ts"

/** An index as `createIndexes` gives it and `listIndexes` shows it. */
export type IndexSpecification = Document & { key: Document; name: string }

export type NamespaceRow = {
  id: number
  database: string
  name: string
  options: Document
  indexes: IndexSpecification[]
}

/** The last retryable write (or transaction) of a session and the answer it got. */
export type RetryRow = { txnNumber: number; isTransaction: boolean; reply: Document | null }

type Visitor = {
  namespace: (row: NamespaceRow) => void
  document: (row: number, namespace: number, body: Buffer) => void
  retry: (session: string, retry: RetryRow) => void
}

/** What the engine asks of its file. */
export type Persistence = ReturnType<typeof openPersistence>
export type PersistenceWriter = ReturnType<typeof preparedWriter>

/**
 * Opens the store's SQLite file (`:memory:` keeps nothing). Write-ahead log with `synchronous=NORMAL` and a journal
 * flush of our own: an answered write has been handed to the system and outlives the process, however it ends; a power
 * cut takes at most the last tenth of a second (as in MongoDB), and nothing of what was written with `j: true`.
 * `FULL` would make every small transaction wait for the disk, ten times as long on a busy one.
 * The file is held exclusively as long as it is open: a second process gets `isInUse` errors, never a shared file.
 * @throws ServerError when the file was written by a newer version
 */
export const openPersistence = (file: string) => {
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA busy_timeout = 0;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 4000;
    BEGIN EXCLUSIVE;
    COMMIT;
  `)
  madeReady(database, file)

  const begin = database.prepare("BEGIN IMMEDIATE")
  const commit = database.prepare("COMMIT")
  const rollback = database.prepare("ROLLBACK")
  const readBody = database.prepare("SELECT namespace, body, sum FROM documents WHERE row = ?")
  const readBytes = database.prepare("SELECT total(length(body)) AS bytes FROM documents WHERE namespace = ?")
  const writer = preparedWriter(database)
  const readNamespace = database.prepare("SELECT body FROM namespaces WHERE id = ?")
  const collectionOf = (namespace: unknown): string => {
    const found = readNamespace.get(Number(namespace))
    const { database: of, name } = found ? decode(bufferOf(found["body"])) : {}
    return name === undefined ? `số ${namespace}` : `${of}.${name}`
  }
  const folder = file === ":memory:" ? null : dirname(file)
  const run = randomInt(1, 2 ** 31)
  let isNoted = false
  const journal = file === ":memory:" ? null : new Journal(`${file}-wal`)

  /** The bytes of a row if they are those that were written. @throws StoreFolderError naming what they belonged to */
  const whole = (row: Row, what: () => string): Buffer => {
    const body = bufferOf(row["body"])
    if (sumOf(body) !== row["sum"]) throw damaged(folder ?? file, `${what()} không còn như lúc ghi`)
    return body
  }
  const load = ({ namespace, document, retry }: Visitor): void => {
    for (const row of database.prepare("SELECT id, body, sum FROM namespaces ORDER BY id").iterate()) {
      const body = decode(whole(row, () => `mô tả của bảng số ${row["id"]}`))
      namespace({ ...body, id: Number(row["id"]) } as NamespaceRow)
    }
    const broken: BrokenDocument[] = []
    for (const row of database
      .prepare("SELECT row, namespace, body, sum FROM documents ORDER BY row")
      .iterate()) {
      const body = bufferOf(row["body"])
      const [number, place] = [Number(row["row"]), Number(row["namespace"])]
      if (sumOf(body) === row["sum"]) document(number, place, body)
      else broken.push({ collection: collectionOf(place), id: nameOf(body, number) })
    }
    if (broken.length > 0) throw brokenDocuments(folder ?? file, broken)
    for (const row of database.prepare("SELECT session, body, sum FROM retries").iterate()) {
      const body = decode(whole(row, () => `ghi nhớ của phiên ${row["session"]}`))
      retry(String(row["session"]), { ...body, txnNumber: toDouble(body["txnNumber"]) } as RetryRow)
    }
  }
  const attempt = (work: (writer: PersistenceWriter) => void): void => {
    begin.run()
    try {
      work(writer)
      journal?.committed()
      commit.run()
    } catch (error) {
      if (database.isTransaction) rollback.run()
      throw diskRefusal(error) ?? error
    }
  }

  return {
    /** Everything kept, to start from. */
    load: (visit: Visitor): void => {
      try {
        load(visit)
      } catch (error) {
        if (!isCorrupt(error)) throw error
        throw damaged(folder ?? file, `tệp dữ liệu không còn nguyên vẹn (${String(error)})`, error)
      }
    },
    /**
     * What is written in one call becomes durable together or not at all.
     * @throws the file's own error when it could not be written; nothing of it is kept then
     */
    write: (work: (writer: PersistenceWriter) => void): void => {
      if (folder && !isNoted) isNoted = noted(database, folder, run)
      try {
        attempt(work)
      } catch (error) {
        // On a full disk what only takes away is done in the room kept back for it.
        if (!folder || !isNoRoom(error) || !onlyDeletes(work) || !releaseReserve(folder)) throw error
        attempt(work)
      }
    },
    /** Bytes of a document as last committed. */
    read: (row: number): Buffer => {
      const found = readBody.get(row)
      if (!found) throw new ServerError(1, `document row ${row} is not in the file`)
      const body = bufferOf(found["body"])
      if (sumOf(body) === found["sum"]) return body
      const broken = { collection: collectionOf(found["namespace"]), id: nameOf(body, row) }
      throw new ServerError(1, brokenDocuments(folder ?? file, [broken]).message)
    },
    /** Bytes of all documents of a namespace as last committed. */
    bytesOf: (namespace: number): number => Number(readBytes.get(namespace)?.["bytes"]),
    /** Resolves when all that was written is on the disk itself. */
    flush: async (): Promise<void> => journal?.flush(),
    close: (): void => {
      journal?.close()
      if (folder && isMerged(database)) noteState(folder, { isClosed: true, run })
      database.close()
    },
  }
}

type Row = Record<string, unknown>

/** Notes that somebody writes, in the log first; where the disk takes no note, it is tried again with the next write. */
const noted = (database: DatabaseSync, folder: string, run: number): boolean => {
  try {
    database.exec(`PRAGMA application_id = ${run}`)
  } catch {
    return false
  }
  noteState(folder, { isClosed: false, run })
  return true
}

/** Brings what the log holds into the file itself; false where the disk has no room for that, and the log stays. */
const isMerged = (database: DatabaseSync): boolean => {
  try {
    return database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get()?.["busy"] === 0
  } catch {
    return false
  }
}

/** Whether the work takes documents away and puts none. */
const onlyDeletes = (work: (writer: PersistenceWriter) => void): boolean => {
  let [puts, deletes] = [0, 0]
  const put = () => void puts++
  const remove = () => void deletes++
  const kept = () => undefined
  work({
    ...{ putDocument: put, putNamespace: put, deleteDocument: remove, deleteNamespace: remove },
    ...{ putRetry: kept, deleteRetry: kept },
  })
  return puts === 0 && deletes > 0
}

function preparedWriter(database: DatabaseSync) {
  const putDocument = database.prepare(
    "INSERT INTO documents (row, namespace, body, sum) VALUES (?, ?, ?, ?) ON CONFLICT (row) DO UPDATE SET namespace = excluded.namespace, body = excluded.body, sum = excluded.sum",
  )
  const deleteDocument = database.prepare("DELETE FROM documents WHERE row = ?")
  const putNamespace = database.prepare("INSERT OR REPLACE INTO namespaces (id, body, sum) VALUES (?, ?, ?)")
  const deleteNamespace = database.prepare("DELETE FROM namespaces WHERE id = ?")
  const deleteDocuments = database.prepare("DELETE FROM documents WHERE namespace = ?")
  const putRetry = database.prepare("INSERT OR REPLACE INTO retries (session, body, sum) VALUES (?, ?, ?)")
  const deleteRetry = database.prepare("DELETE FROM retries WHERE session = ?")
  return {
    putDocument: (row: number, namespace: number, body: Buffer) =>
      void putDocument.run(row, namespace, body, sumOf(body)),
    deleteDocument: (row: number) => void deleteDocument.run(row),
    putNamespace: ({ id, ...rest }: NamespaceRow) => {
      const body = encode(rest)
      putNamespace.run(id, body, sumOf(body))
    },
    deleteNamespace: (id: number) => {
      deleteDocuments.run(id)
      deleteNamespace.run(id)
    },
    putRetry: (session: string, retry: RetryRow) => {
      const body = encode(retry)
      putRetry.run(session, body, sumOf(body))
    },
    deleteRetry: (session: string) => void deleteRetry.run(session),
  }
}

const bufferOf = (blob: unknown): Buffer => {
  const bytes = blob as Uint8Array
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

const SQLITE_BUSY = 5
/** Read-only, input/output error, full. */
const SQLITE_DISK = [8, 10, 13]

/** A disk that does not take what is written, in MongoDB's words; null for any other error. */
const diskRefusal = (error: unknown): ServerError | null =>
  error instanceof Error && "errcode" in error && SQLITE_DISK.includes(Number(error.errcode) % 256)
    ? new ServerError(NO_ROOM, `The disk does not take what is written: ${error.message}`)
    : null

const NO_ROOM = 14031
const isNoRoom = (error: unknown): boolean => error instanceof ServerError && error.code === NO_ROOM

/** True for the error of opening a file another process has open. */
export const isInUse = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && Number(error.errcode) % 256 === SQLITE_BUSY

/** 2: every row has the sum of its body beside it. */
const FORMAT = 2
const TABLES = ["namespaces", "documents", "retries"] as const

/**
 * Gives the file the tables of this version; one that has them is not written to.
 * @throws ServerError when it was written by a newer version
 */
const madeReady = (database: DatabaseSync, file: string): void => {
  const found = Number(database.prepare("PRAGMA user_version").get()?.["user_version"])
  if (found === FORMAT) return
  if (found > FORMAT)
    throw new ServerError(
      1,
      `${file} was written by a newer version of the store (format ${found}, this is ${FORMAT})`,
    )
  database.function("sum_of", { deterministic: true }, (body) => sumOf(body as Uint8Array))
  database.exec(`
    BEGIN IMMEDIATE;
    CREATE TABLE IF NOT EXISTS namespaces (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS documents (row INTEGER PRIMARY KEY, namespace INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS retries (session TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
    ${TABLES.map((table) => `ALTER TABLE ${table} ADD COLUMN sum INTEGER; UPDATE ${table} SET sum = sum_of(body);`).join("\n")}
    PRAGMA user_version = ${FORMAT};
    COMMIT;
  `)
}

/** A file of this version with nothing in it. */
export const makeFile = (file: string): void => {
  const database = new DatabaseSync(file)
  madeReady(database, file)
  database.close()
}
