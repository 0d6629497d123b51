import { promisify } from "node:util"
import { gunzip, gzip } from "node:zlib"
import type { ClientSession } from "mongoose"
import { NotFoundError } from "../shared/errors.ts"
import { foldText } from "../shared/text.ts"
import type { Procedure, ProcedureSnapshot } from "./procedure.ts"
import { ProcedureOriginalModel, type StoredOriginal } from "./procedure-original.schema.server.ts"
import { ProcedureSnapshotModel, type StoredSnapshot } from "./procedure-snapshot.schema.server.ts"

/** A snapshot on its way in, with the row it was read from. */
export type NewSnapshot = Omit<ProcedureSnapshot, "current"> & { importId: string; original: string }

const DOMAIN_FIELDS = { _id: 0, code: 1, hash: 1, procedure: 1, takenAt: 1, source: 1, current: 1 } as const

/** Every snapshot in force, by code; only these codes when given. */
export const findCurrentSnapshots = async (
  codes?: readonly string[],
  session?: ClientSession,
): Promise<ProcedureSnapshot[]> =>
  await ProcedureSnapshotModel.find(codes ? { current: true, code: { $in: [...codes] } } : { current: true })
    .select(DOMAIN_FIELDS)
    .sort({ code: 1 })
    .session(session ?? null)
    .lean<ProcedureSnapshot[]>()

const findCurrentSnapshot = async (
  code: string,
  session?: ClientSession,
): Promise<ProcedureSnapshot | null> => (await findCurrentSnapshots([code], session))[0] ?? null

/** @throws NotFoundError when the register does not hold the procedure */
export const getCurrentSnapshot = async (
  code: string,
  session?: ClientSession,
): Promise<ProcedureSnapshot> => {
  const found = await findCurrentSnapshot(code, session)
  if (!found)
    throw new NotFoundError(`Sổ thủ tục không có mã ${code}. Hãy kiểm tra mã hoặc nhập thủ tục vào sổ.`)
  return found
}

/** Snapshots by hash, in force or not: a registration keeps the one it was answered for. */
export const findSnapshotsByHash = async (
  hashes: readonly string[],
  session?: ClientSession,
): Promise<ProcedureSnapshot[]> =>
  await ProcedureSnapshotModel.find({ hash: { $in: [...new Set(hashes)] } })
    .select(DOMAIN_FIELDS)
    .session(session ?? null)
    .lean<ProcedureSnapshot[]>()

/** Every content a procedure has had, newest first. */
export const findSnapshotsOf = async (code: string, session?: ClientSession): Promise<ProcedureSnapshot[]> =>
  await ProcedureSnapshotModel.find({ code })
    .select(DOMAIN_FIELDS)
    .sort({ takenAt: -1, hash: 1 })
    .session(session ?? null)
    .lean<ProcedureSnapshot[]>()

/** Code and name of every procedure in force, by code; of these alone when given. */
export const findCurrentNames = async (
  codes?: readonly string[],
): Promise<{ code: string; name: string }[]> => {
  const rows = await ProcedureSnapshotModel.find({
    current: true,
    ...(codes ? { code: { $in: [...codes] } } : {}),
  })
    .select({ _id: 0, code: 1, "procedure.name": 1 })
    .sort({ code: 1 })
    .lean<{ code: string; procedure: { name: string } }[]>()
  return rows.map(({ code, procedure }) => ({ code, name: procedure.name }))
}

/** What every procedure in force is compared by, by code: name, fields, who announced it by which decision, the nation's flags. */
export const findCurrentOutlines = async (): Promise<ProcedureOutline[]> => {
  const rows = await ProcedureSnapshotModel.find({ current: true })
    .select({
      _id: 0,
      code: 1,
      "procedure.name": 1,
      "procedure.fields": 1,
      "procedure.announcer": 1,
      "procedure.announcementDecision": 1,
      "procedure.nationalFlags": 1,
    })
    .sort({ code: 1 })
    .lean<Pick<ProcedureSnapshot, "code" | "procedure">[]>()
  return rows.map(({ code, procedure }) => ({ ...procedure, code }))
}

export type ProcedureOutline = Pick<
  Procedure,
  "code" | "name" | "fields" | "announcer" | "announcementDecision" | "nationalFlags"
>

/** Hash in force per code, without reading the procedures. */
export const findCurrentHashes = async (
  codes: readonly string[],
  session?: ClientSession,
): Promise<Map<string, string>> => {
  const found = await ProcedureSnapshotModel.find({ current: true, code: { $in: [...codes] } })
    .select({ _id: 0, code: 1, hash: 1 })
    .session(session ?? null)
    .lean<{ code: string; hash: string }[]>()
  return new Map(found.map(({ code, hash }) => [code, hash]))
}

/**
 * Keeps contents that are to be put in force later; until then no list shows them. What the register has held before is left as
 * it is. Call inside a transaction, with a few hundred at most: each is two documents.
 */
export const keepContents = async (
  snapshots: readonly NewSnapshot[],
  session: ClientSession,
): Promise<void> => {
  const known = await ProcedureSnapshotModel.find({ _id: { $in: snapshots.map(idOf) } })
    .select({ _id: 1 })
    .session(session)
    .lean<{ _id: string }[]>()
  const knownIds = new Set(known.map(({ _id }) => _id))
  await insertNew(
    snapshots.filter((snapshot) => !knownIds.has(idOf(snapshot))),
    session,
  )
}

/** Puts kept contents in force in place of whatever was, a few hundred at most. Call inside a transaction. */
export const putInForce = async (
  contents: readonly Pick<ProcedureSnapshot, "code" | "hash">[],
  session: ClientSession,
): Promise<void> => {
  if (contents.length === 0) return
  await ProcedureSnapshotModel.updateMany(
    { current: true, code: { $in: contents.map(({ code }) => code) } },
    { $set: { current: false } },
    { session },
  )
  await ProcedureSnapshotModel.updateMany(
    { _id: { $in: contents.map(idOf) } },
    { $set: { current: true } },
    { session },
  )
}

/** Takes procedures out of the register, a few hundred at most; their contents stay kept. Call inside a transaction. */
export const takeOutOfForce = async (codes: readonly string[], session: ClientSession): Promise<void> => {
  if (codes.length === 0) return
  await ProcedureSnapshotModel.updateMany(
    { current: true, code: { $in: [...codes] } },
    { $set: { current: false } },
    { session },
  )
}

async function insertNew(snapshots: readonly NewSnapshot[], session: ClientSession): Promise<void> {
  if (snapshots.length === 0) return
  await ProcedureSnapshotModel.insertMany(
    snapshots.map(({ original: _, ...snapshot }) => ({
      _id: idOf(snapshot),
      ...snapshot,
      current: false,
      searchText: searchTextOf(snapshot),
    })),
    { session },
  )
  const originals = await Promise.all(
    snapshots.map(async (snapshot) => ({
      _id: idOf(snapshot),
      gzip: await promisify(gzip)(snapshot.original, { level: 3 }),
    })),
  )
  await ProcedureOriginalModel.insertMany(originals, { session })
}

/** Far more than an import takes as one record; bytes. */
const MOST_IN_ORIGINAL = 32 * 1024 * 1024

/** The row a snapshot was read from, as JSON text. @throws NotFoundError */
export const getOriginal = async (code: string, hash: string, session?: ClientSession): Promise<string> => {
  const found = await ProcedureOriginalModel.findById(idOf({ code, hash }))
    .session(session ?? null)
    .lean<StoredOriginal>()
  if (!found) throw new NotFoundError(`Không còn bản ghi gốc của thủ tục ${code} với nội dung này.`)
  const bytes = Buffer.from(found.gzip.buffer as unknown as Uint8Array)
  return (await promisify(gunzip)(bytes, { maxOutputLength: MOST_IN_ORIGINAL })).toString("utf8")
}

const idOf = ({ code, hash }: { code: string; hash: string }): string => `${code}:${hash}`

const searchTextOf = ({ code, procedure }: Pick<StoredSnapshot, "code" | "procedure">): string =>
  `${code} ${foldText(procedure.name)}`

/** Every snapshot, read in batches in the order of ids. */
export async function* readSnapshots(batchSize = 200): AsyncGenerator<ProcedureSnapshot> {
  for (let after = ""; ; ) {
    const rows = await ProcedureSnapshotModel.find({ _id: { $gt: after } })
      .select({ ...DOMAIN_FIELDS, _id: 1 })
      .sort({ _id: 1 })
      .limit(batchSize)
      .lean<(ProcedureSnapshot & { _id: string })[]>()
    if (rows.length === 0) return
    for (const { _id, ...snapshot } of rows) yield snapshot
    after = rows.at(-1)?._id ?? after
  }
}
