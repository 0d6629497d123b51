import type { ReferenceReader } from "#models/reference/reference-reader.ts"
import type { Clock } from "#models/shared/clock.ts"

/** What the ledger is worked out from. */
export type LedgerDependencies = {
  clock: Clock
  reference: Pick<ReferenceReader, "regimeOn" | "workCalendar">
}
