import type { Indicator, IndicatorSet } from "#models/indicator/indicator.ts"

const ALL_PERIODS: Indicator["periods"] = ["MONTH", "QUARTER", "YEAR"]

type Said = Pick<Indicator, "id" | "name" | "numerator" | "denominator" | "source"> & Partial<Indicator>

/** Writes the indicators of one set, with what most of them have in common. */
export const inSet =
  (set: IndicatorSet, validFrom: string, validTo: string | null) =>
  (said: Said): Indicator => ({
    set,
    scale: "PERCENT",
    decimals: 2,
    whenEmpty: "NOT_APPLICABLE",
    direction: "UP",
    periods: ALL_PERIODS,
    fullPointsFrom: null,
    note: "",
    validFrom,
    validTo,
    ...said,
  })
