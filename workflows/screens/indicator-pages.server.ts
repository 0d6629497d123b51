import { formulaInWords } from "#models/indicator/formula.ts"
import type { FrozenBlank } from "#models/indicator/frozen-blank.ts"
import { type FrozenPeriod, findFrozenPeriod } from "#models/indicator/frozen-period.server.ts"
import { INDICATOR_SETS, type Indicator, type IndicatorSet } from "#models/indicator/indicator.ts"
import { type IndicatorTarget, targetFor } from "#models/indicator/indicator-target.ts"
import { COUNT_UNITS, countSource, isCountName, NAMED_COUNTS } from "#models/indicator/named-count.ts"
import { type Period, periodBefore, periodOn, periodsUpTo } from "#models/indicator/period.ts"
import { findIndicatorTargets } from "#models/reference/reference.repository.server.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { NotFoundError } from "#models/shared/errors.ts"
import { compareVietnamese } from "#models/shared/text.ts"
import type { Actor } from "#models/shared/workflow.ts"
import { authorise, type OfficeDependencies } from "#workflows/authorise.server.ts"
import type { ReadIndicator } from "#workflows/indicators/evaluate.ts"
import { unitsOf } from "#workflows/indicators/figure-units.ts"
import { frozenMeasure } from "#workflows/indicators/frozen-measure.server.ts"
import {
  figureOf,
  getPeriod,
  type IndicatorFigure,
  listsBehind,
  type MeasuredPeriod,
  measurePeriods,
} from "#workflows/indicators/indicator-figures.server.ts"
import { unitNamesOn } from "#workflows/indicators/read-facts.server.ts"
import { whyMoved } from "#workflows/indicators/why-moved.ts"
import { isAllowed } from "#workflows/permissions.ts"
import { forecastOf, trendOf } from "./indicator-trend.ts"

/** What a list or page of indicators is asked for; empty: the quarter of today, the province, every set. */
export type IndicatorQuery = { period: string; unit: string; set: IndicatorSet | "" }

export type FigureLine = Pick<
  IndicatorFigure,
  "status" | "text" | "value" | "isGenerated" | "numerator" | "denominator"
> & {
  id: string
  name: string
  set: IndicatorSet
  before: string
  /** How it moved against the period before, in its own scale; null where one of both has no number. */
  moved: number | null
  /** Whether that is for the better; null where it did not move or has no direction. */
  isBetter: boolean | null
  target: number | null
  isReached: boolean | null
  months: IndicatorFigure["months"]
  /** As a locked report says it; null where none does. */
  frozen: string | null
  /** Why it had no value when it was frozen; null where it had one, or nobody kept that. */
  frozenWhy: FrozenBlank["why"] | null
}

/** How many periods may be chosen, and a trend shows. */
const TREND_PERIODS = 8
/** Lines of a list behind a figure on one page. */
export const ITEMS_PER_PAGE = 50

type Choice = { id: string; name: string }

/** Every indicator in force in a period, for a unit or the province, beside the period before and its target. */
export const getIndicatorList = async (
  d: OfficeDependencies,
  { actor, query }: { actor: Actor; query: IndicatorQuery },
) => {
  await authorise(d, actor, "indicator.view", { kind: "indicator", id: "*" })
  const today = dayOf(d.clock.now())
  const period = askedPeriod(query.period, today)
  const measured = await measurePeriods(d, [periodBefore(period), period])
  const [before, now] = measured as [MeasuredPeriod, MeasuredPeriod]
  const targets = await findIndicatorTargets()
  const frozen = await findFrozenPeriod(period.id)
  const unitId = query.unit === "" ? null : query.unit
  const names = await unitNamesOn(now.facts?.readOn ?? today)
  return {
    mayImport: isAllowed(actor, "indicator.import"),
    mayAdminister: isAllowed(actor, "administration.view"),
    period: periodView(period),
    readOn: now.facts?.readOn ?? null,
    periods: periodChoices(today),
    units: unitChoices(now, names),
    unit: unitId === null ? null : { id: unitId, name: names.get(unitId) ?? unitId },
    sets: Object.entries(INDICATOR_SETS).map(([id, name]) => ({ id, name })),
    frozen: frozenView(frozen),
    rows: now.indicators
      .filter(({ set }) => query.set === "" || set === query.set)
      .map((indicator) => figureLine(indicator, { now, before, unitId, targets, frozen })),
  }
}

type Compared = {
  now: MeasuredPeriod
  before: MeasuredPeriod | null
  unitId: string | null
  targets: readonly IndicatorTarget[]
  frozen: FrozenPeriod | null
}

const frozenView = (frozen: FrozenPeriod | null) =>
  frozen && { by: frozen.by, isOpen: frozen.thawedAt !== null, revision: frozen.revision }

/** What an indicator comes to today, by the formula of today. */
function textToday(measured: MeasuredPeriod, indicatorId: string, unitId: string | null): string {
  const indicator = measured.indicators.find(({ id }) => id === indicatorId)
  return indicator ? figureOf(measured, indicator, unitId).text : "không còn chỉ số này"
}

const figureLine = (
  indicator: ReadIndicator,
  { now, before, unitId, targets, frozen }: Compared,
): FigureLine => {
  const figure = figureOf(now, indicator, unitId)
  // As the formula was then: a new formula is not a movement.
  const former = before?.indicators.find(({ id }) => id === indicator.id)
  const earlier = before && former ? figureOf(before, former, unitId) : null
  const moved =
    figure.value === null || earlier?.value == null ? null : rounded(figure.value - earlier.value, indicator)
  const target = targetFor(targets, indicator.id, unitId, now.facts?.readOn ?? now.period.to)
  return {
    id: indicator.id,
    name: indicator.name,
    set: indicator.set,
    status: figure.status,
    text: figure.text,
    value: figure.value,
    numerator: figure.numerator,
    denominator: figure.denominator,
    isGenerated: figure.isGenerated,
    months: figure.months,
    ...frozenText(frozen, indicator.id, unitId),
    before: earlier?.text ?? "–",
    moved,
    isBetter: moved === null || moved === 0 ? null : betterOf(moved, indicator),
    target: target?.value ?? null,
    isReached: reachedOf(figure.value, target, indicator),
  }
}

function frozenText(frozen: FrozenPeriod | null, indicatorId: string, unitId: string | null) {
  const isAsked = (one: { indicatorId: string; unitId: string | null }) =>
    one.indicatorId === indicatorId && one.unitId === unitId
  const figure = frozen?.figures.find(isAsked)
  if (figure || !frozen?.blanks) return { frozen: figure?.text ?? null, frozenWhy: null }
  const found = frozen.blanks.find(isAsked)
  // Neither a figure nor a blank: it was not asked for then.
  return { frozen: found?.text ?? "chưa theo dõi khi chốt", frozenWhy: found?.why ?? null }
}

const rounded = (value: number, { decimals }: Pick<Indicator, "decimals">): number =>
  Number(value.toFixed(decimals))

const betterOf = (moved: number, { direction }: Pick<Indicator, "direction">): boolean | null =>
  direction === "NONE" ? null : moved > 0 === (direction === "UP")

const reachedOf = (
  value: number | null,
  target: IndicatorTarget | null,
  { direction }: Pick<Indicator, "direction">,
): boolean | null =>
  value === null || !target ? null : direction === "DOWN" ? value <= target.value : value >= target.value

/** `count`: the count whose list is shown; `frozen`: of the revision of a locked report, as it was then; 0: of today. */
export type IndicatorPageQuery = Omit<IndicatorQuery, "set"> & { count: string; page: number; frozen: number }

/** One indicator: its formula in words, the figure and how it was worked out, the list behind, its units, its trend. */
export const getIndicatorPage = async (
  d: OfficeDependencies,
  { actor, indicatorId, query }: { actor: Actor; indicatorId: string; query: IndicatorPageQuery },
) => {
  await authorise(d, actor, "indicator.view", { kind: "indicator", id: indicatorId })
  const today = dayOf(d.clock.now())
  const period = askedPeriod(query.period, today)
  const measured = await measurePeriods(d, periodsUpTo(period, TREND_PERIODS))
  const measuredNow = measured.at(-1) as MeasuredPeriod
  const frozen = await findFrozenPeriod(period.id, query.frozen)
  if (query.frozen > 0 && !frozen)
    throw new NotFoundError(`Không có bản số liệu đã chốt thứ ${query.frozen} của ${period.label}.`)
  const now = (query.frozen > 0 && frozen ? await frozenMeasure(frozen) : null) ?? measuredNow
  const indicator = now.indicators.find(({ id }) => id === indicatorId)
  if (!indicator)
    throw new NotFoundError(
      `Không có chỉ số «${indicatorId}» trong ${period.label}. Chọn kỳ khác hoặc xem danh sách ở trang Chỉ số.`,
    )
  const targets = await findIndicatorTargets()
  const unitId = query.unit === "" ? null : query.unit
  const names = await unitNamesOn(now.facts?.readOn ?? today)
  const nameOf = (id: string) => names.get(id) ?? id
  const lists = listsBehind(now, indicator, unitId)
  const list = lists.find(({ name }) => name === query.count) ?? lists[0]
  const figure = figureOf(now, indicator, unitId)
  const units = now.facts ? unitsOf(now.facts, indicator) : []
  const trend = trendOf(measured, indicator, unitId, targets)
  return {
    indicator: figure.indicator,
    words: {
      numerator: formulaInWords(indicator.read.numerator, labelOf),
      denominator: indicator.read.denominator && formulaInWords(indicator.read.denominator, labelOf),
    },
    period: periodView(period),
    periods: periodChoices(today),
    units: unitChoices(now, names),
    unit: unitId === null ? null : { id: unitId, name: nameOf(unitId) },
    figure,
    /** Whether all above the trend is as it was frozen; what it comes to today stands beside. */
    isFrozen: now !== measuredNow,
    hasFrozenList: query.frozen > 0 ? now !== measuredNow : null,
    todayText: textToday(measuredNow, indicatorId, unitId),
    frozen: frozenView(frozen),
    line: figureLine(indicator, { now, before: measured.at(-2) ?? null, unitId, targets, frozen }),
    counts: lists.map(({ name, label, value }) => ({
      name,
      label,
      value,
      unit: COUNT_UNITS[NAMED_COUNTS[name].of],
      source: countSource(name),
      definition: NAMED_COUNTS[name].definition,
    })),
    list: list && {
      name: list.name,
      label: list.label,
      value: list.value,
      unit: COUNT_UNITS[NAMED_COUNTS[list.name].of],
      total: list.items.length,
      items: list.items
        .slice((query.page - 1) * ITEMS_PER_PAGE, query.page * ITEMS_PER_PAGE)
        .map((item) => ({ ...item, unitName: nameOf(item.unitId) })),
    },
    byUnit: units
      .map((id) => ({
        ...figureLine(indicator, { now, before: null, unitId: id, targets, frozen }),
        id,
        name: nameOf(id),
      }))
      .sort((a, b) => byValue(a, b) || compareVietnamese(a.name, b.name)),
    ...whyOf(now, measured.at(-2), indicator, unitId, nameOf),
    trend,
    forecast: forecastOf(trend, period, indicator, unitId, targets),
  }
}

/** Records shown of those by which a count moved. */
const MOVED_SHOWN = 20

/** What moved the figure since the period before, count by count; nothing where either has no number of it. */
const whyOf = (
  now: MeasuredPeriod,
  before: MeasuredPeriod | undefined,
  indicator: ReadIndicator,
  unitId: string | null,
  nameOf: (id: string) => string,
) => {
  const former = before?.facts ? listsBehind(before, indicator, unitId) : []
  const why = now.facts
    ? listsBehind(now, indicator, unitId).map((list) =>
        whyMoved(
          former.find(({ name }) => name === list.name),
          list,
        ),
      )
    : []
  return {
    whyBefore: before?.period.label ?? "",
    why: why.map(({ items, ...count }) => ({
      ...count,
      total: items.length,
      items: items.slice(0, MOVED_SHOWN).map((item) => ({ ...item, unitName: nameOf(item.unitId) })),
    })),
  }
}

export type IndicatorPage = Awaited<ReturnType<typeof getIndicatorPage>>

const labelOf = (name: string): string => (isCountName(name) ? NAMED_COUNTS[name].label : name)

/** Those without a number last. */
const byValue = (a: FigureLine, b: FigureLine): number =>
  a.value === null || b.value === null
    ? Number(a.value === null) - Number(b.value === null)
    : b.value - a.value

const periodView = ({ id, label, from, to, kind }: Period) => ({ id, label, from, to, kind })

/** The period that was asked for, else the quarter of today. @throws NotFoundError for a month 13 */
const askedPeriod = (asked: string, today: IsoDay): Period =>
  asked === "" ? periodOn("QUARTER", today) : getPeriod(asked)

/** The months, quarters and years that may be chosen, the last first. */
const periodChoices = (today: IsoDay): Choice[] =>
  (["QUARTER", "MONTH", "YEAR"] as const).flatMap((kind) =>
    periodsUpTo(periodOn(kind, today), kind === "YEAR" ? 3 : TREND_PERIODS)
      .reverse()
      .map(({ id, label }) => ({ id, name: label })),
  )

const unitChoices = ({ facts, indicators }: MeasuredPeriod, names: ReadonlyMap<string, string>): Choice[] =>
  facts
    ? [...new Set(indicators.flatMap((indicator) => unitsOf(facts, indicator)))]
        .map((id) => ({ id, name: names.get(id) ?? id }))
        .sort((a, b) => compareVietnamese(a.name, b.name))
    : []
