import { randomInt } from "node:crypto"
import { dirname } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { type BrokenDocument, brokenDocuments, damaged, isCorrupt, nameOf, sumOf } from "./damage.server.ts"
import type { IndexSpecification, Persistence, PersistenceWriter } from "./engine/persistence.ts"
import { ServerError } from "./errors.ts"
import { noteState, releaseReserve } from "./folder.server.ts"
import { Journal } from "./journal.server.ts"
import { madeReady } from "./tables.server.ts"
import type { Document } from "./values/bson.server.ts"
import { decode, encode } from "./values/codec.ts"

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
  const load: Persistence["load"] = ({ namespace, document, retry }) => {
    for (const row of database.prepare("SELECT id, body, sum FROM namespaces ORDER BY id").iterate()) {
      const body = decode(whole(row, () => `mô tả của bảng số ${row["id"]}`))
      namespace({
        id: Number(row["id"]),
        database: String(body["database"]),
        name: String(body["name"]),
        options: body["options"] as Document,
        indexes: body["indexes"] as IndexSpecification[],
      })
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
      retry(String(row["session"]), {
        txnNumber: Number(body["txnNumber"]),
        isTransaction: body["isTransaction"] === true,
        reply: (body["reply"] ?? null) as Document | null,
      })
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
    load: (visit) => {
      try {
        load(visit)
      } catch (error) {
        if (!isCorrupt(error)) throw error
        throw damaged(folder ?? file, `tệp dữ liệu không còn nguyên vẹn (${String(error)})`, error)
      }
    },
    write: (work) => {
      if (folder && !isNoted) isNoted = noted(database, folder, run)
      try {
        attempt(work)
      } catch (error) {
        // On a full disk what only takes away is done in the room kept back for it.
        if (!folder || !isNoRoom(error) || !onlyDeletes(work) || !releaseReserve(folder)) throw error
        attempt(work)
      }
    },
    read: (row) => {
      const found = readBody.get(row)
      if (!found) throw new ServerError(1, `document row ${row} is not in the file`)
      const body = bufferOf(found["body"])
      if (sumOf(body) === found["sum"]) return body
      const broken = { collection: collectionOf(found["namespace"]), id: nameOf(body, row) }
      throw new ServerError(1, brokenDocuments(folder ?? file, [broken]).message)
    },
    bytesOf: (namespace) => Number(readBytes.get(namespace)?.["bytes"]),
    flush: async () => journal?.flush(),
    close: () => {
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
  const done = { puts: 0, deletes: 0 }
  const put = () => {
    done.puts += 1
  }
  const remove = () => {
    done.deletes += 1
  }
  const kept = () => {}
  work({
    putDocument: put,
    putNamespace: put,
    deleteDocument: remove,
    deleteNamespace: remove,
    putRetry: kept,
    deleteRetry: kept,
  })
  return done.puts === 0 && done.deletes > 0
}

function preparedWriter(database: DatabaseSync): PersistenceWriter {
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
    putDocument: (row, namespace, body) => void putDocument.run(row, namespace, body, sumOf(body)),
    deleteDocument: (row) => void deleteDocument.run(row),
    putNamespace: ({ id, ...rest }) => {
      const body = encode(rest)
      putNamespace.run(id, body, sumOf(body))
    },
    deleteNamespace: (id) => {
      deleteDocuments.run(id)
      deleteNamespace.run(id)
    },
    putRetry: (session, retry) => {
      const body = encode(retry)
      putRetry.run(session, body, sumOf(body))
    },
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
    ? new ServerError(NO_ROOM, `The disk does not take what is written: ${error.message}`)
    : null

const NO_ROOM = 14031
const isNoRoom = (error: unknown): boolean => error instanceof ServerError && error.code === NO_ROOM

/** True for the error of opening a file another process has open. */
export const isInUse = (error: unknown): boolean =>
  error instanceof Error && "errcode" in error && Number(error.errcode) % 256 === SQLITE_BUSY
