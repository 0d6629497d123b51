import { isOpenDeadline } from "#models/deadline/deadline.ts"
import { addDays, instantOf } from "#models/shared/dates.ts"
import type { LedgerDependencies } from "./ledger-dependencies.ts"
import { clockLedger } from "./read-ledger.server.ts"

/** The first due day ahead in the ledger; of an opinion the day after, when it lapses. */
export const nextDueInstant =
  (d: LedgerDependencies) =>
  async (after: Date): Promise<Date | null> => {
    const ahead = (await clockLedger(d))
      .filter((row) => isOpenDeadline(row) && row.state !== "PAUSED")
      .map(({ kind, due }) => instantOf(kind === "OPINION" ? addDays(due, 1) : due, "08:00:00"))
      .filter((instant) => instant > after)
      .sort((a, b) => a.getTime() - b.getTime())
    return ahead[0] ?? null
  }
