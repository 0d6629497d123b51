import type { IsoDay } from "../shared/dates.ts"
import type { PeriodKind } from "./period.ts"

export const INDICATOR_SETS = {
  QD766: "Bộ chỉ số 766",
  ND224: "NĐ 224/2026 Điều 19",
  EMC: "Hệ thống giám sát, đo lường (EMC)",
  KE_HOACH: "Chỉ tiêu của kế hoạch",
} as const
export type IndicatorSet = keyof typeof INDICATOR_SETS

export const INDICATOR_SCALES = {
  PERCENT: "%",
  DAYS: "ngày",
  NUMBER: "số",
} as const
type IndicatorScale = keyof typeof INDICATOR_SCALES

/** What an empty denominator shows, by the report's rule. */
export const EMPTY_RULES = { NOT_APPLICABLE: "N/A", ZERO: "0" } as const
type EmptyRule = keyof typeof EMPTY_RULES

export const DIRECTIONS = {
  UP: "Cao hơn là tốt hơn",
  DOWN: "Thấp hơn là tốt hơn",
  NONE: "Không xếp tốt xấu",
} as const
type Direction = keyof typeof DIRECTIONS

/** Chỉ số: a formula over named counts, with unit, periods, source article and validity. Edited as office data, by two people. */
export type Indicator = {
  /** `766-3.1a`: the set's own number. */
  id: string
  set: IndicatorSet
  name: string
  /** Formulas over named counts (`formula.ts`); an empty denominator is 1: the numerator alone. */
  numerator: string
  denominator: string
  scale: IndicatorScale
  decimals: number
  whenEmpty: EmptyRule
  direction: Direction
  periods: PeriodKind[]
  /** Value from which full points are given (percent); below it the share of it. Null where nobody said. */
  fullPointsFrom: number | null
  /** Document and article or page. */
  source: string
  note: string
  validFrom: IsoDay
  validTo: IsoDay | null
}
