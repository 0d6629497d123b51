import { DatabaseSync } from "node:sqlite"
import type { IndexSpecification } from "./engine/index-specification.ts"
import type { Persistence, PersistenceWriter } from "./engine/persistence.ts"
import { ServerError } from "./errors.ts"
import { Journal } from "./journal.server.ts"
import type { Document } from "./values/bson.server.ts"
import { decode, encode } from "./values/codec.ts"

const FORMAT = 1

/**
 * Opens the store's SQLite file (`:memory:` keeps nothing). Write-ahead log with `synchronous=NORMAL` and a journal
 * flush of our own: an answered write has been handed to the system and outlives the process, however it ends; a power
 * cut takes at most the last tenth of a second (as in MongoDB), and nothing of what was written with `j: true`.
 * `FULL` would make every small transaction wait for the disk, ten times as long on a busy one.
 * The file is held exclusively as long as it is open: a second process gets `isInUse` errors, never a shared file.
 * @throws ServerError when the file was written by a newer version
 */
export const openPersistence = (file: string): Persistence => {
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA busy_timeout = 0;
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    PRAGMA wal_autocheckpoint = 4000;
    BEGIN EXCLUSIVE;
    COMMIT;
    CREATE TABLE IF NOT EXISTS namespaces (id INTEGER PRIMARY KEY, body BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS documents (row INTEGER PRIMARY KEY, namespace INTEGER NOT NULL, body BLOB NOT NULL);
    CREATE TABLE IF NOT EXISTS retries (session TEXT PRIMARY KEY, body BLOB NOT NULL) WITHOUT ROWID;
  `)
  const found = database.prepare("PRAGMA user_version").get()?.["user_version"]
  if (Number(found) > FORMAT)
    throw new ServerError(
      1,
      `${file} was written by a newer version of the store (format ${found}, this is ${FORMAT})`,
    )
  database.exec(`PRAGMA user_version = ${FORMAT}`)

  const begin = database.prepare("BEGIN IMMEDIATE")
  const commit = database.prepare("COMMIT")
  const rollback = database.prepare("ROLLBACK")
  const readBody = database.prepare("SELECT body FROM documents WHERE row = ?")
  const readSize = database.prepare(
    "SELECT count(*) AS count, total(length(body)) AS size FROM documents WHERE namespace = ?",
  )
  const writer = preparedWriter(database)
  const journal = file === ":memory:" ? null : new Journal(`${file}-wal`)

  return {
    load: ({ namespace, document, retry }) => {
      for (const row of database.prepare("SELECT id, body FROM namespaces ORDER BY id").iterate()) {
        const body = decode(row["body"] as Uint8Array)
        namespace({
          id: Number(row["id"]),
          database: String(body["database"]),
          name: String(body["name"]),
          options: body["options"] as Document,
          indexes: body["indexes"] as IndexSpecification[],
        })
      }
      for (const row of database.prepare("SELECT row, namespace, body FROM documents ORDER BY row").iterate())
        document(Number(row["row"]), Number(row["namespace"]), bufferOf(row["body"]))
      for (const row of database.prepare("SELECT session, body FROM retries").iterate()) {
        const body = decode(row["body"] as Uint8Array)
        retry(String(row["session"]), {
          txnNumber: Number(body["txnNumber"]),
          isTransaction: body["isTransaction"] === true,
          reply: (body["reply"] ?? null) as Document | null,
        })
      }
    },
    write: (work) => {
      begin.run()
      try {
        work(writer)
        journal?.committed()
        commit.run()
      } catch (error) {
        if (database.isTransaction) rollback.run()
        throw diskRefusal(error) ?? error
      }
    },
    read: (row) => {
      const found = readBody.get(row)
      if (!found) throw new ServerError(1, `document row ${row} is not in the file`)
      return bufferOf(found["body"])
    },
    sizeOf: (namespace) => {
      const found = readSize.get(namespace)
      return { count: Number(found?.["count"]), size: Number(found?.["size"]) }
    },
    flush: async () => journal?.flush(),
    close: () => {
      journal?.close()
      if (file !== ":memory:") database.exec("PRAGMA wal_checkpoint(TRUNCATE)")
      database.close()
    },
  }
}

function preparedWriter(database: DatabaseSync): PersistenceWriter {
  const putDocument = database.prepare(
    "INSERT INTO documents (row, namespace, body) VALUES (?, ?, ?) ON CONFLICT (row) DO UPDATE SET namespace = excluded.namespace, body = excluded.body",
  )
  const deleteDocument = database.prepare("DELETE FROM documents WHERE row = ?")
  const putNamespace = database.prepare("INSERT OR REPLACE INTO namespaces (id, body) VALUES (?, ?)")
  const deleteNamespace = database.prepare("DELETE FROM namespaces WHERE id = ?")
  const deleteDocuments = database.prepare("DELETE FROM documents WHERE namespace = ?")
  const putRetry = database.prepare("INSERT OR REPLACE INTO retries (session, body) VALUES (?, ?)")
  const deleteRetry = database.prepare("DELETE FROM retries WHERE session = ?")
  return {
    putDocument: (row, namespace, body) => void putDocument.run(row, namespace, body),
    deleteDocument: (row) => void deleteDocument.run(row),
    putNamespace: ({ id, ...body }) => void putNamespace.run(id, encode(body)),
    deleteNamespace: (id) => {
      deleteDocuments.run(id)
      deleteNamespace.run(id)
    },
    putRetry: (session, retry) => void putRetry.run(session, encode(retry)),
    deleteRetry: (session) => void deleteRetry.run(session),
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
    ? new ServerError(14031, `The disk does not take what is written: ${error.message}`)
    : null

/** True for the error of opening a file another process has open. */
export const isInUse = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && Number(error.errcode) % 256 === SQLITE_BUSY
