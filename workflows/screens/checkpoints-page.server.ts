import { createPublicKey } from "node:crypto"
import { getAuditHead } from "#models/audit/audit-entry.repository.server.ts"
import {
  type CheckpointLine,
  findCheckpoint,
  findCheckpointPage,
} from "#models/log-checkpoint/log-checkpoint.repository.server.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import { checkpointFileName } from "#workflows/log-checkpoint/checkpoint-files.server.ts"
import { verifierLine } from "#workflows/log-checkpoint/checkpoint-text.server.ts"
import { type EntryProof, proveEntry } from "#workflows/log-checkpoint/entry-proof.server.ts"
import type { CheckpointDependencies } from "#workflows/log-checkpoint/take-checkpoint.server.ts"

type Dependencies = OfficeDependencies & { checkpoints: Pick<CheckpointDependencies, "key" | "folder"> }

const PAGE_SIZE = 50
const LOG = { kind: "auditLog", id: "*" } as const

export type CheckpointsPage = {
  lines: CheckpointLine[]
  total: number
  page: number
  pageSize: number
  /** Entries of the log now; those beyond the newest checkpoint are covered by none yet. */
  entries: number
  covered: number
  folder: string
  /** With which anybody checks the files. */
  verifier: string
}

/** The checkpoints of the log, newest first. @throws ForbiddenError (with its audit line) */
export const getCheckpointsPage = async (
  d: Dependencies,
  { page, actor }: { page: number; actor: Actor },
): Promise<CheckpointsPage> => {
  await authorise(d, actor, "audit.view", LOG)
  const { lines, total } = await findCheckpointPage(page, PAGE_SIZE)
  const newest = page === 1 ? lines[0] : (await findCheckpointPage(1, 1)).lines[0]
  return {
    lines,
    total,
    page,
    pageSize: PAGE_SIZE,
    entries: (await getAuditHead()).sequence,
    covered: newest?.entries ?? 0,
    folder: d.checkpoints.folder,
    verifier: verifierLine(createPublicKey(d.checkpoints.key)),
  }
}

/** A checkpoint's file. @throws NotFoundError, ForbiddenError (with its audit line) */
export const getCheckpointFile = async (
  d: Dependencies,
  { entries, actor }: { entries: number; actor: Actor },
): Promise<{ name: string; text: string }> => {
  await authorise(d, actor, "audit.view", LOG)
  const checkpoint = await findCheckpoint(entries)
  if (!checkpoint) throw new NotFoundError(`Không có mốc nhật ký ${formatNumber(entries)} mục.`)
  return { name: checkpointFileName(entries), text: checkpoint.text }
}

/** That an entry stands in the log, as a file. @throws NotFoundError, RuleBrokenError, ForbiddenError (with its audit line) */
export const getEntryProof = async (
  d: Dependencies,
  { sequence, actor }: { sequence: number; actor: Actor },
): Promise<EntryProof> => {
  await authorise(d, actor, "audit.view", LOG)
  return proveEntry(sequence, createPublicKey(d.checkpoints.key))
}
