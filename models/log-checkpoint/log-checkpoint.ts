/** Why a checkpoint of the log was taken: a new day began, or a decision was issued. */
export const CHECKPOINT_REASONS = ["DAILY", "ISSUED"] as const
export type CheckpointReason = (typeof CHECKPOINT_REASONS)[number]
export const CHECKPOINT_REASON_LABELS: Record<CheckpointReason, string> = {
  DAILY: "Hằng ngày",
  ISSUED: "Ban hành quyết định",
}

/**
 * A signed statement of what the log held: so many entries, their chain's end and their Merkle root (RFC 9162). Only ever inserted; its
 * text is also written to a folder the office keeps elsewhere, so that whoever can rewrite the store cannot rewrite what was said.
 */
export type LogCheckpoint = {
  /** The entries it covers, from the first. */
  entries: number
  /** Those the checkpoint before it covers; 0 for the first. */
  previousEntries: number
  at: Date
  reason: CheckpointReason
  /** SHA-256 of the signed statement: what decisions carry and the next checkpoint names. */
  digest: string
  /** The whole file: statement, empty line, signature. */
  text: string
  /** Roots of the complete subtrees, hex, largest first: where the next checkpoint goes on. */
  range: string[]
  /** RFC 3161 token over the statement, base64; null where none was asked for or none came. */
  timestamp: string | null
  /** Whether its file was written to the folder of checkpoints. */
  isWritten: boolean
}

/** A checkpoint as frozen editions carry it. */
export type CarriedCheckpoint = Pick<LogCheckpoint, "entries" | "digest">
