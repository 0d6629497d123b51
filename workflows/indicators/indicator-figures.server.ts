import type { Indicator } from "#models/indicator/indicator.ts"
import { type CountName, NAMED_COUNTS } from "#models/indicator/named-count.ts"
import { type Period, periodOf } from "#models/indicator/period.ts"
import { findIndicators } from "#models/reference/reference.repository.server.ts"
import type { Clock } from "#models/shared/clock.ts"
import { dayOf, type IsoDay, isValidOn } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import type { CountItem, PeriodCounts } from "./count-list.ts"
import {
  figureInWords,
  pointShare,
  type ReadIndicator,
  readIndicator,
  type Worked,
  workOut,
} from "./evaluate.ts"
import { periodCounts } from "./period-counts.ts"
import { isSentBy, type PeriodFacts } from "./period-facts.ts"
import { readPeriodFacts, readRecords } from "./read-facts.server.ts"

/** One indicator of one period and unit (null: the province), worked out. */
export type IndicatorFigure = Worked & {
  indicator: Indicator
  periodId: string
  unitId: string | null
  /** The day own records were read on; null where the period has not begun. */
  readOn: IsoDay | null
  /** As it stands on a page: `83,33%`, `N/A`, `chưa có số liệu`. */
  text: string
  /** Share of the full points, where the set says from which value they are given. */
  pointShare: number | null
  /** Made of data that was generated: say so wherever it is seen. */
  isGenerated: boolean
  /** Of imported data: in how many of the period's months the unit, or any unit of the province, sent some in; null: it asks for none. */
  months: { given: number; of: number } | null
}

/** The list behind a count: as many as the count says (`amount` summed). */
export type FigureList = { name: CountName; label: string; value: number | null; items: CountItem[] }

/** A period read once, to ask any indicator of any unit. */
export type MeasuredPeriod = {
  period: Period
  facts: PeriodFacts | null
  counts: PeriodCounts
  /** The indicators in force at its end. */
  indicators: ReadIndicator[]
}

type Dependencies = { clock: Clock }

/** The indicators in force on a day, in the order they were entered. */
const indicatorsOn = (all: readonly Indicator[], day: IsoDay): Indicator[] =>
  all.filter((one) => isValidOn(one, day))

/** @throws NotFoundError for an id that names no period: a month 13 */
export const getPeriod = (id: string): Period => {
  const period = periodOf(id)
  if (!period)
    throw new NotFoundError(`Không có kỳ «${id}». Ghi tháng dạng 2023-03, quý dạng 2023-Q1, năm dạng 2023.`)
  return period
}

/** Reads periods, oldest first, with all that their figures are made of. Records and tables are read once for all of them. */
export const measurePeriods = async (
  d: Dependencies,
  periods: readonly Period[],
): Promise<MeasuredPeriod[]> => {
  const today = dayOf(d.clock.now())
  const all = await findIndicators()
  const records = await readRecords(periods)
  const measured: MeasuredPeriod[] = []
  for (const period of periods) {
    const facts = await readPeriodFacts(period, today, records)
    const indicators = indicatorsOn(all, facts?.readOn ?? period.to)
      .filter(({ periods: kinds }) => kinds.includes(period.kind))
      .map(readIndicator)
    measured.push({ period, facts, counts: periodCounts(facts), indicators })
  }
  return measured
}

/** An indicator of a period that was read, for a unit or the province. */
export const figureOf = (
  { period, facts, counts }: Pick<MeasuredPeriod, "period" | "facts" | "counts">,
  indicator: ReadIndicator,
  unitId: string | null,
): IndicatorFigure => {
  const worked = workOut(indicator, (name) => counts.value(name, unitId))
  const { read, ...plain } = indicator
  const asksUsage = read.names.some((name) => NAMED_COUNTS[name].from === "USAGE")
  const sheets =
    facts && asksUsage ? facts.usage.filter((sheet) => isSentBy(sheet.unitId, unitId, facts)) : []
  return {
    ...worked,
    indicator: plain,
    periodId: period.id,
    unitId,
    readOn: facts?.readOn ?? null,
    text: figureInWords(worked, indicator),
    pointShare: pointShare(worked.value, indicator),
    isGenerated: sheets.some(({ generated }) => generated),
    months: asksUsage
      ? { given: new Set(sheets.map(({ month }) => month)).size, of: period.months.length }
      : null,
  }
}

/** The lists behind a figure, one to each count its formulas name; the items of a count sum to it exactly. */
export const listsBehind = (
  { counts }: Pick<MeasuredPeriod, "counts">,
  indicator: ReadIndicator,
  unitId: string | null,
): FigureList[] =>
  indicator.read.names.map((name) => ({
    name,
    label: NAMED_COUNTS[name].label,
    value: counts.value(name, unitId),
    items: counts.items(name, unitId) ?? [],
  }))

/**
 * Indicator × period × unit → figure with the lists behind it: what reports, plan screens and pages draw from.
 * @param unitId an agency or a group of units; null: the province
 * @throws NotFoundError for a period there is none of, or an indicator not in force in it
 */
export const indicatorFigure = async (
  d: Dependencies,
  { indicatorId, periodId, unitId }: { indicatorId: string; periodId: string; unitId: string | null },
): Promise<{ figure: IndicatorFigure; lists: FigureList[] }> => {
  const [measured] = await measurePeriods(d, [getPeriod(periodId)])
  const indicator = measured?.indicators.find(({ id }) => id === indicatorId)
  if (!measured || !indicator)
    throw new NotFoundError(`Không có chỉ số «${indicatorId}» trong kỳ này. Chọn lại ở trang Chỉ số.`)
  return { figure: figureOf(measured, indicator, unitId), lists: listsBehind(measured, indicator, unitId) }
}

/** Every indicator in force in a period, for one unit or the province; their lists are asked one by one (`indicatorFigure`). */
export const indicatorFigures = async (
  d: Dependencies,
  { periodId, unitId }: { periodId: string; unitId: string | null },
): Promise<IndicatorFigure[]> => {
  const [measured] = await measurePeriods(d, [getPeriod(periodId)])
  return measured ? measured.indicators.map((indicator) => figureOf(measured, indicator, unitId)) : []
}
