import type { KeyObject } from "node:crypto"
import { z } from "zod"
import { findAuditEntry, readAuditLog } from "#models/audit/audit-entry.repository.server.ts"
import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { findCheckpointOver } from "#models/log-checkpoint/log-checkpoint.repository.server.ts"
import { InvalidInputError, NotFoundError, RuleBrokenError } from "#models/shared/errors.ts"
import { formatNumber } from "#models/shared/numbers.ts"
import { type CheckpointStatement, readCheckpoint } from "./checkpoint-text.server.ts"
import { entryDigest } from "./entry-digest.server.ts"
import { inclusionPath, rootOverPath } from "./merkle-tree.ts"

/** That an entry stands in the log under a checkpoint: the entry, and the nodes that lead from it to the signed root. */
export type EntryProof = {
  entry: AuditEntry
  checkpoint: { entries: number; digest: string }
  path: string[]
}

/**
 * Proves that an entry stands in the log, by the first checkpoint over it.
 * @throws NotFoundError without such an entry; RuleBrokenError while no checkpoint covers it, or when the log no longer leads to the root
 */
export const proveEntry = async (sequence: number, key: KeyObject): Promise<EntryProof> => {
  const entry = await findAuditEntry(sequence)
  if (!entry) throw new NotFoundError(`Nhật ký không có mục ${formatNumber(sequence)}.`)
  const checkpoint = await findCheckpointOver(sequence)
  if (!checkpoint)
    throw new RuleBrokenError(
      `Mục ${formatNumber(sequence)} chưa thuộc mốc nhật ký nào. Mốc được lập khi sang ngày mới và khi ban hành quyết định.`,
    )
  const proof = {
    entry,
    checkpoint: { entries: checkpoint.entries, digest: checkpoint.digest },
    path: inclusionPath(sequence - 1, await digestsTo(checkpoint.entries)),
  }
  const fault = proofFault(proof, readCheckpoint(checkpoint.text, key))
  if (fault)
    throw new RuleBrokenError(
      `${fault} Chạy npm run verify:log với các tệp mốc đã lưu để biết mục nào bị sửa.`,
    )
  return proof
}

async function digestsTo(end: number): Promise<string[]> {
  const digests: string[] = []
  for await (const batch of readAuditLog()) {
    digests.push(...batch.filter(({ sequence }) => sequence <= end).map(entryDigest))
    if ((batch.at(-1)?.sequence ?? 0) >= end) break
  }
  return digests
}

/** Why a proof does not lead to the checkpoint's root, in Vietnamese; null when it does. */
export const proofFault = (proof: EntryProof, stated: CheckpointStatement): string | null => {
  const { entry, checkpoint, path } = proof
  if (checkpoint.entries !== stated.entries || checkpoint.digest !== stated.digest)
    return `Bằng chứng thuộc mốc ${formatNumber(checkpoint.entries)} mục, không phải mốc ${formatNumber(stated.entries)} mục.`
  const root = rootOverPath(entryDigest(entry), entry.sequence - 1, stated.entries, path)
  return root === stated.root
    ? null
    : `Mục ${formatNumber(entry.sequence)} không dẫn tới mã gốc của mốc ${formatNumber(stated.entries)} mục: nội dung hoặc vị trí đã bị sửa.`
}

const Proof = z.object({
  entry: z.looseObject({
    sequence: z.int().min(1),
    at: z.string(),
    by: z.string(),
    byName: z.string(),
    type: z.string(),
  }),
  checkpoint: z.object({ entries: z.int().min(1), digest: z.hex() }),
  path: z.array(z.hex().length(64)).max(64),
})

/** @throws InvalidInputError when the text is no proof of an entry */
export const readEntryProof = (text: string): EntryProof => {
  try {
    return Proof.parse(JSON.parse(text)) as unknown as EntryProof
  } catch {
    throw new InvalidInputError("Tệp không phải bằng chứng của một mục nhật ký. Tải lại từ trang Nhật ký.")
  }
}
