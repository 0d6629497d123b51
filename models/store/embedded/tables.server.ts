import { DatabaseSync } from "node:sqlite"
import { sumOf } from "./damage.server.ts"
import { ServerError } from "./errors.ts"

/** 2: every row has the sum of its body beside it. */
const FORMAT = 2
const TABLES = ["namespaces", "documents", "retries"] as const

/**
 * Gives the file the tables of this version; one that has them is not written to.
 * @throws ServerError when it was written by a newer version
 */
export const madeReady = (database: DatabaseSync, file: string): void => {
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
