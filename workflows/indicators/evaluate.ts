import { countNamesIn, type Formula, formulaValue, parseFormula } from "#models/indicator/formula.ts"
import { EMPTY_RULES, type Indicator } from "#models/indicator/indicator.ts"
import { type CountName, isCountName } from "#models/indicator/named-count.ts"

/**
 * VALUE: there is a number. EMPTY_DENOMINATOR: nothing to divide by; shown by the indicator's rule. NO_DATA: somebody has yet to
 * bring the data; never shown as 0.
 */
type FigureStatus = "VALUE" | "EMPTY_DENOMINATOR" | "NO_DATA"

/** What a formula comes to: how it was worked out, to the last rounding. */
export type Worked = {
  status: FigureStatus
  numerator: number | null
  denominator: number | null
  /** Unrounded, before it is put into percent. */
  quotient: number | null
  /** In the indicator's scale, rounded half up to its decimals. */
  value: number | null
  counts: { name: CountName; value: number | null }[]
}

const NO_DATA_WORDS = "chưa có số liệu"

/** An indicator's formulas, read once; asked of many units and periods. */
export type ReadIndicator = Indicator & {
  read: { numerator: Formula; denominator: Formula | null; names: CountName[] }
}

const ONE: Formula = { kind: "NUMBER", value: 1 }

/** @throws when a formula cannot be read: what is stored was judged when it was drafted */
export const readIndicator = (indicator: Indicator): ReadIndicator => {
  const numerator = formulaOf(indicator.numerator)
  const denominator = indicator.denominator === "" ? null : formulaOf(indicator.denominator)
  const names = [...countNamesIn(numerator), ...countNamesIn(denominator ?? ONE)].filter(isCountName)
  return { ...indicator, read: { numerator, denominator, names: [...new Set(names)] } }
}

const formulaOf = (text: string): Formula => {
  const parsed = parseFormula(text)
  if (!parsed.ok) throw new Error(`formula «${text}»: ${parsed.fault}`)
  return parsed.formula
}

/** Works an indicator out. `count` says null of what nobody has the data for. Pure. */
export const workOut = (
  { read, scale, decimals, whenEmpty }: Pick<ReadIndicator, "read" | "scale" | "decimals" | "whenEmpty">,
  count: (name: CountName) => number | null,
): Worked => {
  const counts = read.names.map((name) => ({ name, value: count(name) }))
  const of = (asked: string) => counts.find(({ name }) => name === asked)?.value ?? null
  const denominator = read.denominator === null ? 1 : formulaValue(read.denominator, of)
  const numerator = formulaValue(read.numerator, of)
  const worked = { numerator, denominator, counts }
  if (denominator === 0) {
    const isZero = whenEmpty === "ZERO"
    return { ...worked, status: "EMPTY_DENOMINATOR", quotient: null, value: isZero ? 0 : null }
  }
  if (numerator === null || denominator === null)
    return { ...worked, status: "NO_DATA", quotient: null, value: null }
  const quotient = numerator / denominator
  const scaled = scale === "PERCENT" ? (100 * numerator) / denominator : quotient
  return { ...worked, status: "VALUE", quotient, value: roundHalfUp(scaled, decimals) }
}

/** Rounds half away from zero at so many decimals: 12,345 → 12,35. */
export const roundHalfUp = (value: number, decimals: number): number => {
  const factor = 10 ** decimals
  return (Math.sign(value) * Math.round(Math.abs(value) * factor * (1 + Number.EPSILON))) / factor
}

/** A figure as it stands on a page: `83,33%`, `12`, `4,5 ngày`, `N/A`, `chưa có số liệu`. */
export const figureInWords = (
  { status, value }: Pick<Worked, "status" | "value">,
  { scale, decimals, whenEmpty }: Pick<Indicator, "scale" | "decimals" | "whenEmpty">,
): string => {
  if (status === "NO_DATA") return NO_DATA_WORDS
  if (value === null) return EMPTY_RULES[whenEmpty]
  const text = value.toLocaleString("vi-VN", { maximumFractionDigits: decimals })
  return scale === "PERCENT" ? `${text}%` : scale === "DAYS" ? `${text} ngày` : text
}

/** The share of the full points a value is given (QĐ 766: below the threshold, in proportion); null where no threshold is known. */
export const pointShare = (
  value: number | null,
  { fullPointsFrom }: Pick<Indicator, "fullPointsFrom">,
): number | null =>
  value === null || fullPointsFrom === null || fullPointsFrom <= 0
    ? null
    : Math.min(1, Math.max(0, value / fullPointsFrom))
