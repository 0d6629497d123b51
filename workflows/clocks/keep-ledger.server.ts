import { addMissingDeadlines, saveDeadline } from "#models/deadline/deadline.repository.server.ts"
import type { Deadline } from "#models/deadline/deadline.ts"
import type { OfficeDependencies } from "#workflows/authorise.server.ts"
import { isRecoveryOpen } from "#workflows/recovery-guard.server.ts"
import { fireEscalations } from "./fire-escalations.server.ts"
import type { LedgerDependencies } from "./ledger-dependencies.ts"
import { reconciledLedger } from "./read-ledger.server.ts"

export type LedgerDutyDependencies = OfficeDependencies & LedgerDependencies

/** Brings the kept ledger up to the facts of now, and tells nobody. Returns the rows as they are kept. */
export const writeLedger = async (d: LedgerDependencies): Promise<Deadline[]> => {
  const { rows, added, changed } = await reconciledLedger(d)
  await addMissingDeadlines(added)
  const saved = new Map<string, boolean>()
  for (const row of changed) saved.set(row.id, await saveDeadline(row))
  // A row somebody else saved meanwhile waits for the next duty, which reads it as it is then.
  return rows
    .filter(({ id }) => saved.get(id) !== false)
    .map((row) => (saved.has(row.id) ? { ...row, revision: row.revision + 1 } : row))
}

/**
 * Brings the kept ledger up to the facts of now, then tells people of what has come near or passed. A store of an earlier
 * release gets its rows the first time. Safe to run twice at once and to kill at any moment; while a restore is not settled
 * nobody is told anything, since the store does not know what was told after its backup.
 * @returns how many reminders were fired
 */
export const keepLedger = async (d: LedgerDutyDependencies): Promise<number> => {
  const rows = await writeLedger(d)
  return (await isRecoveryOpen()) ? 0 : fireEscalations(d, rows)
}
