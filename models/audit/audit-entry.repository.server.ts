import type { ClientSession } from "mongoose"
import { digestOf } from "#models/shared/digest.server.ts"
import { oncePerPage } from "#models/shared/once-per-page.server.ts"
import { AuditEntryModel, AuditHeadModel } from "./audit-entry.schema.server.ts"
import { type AuditDraft, type AuditEntry, CHAIN_START } from "./audit-entry.ts"
import { withoutNames } from "./named-entries.server.ts"

const HEAD = "main"

/** Hash of an entry over its own content and the hash before it. */
export const auditHash = ({ hash: _, ...content }: AuditEntry): string => digestOf(content)

/**
 * Appends entries to the chain inside the caller's transaction. Taking the head first makes concurrent writers
 * conflict at once and retry, rather than after their work. Of people it keeps references, which outlive the erasing of their details.
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
    const entry: AuditEntry = { ...withoutNames(draft), sequence, previousHash, hash: "" }
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

/** Entries of a page, and how many there are in all; with `isMore` more than `total`, and nobody has counted how many. */
export type AuditPage = { entries: AuditEntry[]; total: number; isMore: boolean }

/** Of what a filter finds no more is counted. */
const MOST_COUNTED = 1_000

/**
 * One page (from 1) of the log, newest first unless asked otherwise. The log itself is never counted: its numbers run from 1 to the
 * head's without a gap.
 */
export const findAuditPage = async (
  filter: AuditFilter,
  page: number,
  pageSize: number,
): Promise<AuditPage> => {
  const query = queryOf(filter)
  const sort = { _id: filter.isOldestFirst ? 1 : -1 } as const
  const before = (page - 1) * pageSize
  if (Object.keys(query).length === 0) {
    const { sequence: total } = await getAuditHead()
    const range = filter.isOldestFirst
      ? { $gt: before, $lte: before + pageSize }
      : { $gt: total - before - pageSize, $lte: total - before }
    const rows = await AuditEntryModel.find({ _id: range }).sort(sort).lean()
    return { entries: rows.map(toEntry), total, isMore: false }
  }
  const [rows, counted] = await Promise.all([
    AuditEntryModel.find(query)
      .sort(sort)
      .skip(before)
      .limit(pageSize + 1)
      .lean(),
    AuditEntryModel.countDocuments(query, { limit: MOST_COUNTED + 1 }),
  ])
  const entries = rows.slice(0, pageSize).map(toEntry)
  if (counted <= MOST_COUNTED) return { entries, total: counted, isMore: false }
  const reached = rows.length === 0 ? 0 : before + entries.length
  const isMore = rows.length === 0 || rows.length > pageSize
  return { entries, total: isMore ? Math.max(MOST_COUNTED, reached) : reached, isMore }
}

const queryOf = ({ type, by, subjectId, since, before }: AuditFilter) => ({
  ...(type ? { type } : {}),
  ...(by ? { by } : {}),
  ...(subjectId ? { "subject.id": subjectId } : {}),
  ...(since || before
    ? { at: { ...(since ? { $gte: since } : {}), ...(before ? { $lt: before } : {}) } }
    : {}),
})

/** One entry by its number; null beyond the end. */
export const findAuditEntry = async (sequence: number): Promise<AuditEntry | null> => {
  const row = await AuditEntryModel.findById(sequence).lean()
  return row && toEntry(row)
}

/** What somebody did, by kind of thing and event: how often, and when last (UTC, ISO 8601). */
export const countActsBy = (
  by: string,
): Promise<{ kind: string; type: string; count: number; last: string }[]> =>
  AuditEntryModel.aggregate([
    { $match: { by } },
    { $group: { _id: { kind: "$subject.kind", type: "$type" }, count: { $sum: 1 }, last: { $max: "$at" } } },
    { $project: { _id: 0, kind: "$_id.kind", type: "$_id.type", count: 1, last: 1 } },
  ])

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

/** What somebody did of some types after a sequence number, the last first. */
export const findActsBy = async (
  by: string,
  types: readonly string[],
  after: number,
): Promise<AuditEntry[]> => {
  const rows = await AuditEntryModel.find({ by, type: { $in: [...types] }, _id: { $gt: after } })
    .sort({ _id: -1 })
    .lean()
  return rows.map(toEntry)
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
  (await AuditEntryModel.exists({ _id: { $gt: sequence }, "subject.kind": { $nin: [...kinds] } })) === null

/** Whether the log has none of these kinds beyond an entry. */
export const hasNoneSince = async (
  sequence: number,
  kinds: readonly AuditEntry["subject"]["kind"][],
  session: ClientSession,
): Promise<boolean> =>
  (await AuditEntryModel.exists({
    _id: { $gt: sequence },
    "subject.kind": { $in: [...kinds] },
  }).session(session)) === null

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
  const head = await oncePerPage("auditHead", async () => AuditHeadModel.findById(HEAD).lean())
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
