import type { IsoDay } from "../shared/dates.ts"

/** Chỉ tiêu of an indicator for one unit, or for all that have none of their own, while it is valid: a quarter, a year. */
export type IndicatorTarget = {
  indicatorId: string
  /** Null: the province, and every unit without a target of its own. */
  unitId: string | null
  /** In the indicator's own scale: 80 is 80 %. */
  value: number
  validFrom: IsoDay
  validTo: IsoDay | null
  source: string
}

/** The target that counts for a unit on a day: its own, else the common one. */
export const targetFor = (
  targets: readonly IndicatorTarget[],
  indicatorId: string,
  unitId: string | null,
  day: IsoDay,
): IndicatorTarget | null => {
  const valid = targets.filter(
    (one) =>
      one.indicatorId === indicatorId && one.validFrom <= day && (one.validTo === null || day <= one.validTo),
  )
  return valid.find((one) => one.unitId === unitId) ?? valid.find((one) => one.unitId === null) ?? null
}
