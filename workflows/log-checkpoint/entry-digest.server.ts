import type { AuditEntry } from "#models/audit/audit-entry.ts"
import { digestOf } from "#models/shared/digest.server.ts"

/**
 * The digest of what an entry says, without its number and its place in the chain: a log that was renumbered and chained anew after an
 * entry was taken out still shows every other entry as it was, and so which one is missing.
 */
export const entryDigest = ({ sequence: _s, previousHash: _p, hash: _h, ...said }: AuditEntry): string =>
  digestOf(said)
