import { findFrozenParts } from "#models/indicator/frozen-facts.server.ts"
import { type FrozenPeriod, freezingIdOf } from "#models/indicator/frozen-period.server.ts"
import { readIndicator } from "./evaluate.ts"
import { factsOfParts } from "./frozen-facts.ts"
import type { MeasuredPeriod } from "./indicator-figures.server.ts"
import { periodCounts } from "./period-counts.ts"

/** A frozen period as it was measured then: its figures and the lists behind them. Null where only numbers were kept. */
export const frozenMeasure = async (
  frozen: Pick<FrozenPeriod, "periodId" | "revision">,
): Promise<MeasuredPeriod | null> => {
  const parts = await findFrozenParts(freezingIdOf(frozen))
  if (!parts) return null
  const { facts, indicators } = factsOfParts(parts)
  return {
    period: facts.period,
    facts,
    counts: periodCounts(facts),
    indicators: indicators.map(readIndicator),
  }
}
