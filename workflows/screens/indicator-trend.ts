import { type IndicatorTarget, targetFor } from "#models/indicator/indicator-target.ts"
import { type Period, periodOn } from "#models/indicator/period.ts"
import { addDays } from "#models/shared/dates.ts"
import { figureInWords, type ReadIndicator, roundHalfUp } from "#workflows/indicators/evaluate.ts"
import { FEWEST_VALUES, forecast } from "#workflows/indicators/forecast.ts"
import { figureOf, type MeasuredPeriod } from "#workflows/indicators/indicator-figures.server.ts"

type TrendPoint = {
  periodId: string
  label: string
  value: number | null
  text: string
  target: number | null
  isGenerated: boolean
  /** The period has not ended: its figure still moves and no forecast rests on it. */
  isRunning: boolean
  /** By the formula in force now, from all of its months: what a forecast may rest on. */
  isLikeNow: boolean
}

/** An indicator over the periods it is in force in, each by the formula of its time. */
export const trendOf = (
  measured: readonly MeasuredPeriod[],
  { id }: ReadIndicator,
  unitId: string | null,
  targets: readonly IndicatorTarget[],
): TrendPoint[] =>
  measured.map((one) => {
    const now = measured.at(-1)?.indicators.find((known) => known.id === id)
    const indicator = one.indicators.find((known) => known.id === id)
    const figure = indicator ? figureOf(one, indicator, unitId) : null
    return {
      periodId: one.period.id,
      label: one.period.label,
      value: figure?.value ?? null,
      text: figure?.text ?? "chưa áp dụng",
      target: targetFor(targets, id, unitId, one.period.to)?.value ?? null,
      isGenerated: figure?.isGenerated ?? false,
      isRunning: one.facts === null || one.facts.readOn < one.period.to,
      isLikeNow: figure?.status === "VALUE" && sameFormula(indicator, now),
    }
  })

const sameFormula = (one: ReadIndicator | undefined, other: ReadIndicator | undefined): boolean =>
  one !== undefined &&
  other !== undefined &&
  one.numerator === other.numerator &&
  one.denominator === other.denominator &&
  one.scale === other.scale

export type IndicatorForecast =
  | { isTold: false; why: string }
  | {
      isTold: true
      label: string
      likely: number
      low: number
      high: number
      text: string
      /** How many periods it rests on. */
      from: number
      target: number | null
      /** By the likely value; null without a target or a direction. */
      reaches: boolean | null
    }

/** Where an indicator goes in the period after the last shown, if it goes on as of late; told from complete periods without a gap. */
export const forecastOf = (
  trend: readonly TrendPoint[],
  last: Period,
  indicator: ReadIndicator,
  unitId: string | null,
  targets: readonly IndicatorTarget[],
): IndicatorForecast => {
  const complete = trend.filter(({ isRunning }) => !isRunning)
  const values: number[] = []
  for (const { value, isLikeNow } of complete.toReversed()) {
    // A new formula is not a movement, and no data are not a figure.
    if (value === null || !isLikeNow) break
    values.unshift(value)
  }
  const told = forecast(values, trend.length - complete.length + 1)
  if (!told)
    return {
      isTold: false,
      why: `Chuỗi quá ngắn để dự báo: có ${values.length} kỳ liền đã hết có số liệu, cần ít nhất ${FEWEST_VALUES}.`,
    }
  const next = periodOn(last.kind, addDays(last.to, 1))
  const most =
    indicator.scale === "PERCENT" && values.every((value) => value <= 100) ? 100 : Number.POSITIVE_INFINITY
  const within = (value: number) => roundHalfUp(Math.min(most, Math.max(0, value)), indicator.decimals)
  const [likely, low, high] = [within(told.likely), within(told.low), within(told.high)]
  const words = (value: number) => figureInWords({ status: "VALUE", value }, indicator)
  const target = targetFor(targets, indicator.id, unitId, next.to)?.value ?? null
  return {
    isTold: true,
    label: next.label,
    likely,
    low,
    high,
    text: `${words(likely)} (${words(low)}–${words(high)})`,
    from: values.length,
    target,
    reaches:
      target === null || indicator.direction === "NONE"
        ? null
        : indicator.direction === "DOWN"
          ? likely <= target
          : likely >= target,
  }
}
