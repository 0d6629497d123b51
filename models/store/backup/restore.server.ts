import type mongoose from "mongoose"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { RESTORING } from "./back-up.server.ts"
import { type BackupHeader, readBackup } from "./backup-file.server.ts"

type Db = mongoose.mongo.Db
export type RestoreReport = { madeAt: Date; collections: number; documents: number }

/** What says of a store that it was restored. */
export type RestoreMark = { collection: string; document: { _id: string } & Record<string, unknown> }

const BATCH = 500

/** A backup file that has been read through and is whole. */
export type CheckedBackup = { file: string; header: BackupHeader }

/**
 * Reads a backup through, before anything is opened to put it into.
 * @throws InvalidInputError when there is no such file or it is not whole
 */
export const checkBackup = async (file: string): Promise<CheckedBackup> => {
  let header: BackupHeader | null = null
  for await (const part of readBackup(file)) if (part.kind === "header") header = part.header
  if (!header) throw new Error("a whole backup has a header")
  return { file, header }
}

/**
 * Puts a backup into a database. Its collections are filled under other names and take their places only when all are
 * whole, so that a failure leaves what was there.
 * @param options `replace`: the database may hold something, which is given up; `mark`: a document that takes its place with
 * the restored ones, so that no restored store is without it
 * @throws RuleBrokenError when it does and may not be; InvalidInputError when the file is no longer whole
 */
export const restore = async (
  db: Db,
  { file, header }: CheckedBackup,
  { replace = false, mark }: { replace?: boolean; mark?: RestoreMark } = {},
  tell: (documents: number) => void = () => {},
): Promise<RestoreReport> => {
  const present = await namesIn(db)
  if (present.length > 0 && !replace)
    throw new RuleBrokenError(
      `Cơ sở dữ liệu «${db.databaseName}» đang có dữ liệu (${present.length} bảng) nên chưa khôi phục gì. Khôi phục vào nơi trống, hoặc thêm --replace để thay toàn bộ dữ liệu đang có.`,
    )
  await dropUnfinished(db)
  try {
    const documents = await fill(db, header, file, tell)
    if (mark)
      await db.collection<RestoreMark["document"]>(RESTORING + mark.collection).insertOne(mark.document)
    const names = new Set([...header.collections.map(({ name }) => name), ...(mark ? [mark.collection] : [])])
    await takePlaces(db, names, await namesIn(db))
    return { madeAt: header.madeAt, collections: header.collections.length, documents }
  } catch (error) {
    await dropUnfinished(db).catch(() => {})
    throw error
  }
}

const namesIn = async (db: Db): Promise<string[]> =>
  (await db.listCollections({ type: "collection" }, { nameOnly: true }).toArray())
    .map(({ name }) => name)
    .filter((name) => !name.startsWith("system.") && !name.startsWith(RESTORING))

async function dropUnfinished(db: Db): Promise<void> {
  const all = await db.listCollections({}, { nameOnly: true }).toArray()
  for (const { name } of all) if (name.startsWith(RESTORING)) await db.dropCollection(name)
}

async function fill(
  db: Db,
  { collections }: BackupHeader,
  file: string,
  tell: (documents: number) => void,
): Promise<number> {
  for (const { name, options } of collections) await db.createCollection(RESTORING + name, options)
  let documents = 0
  let batch: Record<string, unknown>[] = []
  let into = ""
  const write = async () => {
    if (batch.length > 0) await db.collection(RESTORING + into).insertMany(batch, { ordered: true })
    documents += batch.length
    batch = []
    tell(documents)
  }
  for await (const part of readBackup(file)) {
    if (part.kind !== "document") continue
    if (part.collection.name !== into || batch.length === BATCH) await write()
    into = part.collection.name
    batch.push(part.document)
  }
  await write()
  for (const { name, indexes } of collections)
    if (indexes.length > 0)
      await db.command({ createIndexes: RESTORING + name, indexes, writeConcern: { w: "majority" } })
  return documents
}

async function takePlaces(db: Db, restored: ReadonlySet<string>, present: string[]): Promise<void> {
  for (const name of restored) await db.renameCollection(RESTORING + name, name, { dropTarget: true })
  for (const name of present) if (!restored.has(name)) await db.dropCollection(name)
}
