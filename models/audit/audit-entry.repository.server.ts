import type { ClientSession } from "mongoose"
import { digestOf } from "#models/shared/digest.server.ts"
import { AuditEntryModel, AuditHeadModel } from "./audit-entry.schema.server.ts"
import { type AuditDraft, type AuditEntry, CHAIN_START } from "./audit-entry.ts"

const HEAD = "main"

/** Hash of an entry over its own content and the hash before it. */
export const auditHash = ({ hash: _, ...content }: AuditEntry): string => digestOf(content)

/**
 * Appends entries to the chain inside the caller's transaction. Taking the head first makes concurrent writers
 * conflict at once and retry, rather than after their work.
 */
export const appendAuditEntries = async (drafts: AuditDraft[], session: ClientSession): Promise<void> => {
  if (drafts.length === 0) return
  const head = await AuditHeadModel.findOneAndUpdate(
    { _id: HEAD },
    { $inc: { sequence: drafts.length }, $setOnInsert: { hash: CHAIN_START } },
    { upsert: true, session, returnDocument: "before" },
  ).lean()
  let sequence = head?.sequence ?? 0
  let previousHash = head?.hash ?? CHAIN_START
  const entries = drafts.map((draft): AuditEntry => {
    sequence += 1
    const entry: AuditEntry = { ...draft, sequence, previousHash, hash: "" }
    entry.hash = auditHash(entry)
    previousHash = entry.hash
    return entry
  })
  await AuditEntryModel.insertMany(entries.map(toStored), { session })
  await AuditHeadModel.updateOne({ _id: HEAD }, { $set: { hash: previousHash } }, { session })
}

/** The entries of one thing, oldest first. */
export const findAuditTrail = async (
  kind: string,
  id: string,
  session: ClientSession | null = null,
): Promise<AuditEntry[]> => {
  const rows = await AuditEntryModel.find({ "subject.kind": kind, "subject.id": id }, null, { session })
    .sort({ _id: 1 })
    .lean()
  return rows.map(toEntry)
}

/** `since` and `before` are instants as entries keep them (UTC, ISO 8601); `before` does not count itself. */
export type AuditFilter = {
  type?: string
  by?: string
  subjectId?: string
  since?: string
  before?: string
  isOldestFirst?: boolean
}

/** One page of the whole log, newest first unless asked otherwise. */
export const findAuditPage = async (
  filter: AuditFilter,
  page: number,
  pageSize: number,
): Promise<{ entries: AuditEntry[]; total: number }> => {
  const { type, by, subjectId, since, before, isOldestFirst } = filter
  const query = {
    ...(type ? { type } : {}),
    ...(by ? { by } : {}),
    ...(subjectId ? { "subject.id": subjectId } : {}),
    ...(since || before
      ? { at: { ...(since ? { $gte: since } : {}), ...(before ? { $lt: before } : {}) } }
      : {}),
  }
  const [rows, total] = await Promise.all([
    AuditEntryModel.find(query)
      .sort({ _id: isOldestFirst ? 1 : -1 })
      .skip((page - 1) * pageSize)
      .limit(pageSize)
      .lean(),
    AuditEntryModel.countDocuments(query),
  ])
  return { entries: rows.map(toEntry), total }
}

/** One entry by its number; null beyond the end. */
export const findAuditEntry = async (sequence: number): Promise<AuditEntry | null> => {
  const row = await AuditEntryModel.findById(sequence).lean()
  return row && toEntry(row)
}

/** What somebody did last, refused attempts and signing in left out; null for nothing yet. */
export const findLastEntryBy = async (by: string): Promise<AuditEntry | null> => {
  const row = await AuditEntryModel.findOne({
    by,
    type: { $ne: "access.denied" },
    "subject.kind": { $ne: "account" },
  })
    .sort({ _id: -1 })
    .lean()
  return row && toEntry(row)
}

/** Entries of some types after a sequence number, oldest first. */
export const findAuditAfter = async (
  sequence: number,
  types: readonly string[],
  limit: number,
): Promise<AuditEntry[]> => {
  const rows = await AuditEntryModel.find({ _id: { $gt: sequence }, type: { $in: [...types] } })
    .sort({ _id: 1 })
    .limit(limit)
    .lean()
  return rows.map(toEntry)
}

/** Whether the log is the one that ended with an entry, and has since noted nothing but acts on subjects of these kinds. */
export const hasOnlySince = async (
  { sequence, hash }: Pick<AuditEntry, "sequence" | "hash">,
  kinds: readonly AuditEntry["subject"]["kind"][],
): Promise<boolean> =>
  (await findAuditEntry(sequence))?.hash === hash &&
  (await AuditEntryModel.countDocuments({
    _id: { $gt: sequence },
    "subject.kind": { $nin: [...kinds] },
  })) === 0

/** Whether the log has none of these kinds beyond an entry. */
export const hasNoneSince = async (
  sequence: number,
  kinds: readonly AuditEntry["subject"]["kind"][],
  session: ClientSession,
): Promise<boolean> =>
  (await AuditEntryModel.countDocuments(
    { _id: { $gt: sequence }, "subject.kind": { $in: [...kinds] } },
    { session },
  )) === 0

/** The log in batches, from the start or beyond an entry, for replay and checking. */
export async function* readAuditLog({ after = 0, batchSize = 1000 } = {}): AsyncGenerator<AuditEntry[]> {
  for (let last = after; ; ) {
    const rows = await AuditEntryModel.find({ _id: { $gt: last } })
      .sort({ _id: 1 })
      .limit(batchSize)
      .lean()
    if (rows.length === 0) return
    yield rows.map(toEntry)
    last = rows.at(-1)?._id ?? last
  }
}

/** Where the chain should end. */
export const getAuditHead = async (): Promise<{ sequence: number; hash: string }> => {
  const head = await AuditHeadModel.findById(HEAD).lean()
  return { sequence: head?.sequence ?? 0, hash: head?.hash ?? CHAIN_START }
}

const toStored = ({ sequence, ...entry }: AuditEntry) => ({ _id: sequence, ...entry })
const toEntry = ({ _id, ...entry }: { _id: number } & Omit<AuditEntry, "sequence">): AuditEntry => ({
  sequence: _id,
  at: entry.at,
  by: entry.by,
  byName: entry.byName,
  subject: { kind: entry.subject.kind, id: entry.subject.id },
  type: entry.type,
  from: entry.from,
  to: entry.to,
  payload: entry.payload,
  machineVersion: entry.machineVersion,
  ...(entry.onBehalfOf ? { onBehalfOf: entry.onBehalfOf } : {}),
  previousHash: entry.previousHash,
  hash: entry.hash,
})
