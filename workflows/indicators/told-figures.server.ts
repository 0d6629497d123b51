import type { FrozenFigure } from "#models/indicator/frozen-period.server.ts"
import type { ToldFigure } from "#models/indicator/told-figure.ts"
import type { Clock } from "#models/shared/clock.ts"
import { roundHalfUp } from "./evaluate.ts"
import { unitsOf } from "./figure-units.ts"
import { figureOf, getPeriod, type IndicatorFigure, measurePeriods } from "./indicator-figures.server.ts"

/** What a report says of a period: the indicators of one unit (null: the province) that have a number. */
export const toldFigures = async (
  d: { clock: Clock },
  { periodId, unitId }: { periodId: string; unitId: string | null },
): Promise<ToldFigure[]> => {
  const [measured] = await measurePeriods(d, [getPeriod(periodId)])
  return measured?.indicators.flatMap((one) => told(figureOf(measured, one, unitId))) ?? []
}

/** Every figure of a period that has a number: the province's first, then each unit's. */
export const figuresToFreeze = async (d: { clock: Clock }, periodId: string): Promise<FrozenFigure[]> => {
  const [measured] = await measurePeriods(d, [getPeriod(periodId)])
  if (!measured?.facts) return []
  const { facts, indicators } = measured
  const of = (unitId: string | null, one: (typeof indicators)[number]) =>
    told(figureOf(measured, one, unitId)).map((figure) => ({ ...figure, unitId }))
  return [
    ...indicators.flatMap((one) => of(null, one)),
    ...indicators.flatMap((one) => unitsOf(facts, one).flatMap((unitId) => of(unitId, one))),
  ]
}

function told({ indicator, status, numerator, denominator, value, text }: IndicatorFigure): ToldFigure[] {
  if (status !== "VALUE" || numerator === null || denominator === null || value === null) return []
  const { id: indicatorId, name, scale, decimals } = indicator
  return [{ indicatorId, name, scale, decimals, numerator, denominator, value, text }]
}

/** Whether a told figure is what its numerator and denominator come to. Pure. */
export const isWorkedOut = ({ numerator, denominator, value, scale, decimals }: ToldFigure): boolean =>
  denominator !== 0 &&
  roundHalfUp(scale === "PERCENT" ? (100 * numerator) / denominator : numerator / denominator, decimals) ===
    value
