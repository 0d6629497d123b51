import { join } from "node:path"
import { DatabaseSync, type StatementSync } from "node:sqlite"

/**
 * The other side: SQLite alone, on the same disk and with the store's own settings (write-ahead log, exclusive lock,
 * `synchronous=NORMAL`, checkpoint every 4000 pages). With `waitsForDisk` every commit waits until the log is on the disk
 * (`synchronous=FULL`).
 */
export const openBareSqlite = (folder: string, name: string, waitsForDisk = false): DatabaseSync => {
  const database = new DatabaseSync(join(folder, `${name}.sqlite`))
  database.exec(`
    PRAGMA locking_mode = EXCLUSIVE;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = ${waitsForDisk ? "FULL" : "NORMAL"};
    PRAGMA wal_autocheckpoint = 4000;
  `)
  return database
}

/** Runs the work in one transaction. */
export const inOneTransaction = (database: DatabaseSync, work: () => void): void => {
  database.exec("BEGIN IMMEDIATE")
  work()
  database.exec("COMMIT")
}

type RegistrationLike = {
  _id: string
  campaignId: string
  agencyId: string
  serviceId: string
  revision: number
  workflow: { value: string }
}

/** A table of registrations as one would write it by hand: the document as JSON, the indexed fields as columns. */
export const createRegistrationTable = (database: DatabaseSync): void =>
  database.exec(`
    CREATE TABLE registrations (
      id TEXT PRIMARY KEY, campaign TEXT, agency TEXT, service TEXT, state TEXT, revision INTEGER, body TEXT
    );
    CREATE INDEX by_state ON registrations (campaign, state);
    CREATE INDEX by_agency ON registrations (campaign, agency, state);
    CREATE INDEX by_service ON registrations (service);
  `)

export const prepareRegistrationInsert = (
  database: DatabaseSync,
): ((registration: RegistrationLike) => void) => {
  const statement: StatementSync = database.prepare("INSERT INTO registrations VALUES (?, ?, ?, ?, ?, ?, ?)")
  return (registration) => {
    const { _id, campaignId, agencyId, serviceId, workflow, revision } = registration
    statement.run(
      _id,
      campaignId,
      agencyId,
      serviceId,
      workflow.value,
      revision,
      JSON.stringify(registration),
    )
  }
}
