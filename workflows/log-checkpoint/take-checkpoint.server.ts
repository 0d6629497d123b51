import { createHash, type KeyObject } from "node:crypto"
import { findAuditAfter, getAuditHead, readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import { CHAIN_START } from "#models/audit/audit-entry.ts"
import {
  findLastCheckpoint,
  insertCheckpoint,
} from "#models/log-checkpoint/log-checkpoint.repository.server.ts"
import type { CheckpointReason, LogCheckpoint } from "#models/log-checkpoint/log-checkpoint.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf } from "#models/shared/dates.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import { writeCheckpointFiles } from "./checkpoint-files.server.ts"
import { statementOf, writeCheckpoint } from "./checkpoint-text.server.ts"
import { entryDigest } from "./entry-digest.server.ts"
import { EMPTY_RANGE, extendRange, rootOf } from "./merkle-tree.ts"

/** A file stays of a size that can be mailed; what is beyond stands in the next, taken at once. */
const MOST_ENTRIES = 50_000

export type CheckpointDependencies = {
  clock: Clock
  key: KeyObject
  /** Asks for an RFC 3161 token over a SHA-256 digest; null: no service is set. */
  stamp: ((digest: Uint8Array) => Promise<Uint8Array>) | null
  /** The folder the files go to. */
  folder: string
  logger: { error(details: object, message: string): void }
}

/** Why a checkpoint is due now; null when none is: nothing new, or nothing that cannot wait for the day to end. */
const dueCheckpoint = async (
  now: Date,
  last: Pick<LogCheckpoint, "entries" | "at"> | null,
): Promise<CheckpointReason | null> => {
  const { sequence } = await getAuditHead()
  if (sequence <= (last?.entries ?? 0)) return null
  if (!last || dayOf(last.at) !== dayOf(now)) return "DAILY"
  const issued = await findAuditAfter(last.entries, ["decision.issued"], 1)
  return issued.length > 0 ? "ISSUED" : null
}

/**
 * Signs what the log holds beyond the last checkpoint, and keeps it; its file is written after. Another process that goes on from the same
 * one at once is let go first.
 * @throws RuleBrokenError when entries are missing between the last checkpoint and the end: such a log is not signed
 */
export const takeCheckpoint = async (
  d: Pick<CheckpointDependencies, "clock" | "key" | "stamp" | "logger">,
  reason: CheckpointReason,
  last: LogCheckpoint | null,
): Promise<LogCheckpoint | null> => {
  const from = last?.entries ?? 0
  const to = Math.min((await getAuditHead()).sequence, from + MOST_ENTRIES)
  const { leaves, head } = await leavesBetween(from, to)
  const range = extendRange(last ? { leaves: from, roots: last.range } : EMPTY_RANGE, leaves)
  const at = d.clock.now()
  const { text, digest } = writeCheckpoint(
    {
      entries: to,
      previousEntries: from,
      at,
      reason,
      root: rootOf(range),
      head,
      previousDigest: last?.digest ?? null,
      leaves,
    },
    d.key,
  )
  const checkpoint: LogCheckpoint = {
    entries: to,
    previousEntries: from,
    at,
    reason,
    digest,
    text,
    range: [...range.roots],
    timestamp: await stampOf(d, text),
    isWritten: false,
  }
  return (await insertCheckpoint(checkpoint)) ? checkpoint : null
}

async function leavesBetween(from: number, to: number): Promise<{ leaves: string[]; head: string }> {
  const leaves: string[] = []
  let head = CHAIN_START
  for await (const batch of readAuditLog({ after: from, batchSize: 500 }))
    for (const entry of batch) {
      if (entry.sequence > to) return { leaves, head }
      if (entry.sequence !== from + leaves.length + 1) throw missing(from + leaves.length + 1)
      leaves.push(entryDigest(entry))
      head = entry.hash
    }
  if (leaves.length < to - from) throw missing(from + leaves.length + 1)
  return { leaves, head }
}

const missing = (sequence: number) =>
  new RuleBrokenError(
    `Nhật ký thiếu mục ${sequence}, nên chưa lập mốc mới. Chạy npm run verify:store và npm run verify:log, rồi phục hồi từ bản sao lưu.`,
  )

/** A time service that does not answer does not keep a checkpoint from being taken; the next day's has a time of its own. */
async function stampOf(
  { stamp, logger }: Pick<CheckpointDependencies, "stamp" | "logger">,
  text: string,
): Promise<string | null> {
  if (!stamp) return null
  try {
    const token = await stamp(createHash("sha256").update(statementOf(text)).digest())
    return Buffer.from(token).toString("base64")
  } catch (error) {
    logger.error({ err: error }, "checkpoint of the log: the time service did not answer")
    return null
  }
}

/** The duty: takes what is due, then writes the files that are not there yet. */
export const keepCheckpoints = async (d: CheckpointDependencies): Promise<void> => {
  for (;;) {
    const last = await findLastCheckpoint()
    const reason = await dueCheckpoint(d.clock.now(), last)
    if (!reason || !(await takeCheckpoint(d, reason, last))) break
  }
  await writeCheckpointFiles(d.folder)
}
