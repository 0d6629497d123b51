import { findNumberSeries } from "#models/document-number/document-number.repository.server.ts"
import { dayOf, yearOf } from "#models/shared/dates.ts"
import type { SettledSeries, StoreRecovery } from "#models/store-recovery/store-recovery.ts"
import { REPORT_SYMBOL } from "#workflows/reporting-period/compose-consolidated.ts"
import type { RecoveryDependencies } from "./dependencies.ts"

/** A series of numbers of a year: the last number the store knows, and what the paper says once somebody looked. */
export type SeriesToSettle = { year: number; symbol: string; known: number; settled: SettledSeries | null }

/**
 * The series whose numbers may have gone on after the backup: of every year from the backup's to this one, those the store
 * knows and those of the office's decision, Tờ trình and consolidated report, whose first number may have been given since.
 */
export const seriesToSettle = async (
  d: Pick<RecoveryDependencies, "clock" | "reference">,
  recovery: Pick<StoreRecovery, "backupMadeAt" | "series">,
): Promise<SeriesToSettle[]> => {
  const today = dayOf(d.clock.now())
  const { documentSymbol, submissionSymbol } = await d.reference.issuerOn(today)
  // The training date may lie before the machine's day on which the copy was made.
  const first = Math.min(yearOf(dayOf(recovery.backupMadeAt)), yearOf(today))
  const stored = await findNumberSeries()
  const found: SeriesToSettle[] = []
  for (let year = yearOf(today); year >= first; year -= 1) {
    const known = new Map(stored.filter((one) => one.year === year).map(({ symbol, last }) => [symbol, last]))
    for (const symbol of new Set([documentSymbol, submissionSymbol, REPORT_SYMBOL, ...known.keys()]))
      found.push({
        year,
        symbol,
        known: known.get(symbol) ?? 0,
        settled: recovery.series.find((one) => one.year === year && one.symbol === symbol) ?? null,
      })
  }
  return found
}
